import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { parsePeriod } from '../domain/kpi/period.js';
import { Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { DistanceService } from './distance.service.js';
import { OnTimeService } from './on-time.service.js';
import { DistanceQueryDto, OnTimeQueryDto } from './reports.dto.js';
import { distanceJson, onTimeJson, type DistanceJson, type OnTimeJson } from './reports.view.js';

/** Figures are no secret inside the house: everyone may ask about their own unit, overseers about those below. */
@Controller('api/v1/reports')
@Authenticated()
export class ReportsController {
  constructor(
    private readonly onTime: OnTimeService,
    private readonly distance: DistanceService,
    private readonly pages: PageRenderer,
  ) {}

  /** Three on-time rates, each with what it divides by; judged by the first. */
  @Get('on-time')
  async onTimeReport(
    @Query() { from, to, groupBy, unit }: OnTimeQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
  ): Promise<OnTimeJson> {
    const report = await this.onTime.report(actor, { from, to, groupBy: groupBy ?? 'unit', unitCode: unit ?? null });
    return onTimeJson(report, this.pages.words(request));
  }

  /** How many late returns the period can still bear, or how many on time it still needs; and what to save first. */
  @Get('distance-to-target')
  async distanceReport(
    @Query() { period, unit }: DistanceQueryDto,
    @CurrentActor() actor: Actor,
  ): Promise<DistanceJson> {
    return distanceJson(await this.distance.report(actor, parsePeriod(period), unit ?? null));
  }
}
