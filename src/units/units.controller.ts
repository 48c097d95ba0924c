import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { ImportReport } from '../platform/csv/import-report.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Accepts, Allow, Authenticated } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import { ImportQuery } from '../platform/web/import.dto.js';
import { answerImport, csvText } from '../platform/web/import-request.js';
import { listPage, type ListPage } from '../platform/web/list-page.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import { SETTING_KEYS } from './unit-settings.js';
import type { Unit } from './unit.js';
import { settingView, type UnitView } from './unit.view.js';
import { NewUnitRequest, UnitChangeRequest, UnitQuery } from './units.dto.js';
import { UnitsImportService } from './units-import.service.js';
import { UnitsService, type UnitChange } from './units.service.js';

/** Agencies, divisions and communes. */
@Controller('api/v1')
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly imports: UnitsImportService,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('units')
  @Authenticated()
  async list(@Query() { kind, under, ...page }: UnitQuery): Promise<ListPage<Unit>> {
    const below = under === undefined ? null : new Set(await this.units.subtree(under));
    const found = (await this.units.all()).filter(
      (unit) => (kind === undefined || unit.kind === kind) && (!below || below.has(unit.code)),
    );
    return listPage(found, ({ code }) => code, page);
  }

  @Post('units')
  @Allow('admin')
  async create(
    @CurrentActor() actor: Actor,
    @Body() request: NewUnitRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnitView> {
    const made = await this.idempotency.once(write, () => this.units.create(newUnit(request), actor, write));
    markReplayed(reply, made.replayed);
    return this.show(made.resource);
  }

  /** The unit, and what is decided for it today. */
  @Get('units/:code')
  @Authenticated()
  async show(@Param('code') code: string): Promise<UnitView> {
    const unit = await this.units.unit(code);
    const today = localDate(this.clock.now());
    const settings = SETTING_KEYS.map(async (key) =>
      settingView(key, await this.units.setting(code, key, today), await this.units.settingRecord(code, key, today)),
    );
    return { ...unit, settings: await Promise.all(settings) };
  }

  /** Administrators change the unit and most settings; a standing approval is the head's own to give. */
  @Patch('units/:code')
  @Allow('admin', 'leader')
  async change(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() { settings = [], ...change }: UnitChangeRequest,
  ): Promise<UnitView> {
    await this.units.change(code, withoutEmpty(change), actor, settings);
    return this.show(code);
  }

  /** A file of units: added and changed, never removed. Running it again changes nothing. */
  @Post('imports/units')
  @HttpCode(200)
  @Allow('admin')
  @Accepts('text/csv')
  async import(@CurrentActor() actor: Actor, @Body() body: string, @Query() query: ImportQuery): Promise<ImportReport> {
    await this.units.demandTown(actor);
    const { dryRun = false } = query;
    return answerImport(await this.imports.importCsv(csvText(body), { dryRun, by: actor.username }), query);
  }
}

/** What the request leaves out is unknown yet; a code typed in by a person is taken at their word. */
function newUnit({ letterheadSuperior, signerAuthority, deskUnitCode, ...given }: NewUnitRequest): Unit {
  return {
    ...given,
    letterheadSuperior: letterheadSuperior ?? null,
    signerAuthority: signerAuthority ?? null,
    deskUnitCode: deskUnitCode ?? (given.hasDesk ? given.code : null),
    address: null,
    phone: null,
    hotline: null,
    signerName: null,
    certainty: 'K',
    validTo: null,
  };
}

function withoutEmpty(change: Omit<UnitChangeRequest, 'settings'>): UnitChange {
  const given: [string, unknown][] = Object.entries(change);
  const worded = given
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, value === '' ? null : value]);
  return Object.fromEntries(worded) as UnitChange;
}
