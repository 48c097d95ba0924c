import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../domain/errors.js';
import type { Actor } from '../domain/accounts/roles.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { typedFields } from '../platform/web/forms.js';
import { Cookies } from '../platform/web/cookies.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { PROBLEMS } from '../platform/web/problem-words.js';
import { LetterPaperService } from './letter-paper.service.js';
import { fieldsRefused, refusalText } from './letter-refusal.view.js';
import { letterSheetView, sheetTitle, type Attempt } from './letter-sheet.view.js';
import { LetterSheets } from './letter-sheets.service.js';

/** A form that somebody posted from the page of a letter. */
export interface Turn {
  readonly request: WebRequest;
  readonly reply: FastifyReply;
  readonly letterId: string;
  /** of the form on the page */
  readonly key: string;
  /** key of the sentence that says it is done */
  readonly done: string;
  /** where to go then */
  readonly next: string;
}

/** The page of one letter: as it is, or again after an act that was not done. */
@Injectable()
export class LetterPage {
  constructor(
    private readonly sheets: LetterSheets,
    private readonly papers: LetterPaperService,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  /** @throws DomainError `not_found` */
  async show(request: WebRequest, id: string): Promise<string> {
    const sheet = await this.sheets.of(id, callerOf(request).by);
    return this.render(request, sheet, null);
  }

  /** Does the act and goes on, or shows the page again with what was typed and why it was not done. */
  async act(turn: Turn, work: (caller: Caller) => Promise<unknown>): Promise<void> {
    const { request, reply, done, next } = turn;
    try {
      await work(callerOf(request));
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      await this.again(turn, error);
      return;
    }
    this.cookies.setFlash(reply, { kind: 'ok', text: this.pages.words(request)(done) });
    void reply.redirect(next, 303);
  }

  private async again({ request, reply, letterId, key }: Turn, error: DomainError): Promise<void> {
    const t = this.pages.words(request);
    const sheet = await this.sheets.of(letterId, callerOf(request).by);
    const errors = fieldsRefused(error, this.pages.fieldErrors(request, error.errors), sheet, t);
    const refusal = errors.length > 0 ? null : refusalText(error, sheet, t);
    const page = this.render(request, sheet, { key, typed: typedFields(request.body), errors, refusal });
    void reply.status(PROBLEMS[error.code].status).send(page);
  }

  private render(request: WebRequest, sheet: Awaited<ReturnType<LetterSheets['of']>>, attempt: Attempt | null): string {
    const t = this.pages.words(request);
    const view = letterSheetView(sheet, this.papers.html(sheet.facts), attempt, t);
    return this.pages.page(request, 'letters/show', view, { title: sheetTitle(sheet, t) });
  }
}

export interface Caller {
  readonly by: Actor;
  readonly write: IdempotentWrite | null;
}

/** On guarded routes there is always somebody. */
export function callerOf({ principal, idempotentWrite }: WebRequest): Caller {
  if (!principal) throw new DomainError('auth.required', 'sign in first');
  return { by: principal.actor, write: idempotentWrite ?? null };
}
