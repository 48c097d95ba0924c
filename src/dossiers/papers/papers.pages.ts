import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { Authenticated } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { ControlSlipsService } from './control-slips.service.js';
import { answerIssued, sendPdf } from './paper-answers.js';
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
    const at = { code, href: paperHref(code, asked), issues: true, sizes: ['a4', 'a5', 'a4x2'] as const };
    const view = paperPageView(at, paper, this.pages.words(request));
    return this.pages.page(request, 'dossiers/receipt', view, { title: paper.title });
  }

  /** It is being printed. */
  @Post(':kind/:no/issues')
  @Authenticated()
  async issue(
    @FromForm() { code, by, request }: Posted,
    @Param() { kind, no }: Readonly<Record<'kind' | 'no', string>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = askedSlip(code, kind, no, undefined);
    await this.slips.issue(asked, by);
    answerIssued(request, reply, paperHref(code, asked));
  }

  /** The file to keep or to send: handed out, it is issued. */
  @Post(':kind/:no/pdf')
  @Authenticated()
  async slipPdf(
    @FromForm() { code, by }: Posted,
    @Param() { kind, no }: Readonly<Record<'kind' | 'no', string>>,
    @Query() { size }: SheetQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = askedSlip(code, kind, no, size);
    await this.slips.issue(asked, by);
    await sendPdf(reply, await this.slips.pdfOf(asked, by), `${code}-${kind}-${no}`);
  }
}

function askedSlip(code: string, kind: string, no: string, size: AskedSlip['size']): AskedSlip {
  if (!isSlipKind(kind) || !/^[1-9]\d{0,4}$/.test(no)) throw new DomainError('not_found', 'there is no such paper');
  return { code, kind, no: Number(no), size };
}
