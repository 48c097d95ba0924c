import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { PaperPress } from './paper-press.js';
import { ResultSlipQuery } from './papers.dto.js';
import { sendPdf } from './paper-answers.js';
import { resultSlipPageView } from './register-page.view.js';
import { RegisterSheetsService } from './register-sheets.service.js';
import { REGISTER_ROLES } from './registers.service.js';

/** The slip with which an agency hands the desk its results. */
@Controller('papers/result-slip')
@Allow(...REGISTER_ROLES)
export class ResultSlipPages {
  constructor(
    private readonly sheets: RegisterSheetsService,
    private readonly units: UnitsService,
    private readonly press: PaperPress,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@Query() asked: ResultSlipQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const agencies = await this.agencies(by);
    const { unit, day } = this.question(asked, agencies, by);
    const sheets = await this.sheets.results(unit, day, by);
    const t = this.pages.words(request);
    const options = agencies.map(({ code, name }) => [code, name] as const);
    const view = resultSlipPageView({ agencies: options, unit, day, sheets }, t);
    return this.pages.page(request, 'papers/register', view, { title: t('papers.results.title') });
  }

  @Get('pdf')
  async pdf(@Query() asked: ResultSlipQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { unit, day } = this.question(asked, await this.agencies(by), by);
    const content = await this.sheets.pdf(await this.sheets.results(unit, day, by));
    await sendPdf(reply, content, `ban-giao-ket-qua-${unit}-${day}`);
  }

  private question(
    { unit, day }: ResultSlipQuery,
    agencies: readonly Unit[],
    by: Actor,
  ): { readonly unit: string; readonly day: PlainDate } {
    return { unit: unit ?? agencies[0]?.code ?? by.unitCode, day: day ?? localDate(this.press.now()) };
  }

  /** Those whose dossiers this desk receives. */
  private async agencies({ unitCode }: Actor): Promise<Unit[]> {
    return (await this.units.all()).filter(({ code, deskUnitCode }) => deskUnitCode === unitCode || code === unitCode);
  }
}
