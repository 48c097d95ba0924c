import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import type { FieldError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { Cookies } from '../../platform/web/cookies.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Done } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { AccountsService } from '../accounts.service.js';
import { devicesView } from './devices.view.js';
import { DEVICE_KEEPERS, DevicesService } from './devices.service.js';
import { NewDeviceForm } from './lock.dto.js';

/** The desk's PCs: which there are, whether this is one, and an end to one that was sold or stolen. */
@Controller('desk-pcs')
@Allow(...DEVICE_KEEPERS)
export class DevicesPages {
  constructor(
    private readonly devices: DevicesService,
    private readonly accounts: AccountsService,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  show(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.page(request, by, '', []);
  }

  @Post()
  register(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      const { name } = await readRequest(NewDeviceForm, body);
      const here = await this.devices.at(this.cookies.device(request));
      // Sent twice, it is still one PC; under a new name it is no longer the old one.
      if (here?.name !== name || here.unitCode !== by.unitCode) {
        const { token } = await this.devices.register(by, name);
        if (here?.unitCode === by.unitCode) await this.devices.revoke(by, here.id);
        this.cookies.setDevice(reply, token);
      }
      return this.done(request, 'account.pc_registered');
    };
    return this.turns.take({ request, reply }, work, ({ typed, errors }) =>
      this.page(request, by, typed['name'] ?? '', errors),
    );
  }

  @Post(':id/revocations')
  revoke(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      const here = await this.devices.at(this.cookies.device(request));
      await this.devices.revoke(by, id);
      if (here?.id === id) this.cookies.endDevice(reply);
      return this.done(request, 'account.pc_revoked');
    };
    return this.turns.take({ request, reply }, work, () => this.page(request, by, '', []));
  }

  private done(request: WebRequest, key: 'account.pc_registered' | 'account.pc_revoked'): Done {
    return { next: '/desk-pcs', said: this.pages.words(request)(key) };
  }

  private async page(request: WebRequest, by: Actor, typed: string, errors: readonly FieldError[]): Promise<string> {
    const here = await this.devices.at(this.cookies.device(request));
    const devices = await this.devices.list(by);
    const names = await this.accounts.names(
      devices.flatMap(({ registeredBy, owner }) => [registeredBy, owner ?? registeredBy]),
    );
    const t = this.pages.words(request);
    const view = devicesView({ devices, hereId: here?.id ?? null, names, typed, errors }, t);
    return this.pages.page(request, 'account/devices', view, { title: t('account.pcs') });
  }
}
