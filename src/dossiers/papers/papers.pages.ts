import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { Authenticated } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { ControlSlipsService } from './control-slips.service.js';
import { paperHref } from './paper-links.view.js';
import { paperPageView } from './paper-page.view.js';
import { SheetQuery } from './papers.dto.js';
import { isSlipKind } from './slip-facts.service.js';
import { SlipsService, type AskedSlip } from './slips.service.js';

/** Papers of a dossier as sheets in the browser, and as files. The receipt has pages of its own. */
@Controller('dossiers/:code/papers')
export class PapersPages {
  constructor(
    private readonly slips: SlipsService,
    private readonly control: ControlSlipsService,
    private readonly pages: PageRenderer,
  ) {}

  @Get('control')
  @Authenticated()
  async controlSlip(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Query() { size }: SheetQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    const paper = await this.control.html(code, size, by);
    const href = paperHref(code, { kind: 'control', no: 0 });
    const view = paperPageView({ code, href, sizes: ['a4', 'a5'] }, paper, this.pages.words(request));
    return this.pages.page(request, 'dossiers/receipt', view, { title: paper.title });
  }

  @Get('control/pdf')
  @Authenticated()
  async controlPdf(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Query() { size }: SheetQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPdf(reply, await this.control.pdfOf(code, size, by), `${code}-control`);
  }

  @Get(':kind/:no')
  @Authenticated()
  async slip(
    @CurrentActor() by: Actor,
    @Param() { code, kind, no }: Readonly<Record<'code' | 'kind' | 'no', string>>,
    @Query() { size }: SheetQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    const asked = askedSlip(code, kind, no, size);
    const paper = await this.slips.html(asked, by);
    const at = { code, href: paperHref(code, asked), sizes: ['a4', 'a5', 'a4x2'] as const };
    const view = paperPageView(at, paper, this.pages.words(request));
    return this.pages.page(request, 'dossiers/receipt', view, { title: paper.title });
  }

  @Get(':kind/:no/pdf')
  @Authenticated()
  async slipPdf(
    @CurrentActor() by: Actor,
    @Param() { code, kind, no }: Readonly<Record<'code' | 'kind' | 'no', string>>,
    @Query() { size }: SheetQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = await this.slips.pdfOf(askedSlip(code, kind, no, size), by);
    await sendPdf(reply, content, `${code}-${kind}-${no}`);
  }
}

/** @param name of the file, without its ending */
export async function sendPdf(reply: FastifyReply, content: Buffer, name: string): Promise<void> {
  await reply
    .status(200)
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .send(content);
}

function askedSlip(code: string, kind: string, no: string, size: AskedSlip['size']): AskedSlip {
  if (!isSlipKind(kind) || !/^[1-9]\d{0,4}$/.test(no)) throw new DomainError('not_found', 'there is no such paper');
  return { code, kind, no: Number(no), size };
}
