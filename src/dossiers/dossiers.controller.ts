import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { toLocalIso } from '../domain/time/instant.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Keys } from '../platform/keys/keys.js';
import { Allow, Authenticated } from '../platform/web/access.js';
import { markReplayed, markVersion } from '../platform/web/answer.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import { DossierListQuery } from './dossier-list.dto.js';
import { DossierListService } from './dossier-list.service.js';
import { DossierSearchService } from './search/dossier-search.service.js';
import { DossierQueryService } from './dossier-query.service.js';
import { listRowJson, recordJson, traceJson, type DossierRecordJson } from './dossier.json.js';
import { secretFor } from './tracking-secret.js';
import { NewDossierRequest, RevealRequest } from './dossiers.dto.js';
import { intakeOf } from './intake/intake-request.js';
import { IntakeService } from './intake/intake.service.js';
import { REVEAL_ROLES, RevealsService } from './reveals.service.js';

/** Dossiers: received, listed, looked at. */
@Controller('api/v1/dossiers')
export class DossiersController {
  constructor(
    private readonly intake: IntakeService,
    private readonly dossiers: DossierQueryService,
    private readonly lists: DossierListService,
    private readonly searches: DossierSearchService,
    private readonly reveals: RevealsService,
    private readonly keys: Keys,
  ) {}

  /** Receives a dossier at the caller's desk, now, and promises a date. */
  @Post()
  @Allow('receiver')
  async register(
    @CurrentActor() by: Actor,
    @Body() request: NewDossierRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { resource, replayed } = await this.intake.register(intakeOf(request), by, write);
    markReplayed(reply, replayed);
    return this.answer(resource, by, reply);
  }

  @Get()
  @Authenticated()
  async list(@CurrentActor() by: Actor, @Query() { q, ...query }: DossierListQuery): Promise<object> {
    const page =
      q === undefined
        ? await this.lists.page(query, by)
        : await this.searches.search({ by: 'text', text: q }, query, by);
    return { items: page.rows.map(listRowJson), nextCursor: page.nextCursor, total: page.total };
  }

  @Get(':code')
  @Authenticated()
  show(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(code, by, reply);
  }

  @Get(':code/history')
  @Authenticated()
  async history(@CurrentActor() by: Actor, @Param('code') code: string): Promise<object> {
    const { events } = await this.dossiers.record(code, by);
    return { items: events.map((event) => ({ ...event, at: toLocalIso(event.at) })) };
  }

  @Get(':code/promises')
  @Authenticated()
  async promises(@CurrentActor() by: Actor, @Param('code') code: string): Promise<object> {
    const { promises } = await this.dossiers.record(code, by);
    return {
      items: promises.map(({ seq, kind, at, by: author, statutoryDueAt, currentDueAt, reason, letterId, trace }) => ({
        seq,
        kind,
        at: toLocalIso(at),
        by: author,
        statutoryDueAt: toLocalIso(statutoryDueAt),
        currentDueAt: toLocalIso(currentDueAt),
        reason,
        letterId,
        explanation: traceJson(trace),
      })),
    };
  }

  /** The unmasked number, for a reason that stays in the audit trail. */
  @Post(':code/reveals')
  @HttpCode(200)
  @Allow(...REVEAL_ROLES)
  async reveal(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { field, reason }: RevealRequest,
  ): Promise<{ value: string | null }> {
    return { value: await this.reveals.reveal(code, field, reason, by) };
  }

  private async answer(code: string, by: Actor, reply: FastifyReply): Promise<DossierRecordJson> {
    const facts = await this.dossiers.facts(code, by);
    markVersion(reply, facts.dossier.version);
    return recordJson(facts, secretFor(facts.dossier, by, this.keys));
  }
}
