import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { DomainError } from '../../domain/errors.js';
import { Cookies } from '../../platform/web/cookies.js';
import { localPath } from '../../platform/web/locale.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import type { Device } from './devices.repository.js';
import { DevicesService } from './devices.service.js';
import { unlockView, type UnlockView } from './lock.view.js';

/** What came with a request about the lock, as far as it may stand in the form again. */
export interface Asked {
  readonly switching?: boolean;
  readonly returnTo?: string | undefined;
  readonly kept?: string | null | undefined;
  readonly lost?: boolean;
  readonly chosen?: string;
  readonly refused?: DomainError;
}

/** Draws the lock, as a page of its own or over the page that somebody left. */
@Injectable()
export class LockScreen {
  constructor(
    private readonly devices: DevicesService,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  device(request: WebRequest): Promise<Device | null> {
    return this.devices.at(this.cookies.device(request));
  }

  /** Sitting down at a registered PC makes its 30 days begin anew. */
  keepDevice(request: WebRequest, reply: FastifyReply, device: Device | null): void {
    const token = this.cookies.device(request);
    if (device !== null && token !== null) this.cookies.setDevice(reply, token);
  }

  /** Those who may come in at this PC by PIN or card; null where nobody sat here lately. */
  async colleagues(request: WebRequest, returnTo: string): Promise<UnlockView | null> {
    const view = await this.view(request, { returnTo, switching: true });
    return view.people === null ? null : view;
  }

  async view(request: WebRequest, asked: Asked): Promise<UnlockView> {
    const device = await this.device(request);
    const facts = {
      owner: request.principal?.actor ?? null,
      deviceName: device?.name ?? null,
      phone: device !== null && device.owner !== null,
      people: await this.devices.peopleAt(device),
      switching: asked.switching ?? false,
      returnTo: localPath(asked.returnTo),
      kept: asked.kept ?? null,
      lost: asked.lost ?? false,
      chosen: asked.chosen ?? null,
      refused: asked.refused ?? null,
    };
    return unlockView(facts, this.pages.words(request));
  }

  async page(request: WebRequest, asked: Asked): Promise<string> {
    const title = this.pages.words(request)('lock.title');
    return this.pages.page(request, 'sessions/lock', { unlock: await this.view(request, asked) }, { title });
  }

  /** The same for the script, which puts it over the page. */
  async panel(request: WebRequest, asked: Asked): Promise<string> {
    return this.pages.fragment(request, 'sessions/unlock-panel', { unlock: await this.view(request, asked) });
  }
}
