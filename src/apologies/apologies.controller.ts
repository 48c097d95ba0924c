import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { toLocalIso } from '../domain/time/instant.js';
import { Authenticated } from '../platform/web/access.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { ApologiesQuery, CoverageQuery } from './apologies.dto.js';
import { CoverageService } from './coverage.service.js';
import { obligationJson } from './obligation.json.js';
import { ObligationsService } from './obligations.service.js';

/** What is owed, and whether it was given. */
@Controller('api/v1/apologies')
export class ApologiesController {
  constructor(
    private readonly obligations: ObligationsService,
    private readonly coverages: CoverageService,
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
    const unitCodes = await this.obligations.scope(unit, by);
    const coverage = await this.coverages.of({ from: from ?? null, to: to ?? null, unitCodes });
    return { ...coverage, missing: coverage.missing.map((row) => ({ ...row, since: toLocalIso(row.since) })) };
  }

  @Get(':id')
  @Authenticated()
  async show(@CurrentActor() by: Actor, @Param('id') id: string): Promise<object> {
    return obligationJson(await this.obligations.one(id, by));
  }
}
