import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow, Authenticated } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { PAPER_SHEETS } from '../../units/unit-settings.js';
import { RefusalsService } from '../filings/refusals.service.js';
import { paperPageView } from './paper-page.view.js';
import { RefusalListQuery, SheetQuery } from './papers.dto.js';
import { sendPdf } from './paper-answers.js';
import { refusalListView } from './refusal-list.view.js';
import { REGISTER_ROLES } from './registers.service.js';
import { SlipsService } from './slips.service.js';

/** Form 02 or 03 of somebody who was turned away at the counter. */
@Controller('papers/refusals')
export class RefusalPapersPages {
  constructor(
    private readonly refusals: RefusalsService,
    private readonly slips: SlipsService,
    private readonly pages: PageRenderer,
  ) {}

  /** Of the reader's own desk, the latest first. */
  @Get()
  @Allow(...REGISTER_ROLES)
  async list(
    @Query() { cursor }: RefusalListQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const filter = { unitCode: by.unitCode, from: undefined, to: undefined };
    const { items, nextCursor } = await this.refusals.page(filter, by, 50, cursor);
    const t = this.pages.words(request);
    const view = refusalListView(items, nextCursor, t);
    return this.pages.page(request, 'papers/refusals', view, { title: view.heading });
  }

  @Get(':id')
  @Authenticated()
  async show(
    @Param('id') id: string,
    @Query() { size }: SheetQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const paper = await this.slips.refusalHtml(id, size, by);
    const place = { code: null, href: `/papers/refusals/${encodeURIComponent(id)}`, sizes: PAPER_SHEETS };
    const view = paperPageView(place, paper, this.pages.words(request));
    return this.pages.page(request, 'dossiers/receipt', view, { title: paper.title });
  }

  @Get(':id/pdf')
  @Authenticated()
  async pdf(
    @Param('id') id: string,
    @Query() { size }: SheetQuery,
    @CurrentActor() by: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPdf(reply, await this.slips.refusalPdf(id, size, by), `refusal-${id}`);
  }
}
