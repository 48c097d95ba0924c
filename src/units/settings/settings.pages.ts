import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { callerOf, FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitChangesService } from '../unit-changes.service.js';
import { SETTING_KEYS, type SettingKey } from '../unit-settings.js';
import { UnitsService } from '../units.service.js';
import { emptyMeans } from './setting-fields.view.js';
import { PapersForm } from '../pages/unit-forms.dto.js';
import { SettingForm, UnitChoice } from './settings.dto.js';
import { SettingsRoomService } from './settings-room.service.js';
import { settingsView } from './settings.view.js';

/** What a unit decided for itself, and deciding it anew from a day on. */
@Controller('settings')
@Allow('admin', 'desk_head', 'leader')
export class SettingsPages {
  constructor(
    private readonly room: SettingsRoomService,
    private readonly units: UnitsService,
    private readonly changes: UnitChangesService,
    private readonly idempotency: IdempotencyService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  /** The reader's own unit, or the one chosen in the list. */
  @Get()
  choose(@CurrentActor() by: Actor, @Query() { unit }: UnitChoice, @Res() reply: FastifyReply): void {
    void reply.redirect(`/settings/${encodeURIComponent(unit ?? by.unitCode)}`, 303);
  }

  @Get(':code')
  async show(@CurrentActor() by: Actor, @Param('code') code: string, @Req() request: WebRequest): Promise<string> {
    const view = settingsView(await this.room.of(code, by), null, this.pages.words(request));
    return this.pages.page(request, 'settings/show', view, { title: view.heading });
  }

  /** One decision from a day on; earlier days keep what was decided for them. */
  @Post(':code/values/:key')
  async decide(
    @Param('key') name: string,
    @FromForm() { code, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const key = SETTING_KEYS.find((one) => one === name);
    if (!key) throw new DomainError('not_found', 'there is no such setting');
    await this.demandSeen(code, request);
    await this.turns.take(
      { request, reply },
      async ({ by }) => {
        const { value, validFrom } = await readRequest(SettingForm, request.body);
        const text = value ?? emptyMeans(key);
        if (text === null) throw required();
        await this.units.decide(code, { key, value: text, validFrom }, by);
        return { next: `${pathOf(code)}#${key}`, said: this.pages.words(request)('setting.saved') };
      },
      (refusal) => this.again(request, code, key, refusal),
    );
  }

  /** Who signs, what stands above papers, whom to call: from a day on. */
  @Post(':code/papers')
  async papers(@FromForm() { code, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    await this.demandSeen(code, request);
    await this.turns.take(
      { request, reply },
      async ({ by, write }) => {
        const { validFrom, reason = null, ...facts } = await readRequest(PapersForm, request.body);
        const { letterheadSuperior = null, signerAuthority = null, signerName = null } = facts;
        const { address = null, phone = null, hotline = null } = facts;
        const changes = { ...facts, letterheadSuperior, signerAuthority, signerName, address, phone, hotline };
        await this.idempotency.once(write, () => this.changes.plan(code, { validFrom, changes, reason }, by, write));
        return { next: `${pathOf(code)}#papers`, said: this.pages.words(request)('setting.saved') };
      },
      (refusal) => this.again(request, code, 'papers', refusal),
    );
  }

  /** Whoever may not see the unit learns nothing of it by asking for a change. */
  private async demandSeen(code: string, request: WebRequest): Promise<void> {
    await this.room.of(code, callerOf(request).by);
  }

  private async again(
    request: WebRequest,
    code: string,
    form: SettingKey | 'papers',
    refusal: Refusal,
  ): Promise<string> {
    const room = await this.room.of(code, callerOf(request).by);
    const view = settingsView(room, { form, refusal }, this.pages.words(request));
    return this.pages.page(request, 'settings/show', view, { title: view.heading });
  }
}

function pathOf(code: string): string {
  return `/settings/${encodeURIComponent(code)}`;
}

function required(): DomainError {
  const errors = [{ field: 'value', message: 'Cần điền mục này' }];
  return new DomainError('request.invalid', 'a value is missing', {}, errors);
}
