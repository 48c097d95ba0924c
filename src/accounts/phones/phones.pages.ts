import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import type { FieldError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { addressOf } from '../../platform/web/address.js';
import { Cookies } from '../../platform/web/cookies.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Done, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { Principal, WebRequest } from '../../platform/web/principal.js';
import { CurrentActor, CurrentPrincipal } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { OwnAccountService } from '../own/own-account.service.js';
import { DevicesService } from '../shared-pcs/devices.service.js';
import { NewPhoneForm } from './phones.dto.js';
import { PHONE_OWNERS, PhonesService } from './phones.service.js';
import { phonesView } from './phones.view.js';

const NOTHING: Refusal = { errors: [], sentence: null, typed: {} };

/** The phones on which a signer comes in by PIN: registered on the phone itself, ended from anywhere. */
@Controller('account/phones')
@Allow(...PHONE_OWNERS)
export class PhonesPages {
  constructor(
    private readonly phones: PhonesService,
    private readonly devices: DevicesService,
    private readonly own: OwnAccountService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  show(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.page(request, by, NOTHING);
  }

  @Post()
  register(
    @CurrentPrincipal() principal: Principal,
    @FromForm() { by, body, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const work = async (): Promise<Done> => {
      const { name, current, pin } = await readRequest(NewPhoneForm, body);
      const here = await this.devices.at(this.cookies.device(request));
      await this.own.demand({ actor: by, sessionId: principal.id, address: addressOf(request), password: current });
      this.cookies.setDevice(reply, await this.phones.register(by, { name, pin: pin.trim() }, here));
      return this.done(request, 'phone.registered');
    };
    return this.turns.take({ request, reply }, work, (refusal) => this.page(request, by, refusal));
  }

  @Post(':id/revocations')
  revoke(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      const here = await this.devices.at(this.cookies.device(request));
      await this.phones.revoke(by, id);
      if (here?.id === id) this.cookies.endDevice(reply);
      return this.done(request, 'phone.revoked');
    };
    return this.turns.take({ request, reply }, work, (refusal) => this.page(request, by, refusal));
  }

  private done(request: WebRequest, key: 'phone.registered' | 'phone.revoked'): Done {
    return { next: '/account/phones', said: this.pages.words(request)(key) };
  }

  private async page(request: WebRequest, by: Actor, { errors, sentence, typed }: Refusal): Promise<string> {
    const t = this.pages.words(request);
    const here = await this.devices.at(this.cookies.device(request));
    const facts = {
      phones: await this.phones.of(by),
      hereId: here?.id ?? null,
      typed,
      errors: errors.map((each): FieldError => ({ ...each, message: inWords(each.message, t) })),
      refusal: sentence,
    };
    return this.pages.page(request, 'account/phones', phonesView(facts, t), { title: t('phone.title') });
  }
}

/** The rules of these rooms name their words by key. */
function inWords(message: string, t: (key: string) => string): string {
  return /^(?:account|phone)\./.test(message) ? t(message) : message;
}
