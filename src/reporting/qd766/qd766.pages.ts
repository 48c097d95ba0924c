import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { NamedPeriodQuery } from '../procedures/procedure-counts.dto.js';
import { PROCEDURE_READERS } from '../procedures/procedure-roles.js';
import { ReportScopeService } from '../report-scope.service.js';
import { sendPdf, sendXlsx } from '../printed/report-answers.js';
import { ReportPress } from '../printed/report-press.service.js';
import { qd766Printed } from './qd766-printed.view.js';
import { Qd766Service } from './qd766.service.js';
import { qd766View } from './qd766.view.js';

/** What QĐ 766 would give, with what each point is made of. */
@Controller('reports')
@Allow(...PROCEDURE_READERS)
export class Qd766Pages {
  constructor(
    private readonly qd766: Qd766Service,
    private readonly scopes: ReportScopeService,
    private readonly pages: PageRenderer,
    private readonly press: ReportPress,
  ) {}

  @Get('qd766')
  async show(@Query() asked: NamedPeriodQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const [report, units] = await Promise.all([this.qd766.report(by, asked), this.scopes.choices(by)]);
    return this.pages.page(request, 'reports/qd766', qd766View(report, units, t), { title: t('qd766.title') });
  }

  @Get('qd766.xlsx')
  async xlsx(@Query() asked: NamedPeriodQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    await sendXlsx(reply, qd766Printed(await this.qd766.report(by, asked)), this.press);
  }

  @Get('qd766.pdf')
  async pdf(@Query() asked: NamedPeriodQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    await sendPdf(reply, qd766Printed(await this.qd766.report(by, asked)), this.press);
  }
}
