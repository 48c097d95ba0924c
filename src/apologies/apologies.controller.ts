import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { ACT_ROLES } from '../domain/dossier/acts/permission.js';
import { toLocalIso } from '../domain/time/instant.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Allow, Authenticated } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import { ApologiesQuery, CoverageQuery, OutsideLetterRequest, WaiverRequest } from './apologies.dto.js';
import { CoverageService } from './coverage/coverage.service.js';
import { ObligationEnds, type Ended } from './obligation-ends.service.js';
import { obligationJson, type ApologyJson } from './obligation.json.js';
import { ObligationsService } from './obligations.service.js';

/** What is owed, and whether it was given. */
@Controller('api/v1/apologies')
export class ApologiesController {
  constructor(
    private readonly obligations: ObligationsService,
    private readonly coverages: CoverageService,
    private readonly ends: ObligationEnds,
  ) {}

  @Get()
  @Authenticated()
  async list(@CurrentActor() by: Actor, @Query() query: ApologiesQuery): Promise<object> {
    const { items, nextCursor } = await this.obligations.list(query, by);
    return { items: items.map(obligationJson), nextCursor };
  }

  /** Coverage by day of opening, with the list that must be empty. */
  @Get('coverage')
  @Authenticated()
  async coverage(@CurrentActor() by: Actor, @Query() { from, to, unit }: CoverageQuery): Promise<object> {
    const scope = await this.obligations.reach(unit, by);
    const coverage = await this.coverages.of({ from: from ?? null, to: to ?? null, ...scope });
    return { ...coverage, missing: coverage.missing.map((row) => ({ ...row, since: toLocalIso(row.since) })) };
  }

  @Get(':id')
  @Authenticated()
  async show(@CurrentActor() by: Actor, @Param('id') id: string): Promise<object> {
    return obligationJson(await this.obligations.one(id, by));
  }

  /** A leader lets the letter go, with a reason and what shows it; it stays among what was owed. */
  @Post(':id/waivers')
  @Allow(...ACT_ROLES.waive)
  async waive(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { reason, proof }: WaiverRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return ended(await this.ends.waive({ id, by, write }, reason, { proof: proof ?? null, scan: null }), reply);
  }

  /** The outside agency at fault is asked for its letter. */
  @Post(':id/outside-requests')
  @Allow(...ACT_ROLES.ask_outside)
  async askOutside(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return ended(await this.ends.askOutside({ id, by, write }), reply);
  }

  /** Its letter has come: recorded with number, date and scan, it settles the obligation. */
  @Post(':id/outside-letters')
  @Allow(...ACT_ROLES.record_outside)
  async recordOutside(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { number, date, proof }: OutsideLetterRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return ended(await this.ends.recordOutside({ id, by, write }, { number, date, proof: proof ?? null }), reply);
  }
}

function ended({ fact, replayed }: Ended, reply: FastifyReply): ApologyJson {
  markReplayed(reply, replayed);
  return obligationJson(fact);
}
