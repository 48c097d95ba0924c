import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { ReportScopeService } from '../report-scope.service.js';
import { narrativeDocx } from './narrative-docx.js';
import { NARRATIVE_READERS } from './narrative-roles.js';
import { narrativePaper } from './narrative-text.view.js';
import { NarrativeQuery } from './narrative.dto.js';
import { NarrativeService } from './narrative.service.js';
import { narrativeView } from './narrative.view.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The report in words: read first, then taken along as a Word file. */
@Controller('reports')
@Allow(...NARRATIVE_READERS)
export class NarrativePages {
  constructor(
    private readonly narrative: NarrativeService,
    private readonly scopes: ReportScopeService,
    private readonly pages: PageRenderer,
  ) {}

  @Get('narrative')
  async show(@Query() asked: NarrativeQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const [facts, units] = await Promise.all([this.narrative.facts(by, asked), this.scopes.choices(by)]);
    const view = narrativeView(facts, units, t);
    return this.pages.page(request, 'reports/narrative', view, { title: t('narrative.title') });
  }

  @Get('narrative.docx')
  async file(@Query() asked: NarrativeQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const facts = await this.narrative.facts(by, asked);
    const name = `bao-cao-tthc-${facts.unit.code}-${facts.period.code}.docx`;
    const file = await narrativeDocx(narrativePaper(facts));
    await reply.type(DOCX).header('content-disposition', `attachment; filename="${name}"`).send(file);
  }
}
