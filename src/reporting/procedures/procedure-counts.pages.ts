import { Readable } from 'node:stream';
import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { xlsxStream } from '../../platform/spreadsheet/write-xlsx.js';
import { Allow } from '../../platform/web/access.js';
import { download, XLSX } from '../../platform/web/download.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, fieldsOf, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { ReportScopeService } from '../report-scope.service.js';
import { NamedPeriodQuery, PlanRequest } from './procedure-counts.dto.js';
import { ProcedureCountsService, type ReportAsked } from './procedure-counts.service.js';
import { procedureCountsView, procedureSheet } from './procedure-counts.view.js';
import { ProcedurePlans } from './procedure-plans.service.js';
import { PROCEDURE_PLANNERS, PROCEDURE_READERS } from './procedure-roles.js';

/** How many procedures can be done online, held against the plan, and whether anybody does. */
@Controller('reports')
@Allow(...PROCEDURE_READERS)
export class ProcedureCountsPages {
  constructor(
    private readonly procedures: ProcedureCountsService,
    private readonly plans: ProcedurePlans,
    private readonly scopes: ReportScopeService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get('procedures')
  show(@Query() asked: NamedPeriodQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.page(request, by, asked, null);
  }

  @Get('procedures.xlsx')
  async file(
    @Query() asked: NamedPeriodQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const t = this.pages.words(request);
    const report = await this.procedures.report(by, asked);
    const { columns, rows } = procedureSheet(report, t);
    const name = `thu-tuc-${report.unit.code}-${report.period.code}.xlsx`;
    const file = xlsxStream(t('procs.sheet'), columns, Readable.from(rows));
    await download(reply, XLSX, name).send(file);
  }

  @Post('procedures/plans')
  @Allow(...PROCEDURE_PLANNERS)
  plan(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const { request, by, body } = posted;
    const back = backTo(posted);
    const work = async () => {
      const { unit, year, ...plan } = await readRequest(PlanRequest, body);
      await this.plans.put({ unitCode: unit, year }, plan, by);
      const query = new URLSearchParams({ unit, period: String(year) });
      return { next: `/reports/procedures?${query.toString()}`, said: this.pages.words(request)('procs.planned_said') };
    };
    return this.turns.take({ request, reply }, work, (refusal) => this.page(request, by, back, refusal));
  }

  private async page(request: WebRequest, by: Actor, asked: ReportAsked, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const [report, units] = await Promise.all([this.procedures.report(by, asked), this.scopes.choices(by)]);
    const mayPlan = hasRole(by, ...PROCEDURE_PLANNERS);
    const view = procedureCountsView(report, { units, mayPlan, refusal }, t);
    return this.pages.page(request, 'reports/procedures', view, { title: t('procs.title') });
  }
}

/** The page that a refused number is shown on again. */
function backTo(posted: Posted): ReportAsked {
  const { unit, year } = fieldsOf(posted);
  return {
    unit: typeof unit === 'string' && unit !== '' ? unit.slice(0, 40) : undefined,
    period: typeof year === 'string' && /^20\d\d$/.test(year) ? year : undefined,
  };
}
