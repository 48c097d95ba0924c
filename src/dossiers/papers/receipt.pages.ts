import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Authenticated } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { PAPER_SHEETS } from '../../units/unit-settings.js';
import { PaperQuery } from '../dossiers.dto.js';
import { paperHref } from './paper-links.view.js';
import { paperPageView } from './paper-page.view.js';
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
    const pdfHref = `/api/v1/dossiers/${encodeURIComponent(code)}/papers/receipt.pdf`;
    const view = paperPageView({ code, href, pdfHref, sizes: PAPER_SHEETS }, paper, this.pages.words(request));
    return this.pages.page(request, 'dossiers/receipt', view, { title: paper.title });
  }
}
