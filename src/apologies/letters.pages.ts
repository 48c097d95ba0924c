import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { Allow, Authenticated } from '../platform/web/access.js';
import { Cookies } from '../platform/web/cookies.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { callerOf } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { letterBoardView } from './letter-board.view.js';
import { LetterBoardQuery } from './letter-forms.dto.js';
import { LetterListsService } from './letter-lists.service.js';
import { LetterPage } from './letter-page.js';
import { PaperPage } from './paper-page.js';
import { WRITERS } from './letter-roles.js';
import { ComposingService } from './composing.service.js';

/** Letters, to be read and begun; what is done to one is in letter-acts.pages.ts. */
@Controller('letters')
export class LettersPages {
  constructor(
    private readonly lists: LetterListsService,
    private readonly composing: ComposingService,
    private readonly letter: LetterPage,
    private readonly papers: PaperPage,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  /** Who still waits for an apology first: that list must become empty. */
  @Get()
  @Authenticated()
  async list(@Query() query: LetterBoardQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const asked = { ...query, state: query.state ?? firstState(by) };
    const t = this.pages.words(request);
    const view = letterBoardView(await this.lists.board(asked, by), asked, by, t);
    return this.pages.page(request, 'letters/list', view, { title: t('letters.title') });
  }

  /** From a dossier to its letter. */
  @Get('of/:code')
  @Authenticated()
  async about(@Param('code') code: string, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    void reply.redirect(`/letters/${(await this.lists.letterAbout(code, by)).id}`, 303);
  }

  @Get(':id')
  @Authenticated()
  show(@Param('id') id: string, @Req() request: WebRequest): Promise<string> {
    return this.letter.show(request, id);
  }

  /** The letter as a sheet of paper, to be printed. */
  @Get(':id/letter')
  @Authenticated()
  paper(@Param('id') id: string, @Req() request: WebRequest): Promise<string> {
    return this.papers.show(request, [id], `/letters/${id}`);
  }

  /** Begins a letter that is owed and not begun, e.g. after one was voided; normally the sweep has done so. */
  @Post('drafts/:code')
  @Allow(...WRITERS)
  async draft(
    @Param('code') dossierCode: string,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { by, write } = callerOf(request);
    const nothing = { obligationIds: null, reason: null, sentence: null, reasonKey: null, fault: null, newDueAt: null };
    const composition = { dossierCode, ...nothing };
    const { resource } = await this.composing.compose(composition, by, write);
    this.cookies.setFlash(reply, { kind: 'ok', text: this.pages.words(request)('letter.done.drafts') });
    void reply.redirect(`/letters/${resource}`, 303);
  }
}

/** The clerk's work begins where the signer's ends. */
function firstState({ roles }: Actor): 'drafted' | 'approved' {
  return roles.includes('clerk') && !roles.includes('leader') ? 'approved' : 'drafted';
}
