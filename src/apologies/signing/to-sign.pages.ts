import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import type { DomainError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Done, type Refusal } from '../../platform/web/page-turns.js';
import { callerOf, FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { CommentRequest } from '../apologies.dto.js';
import { LetterPaperService } from '../letter-paper.service.js';
import { refusalText } from '../letter-refusal.view.js';
import { SIGNERS } from '../letter-roles.js';
import { sheetTitle } from '../letter-sheet.view.js';
import { LettersService } from '../letters.service.js';
import { SigningService, type SigningSheet } from './signing.service.js';
import { ToSignQuery } from './to-sign.dto.js';
import { toSignOneView, toSignView, type SigningAttempt } from './to-sign.view.js';

/** What a leader signs in the evening, on a phone: open, read, approve, and the next letter is there. */
@Controller('letters/to-sign')
@Allow(...SIGNERS)
export class ToSignPages {
  constructor(
    private readonly signing: SigningService,
    private readonly letters: LettersService,
    private readonly papers: LetterPaperService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  async list(@Query() { cursor }: ToSignQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const view = toSignView(await this.signing.list(by, cursor), t);
    return this.pages.page(request, 'letters/to-sign', view, { title: t('signing.title') });
  }

  @Get(':id')
  async show(@Param('id') id: string, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.page(request, await this.signing.sheet(id, by), null);
  }

  @Post(':id/approvals')
  approve(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.act(posted, reply, 'signing.approved', async ({ id, by, write, seen }) => {
      await this.letters.approve(id, by, write, seen);
    });
  }

  /** Takes an approval back as well, while the clerk has not issued the letter. */
  @Post(':id/rejections')
  reject(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.act(posted, reply, 'signing.rejected', async ({ id, by, write, seen, body }) => {
      const { reason } = await readRequest(CommentRequest, body);
      await this.letters.sendBack(id, reason, by, write, seen);
    });
  }

  private act(
    posted: Posted,
    reply: FastifyReply,
    said: string,
    work: (posted: Posted) => Promise<void>,
  ): Promise<void> {
    const { request, id, by } = posted;
    const go = async (): Promise<Done> => {
      const { sheet } = await this.signing.sheet(id, by);
      await work(posted);
      const next = await this.signing.next(sheet.letter, by);
      const t = this.pages.words(request);
      const then = t(next === null ? 'signing.was_last' : 'signing.next');
      return {
        next: next === null ? '/letters/to-sign' : `/letters/to-sign/${next}`,
        said: `${t(said, { code: sheet.facts.dossier.code })} ${then}`,
      };
    };
    return this.turns.take({ request, reply }, go, (refusal, error) => this.again(request, id, refusal, error));
  }

  private async again(request: WebRequest, id: string, refusal: Refusal, error: DomainError): Promise<string> {
    const signing = await this.signing.sheet(id, callerOf(request).by);
    const { errors, typed } = refusal;
    const sentence = errors.length > 0 ? null : refusalText(error, signing.sheet, this.pages.words(request));
    return this.page(request, signing, { typed, errors, refusal: sentence });
  }

  private page(request: WebRequest, signing: SigningSheet, attempt: SigningAttempt | null): string {
    const t = this.pages.words(request);
    const view = toSignOneView(signing, this.papers.html(signing.sheet.facts), attempt, t);
    return this.pages.page(request, 'letters/to-sign-one', view, { title: sheetTitle(signing.sheet, t) });
  }
}
