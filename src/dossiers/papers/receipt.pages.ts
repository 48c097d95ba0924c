import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Authenticated } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { PAPER_SHEETS } from '../../units/unit-settings.js';
import { PaperQuery } from '../dossiers.dto.js';
import { paperHref } from './paper-links.view.js';
import { paperPageView } from './paper-page.view.js';
import { answerIssued, sendPdf } from './paper-answers.js';
import { ReceiptsService } from './receipts.service.js';

/** The receipt as a sheet of paper in the browser: printed from here without a PDF tab and a second dialog. */
@Controller('dossiers/:code/receipt')
export class ReceiptPages {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Authenticated()
  async show(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Query() { size }: PaperQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    const paper = await this.receipts.html(code, size, by);
    const href = paperHref(code, { kind: 'receipt', no: 0 });
    const view = paperPageView({ code, href, issues: true, sizes: PAPER_SHEETS }, paper, this.pages.words(request));
    return this.pages.page(request, 'dossiers/receipt', view, { title: paper.title });
  }

  /** It is being printed. */
  @Post('issues')
  @Authenticated()
  async issue(@FromForm() { code, by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    await this.receipts.issue(code, by);
    answerIssued(request, reply, paperHref(code, { kind: 'receipt', no: 0 }));
  }

  /** The file to keep or to send: handed out, it is issued. */
  @Post('pdf')
  @Authenticated()
  async pdf(
    @FromForm() { code, by }: Posted,
    @Query() { size }: PaperQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.receipts.issue(code, by);
    await sendPdf(reply, await this.receipts.pdfOf(code, size, by), code);
  }
}
