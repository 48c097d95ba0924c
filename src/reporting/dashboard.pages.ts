import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { PeopleService } from '../dossiers/people.service.js';
import { BARS_WIDTH, barsHeight, barsOption } from '../platform/templates/bars.js';
import { renderChart } from '../platform/templates/chart.js';
import type { Translator } from '../platform/templates/i18n.js';
import { Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { BoardService } from './board/board.service.js';
import { ageingBars, boardView } from './board/board.view.js';
import { CHART_SIZE, dashboardView, monthPoints, unitChartSize, unitPoints } from './dashboard-page.view.js';
import { DashboardService, type DashboardFacts } from './dashboard.service.js';
import { REPORT_READERS } from './reports-readers.js';
import { ChartQueryDto } from './reports.dto.js';
import { monthLineOption, unitBarsOption } from './rate-charts.view.js';
import { WaitingWorkService } from './waiting-work.service.js';

/** How the unit stands: the first page of whoever answers for it. */
@Controller()
@Authenticated()
export class DashboardPages {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly boards: BoardService,
    private readonly people: PeopleService,
    private readonly work: WaitingWorkService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(
    @Query() { unit }: ChartQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    // Everybody else begins with their own work.
    if (!hasRole(actor, ...REPORT_READERS)) {
      void reply.status(303).header('location', '/work');
      return '';
    }
    const t = this.pages.words(request);
    const facts = await this.dashboard.facts(actor, unit ?? null);
    const board = boardView(await this.boards.facts(actor, unit ?? null), t);
    const [applicants, waiting] = await Promise.all([this.applicants(facts, actor), this.work.of(actor)]);
    const view = dashboardView(facts, { username: actor.username, applicants, waiting, board }, t);
    return this.pages.page(request, 'dashboard/show', view, { title: t('nav.dashboard') });
  }

  /** Pictures are files of their own: ECharts' inline styles would break the content security policy of a page. */
  @Get('dashboard/charts/:name')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  async chart(
    @Param('name') name: string,
    @Query() { unit }: ChartQueryDto,
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.picture(name, actor, unit ?? null, this.pages.words(request));
  }

  private async picture(name: string, actor: Actor, unit: string | null, t: Translator): Promise<string> {
    if (name === 'months.svg') {
      const months = monthPoints(await this.dashboard.monthsOf(actor, unit), t);
      return renderChart(monthLineOption(months, t), CHART_SIZE);
    }
    if (name === 'units.svg') {
      const units = unitPoints(await this.dashboard.unitsOf(actor, unit));
      return renderChart(unitBarsOption(units, t), unitChartSize(units.length));
    }
    if (name === 'ageing.svg') {
      const bars = ageingBars(await this.boards.ageingOf(actor, unit), t);
      return renderChart(barsOption(bars), { width: BARS_WIDTH, height: barsHeight(bars.length) });
    }
    throw new DomainError('not_found', 'no such chart');
  }

  /** Who only counts, or only keeps accounts, has no business with names. */
  private async applicants({ saveFirst }: DashboardFacts, actor: Actor): Promise<ReadonlyMap<string, string>> {
    const mayName = actor.roles.some((role) => role !== 'monitor' && role !== 'admin');
    if (!mayName) return new Map();
    const named = saveFirst.map(async ({ id }) => [id, (await this.people.applicant(id)).name] as const);
    return new Map(await Promise.all(named));
  }
}
