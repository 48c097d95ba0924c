import { Injectable } from '@nestjs/common';
import type { DomainError } from '../domain/errors.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { PageTurns, type PageTurn, type Refusal } from '../platform/web/page-turns.js';
import { callerOf, type Caller } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { LetterPaperService } from './letter-paper.service.js';
import { fieldsRefused, refusalText } from './letter-refusal.view.js';
import { letterSheetView, sheetTitle, type Attempt } from './letter-sheet.view.js';
import { LetterSheets } from './letter-sheets.service.js';

/** A form that somebody posted from the page of a letter. */
export interface Turn extends PageTurn {
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
    private readonly turns: PageTurns,
  ) {}

  /** @throws DomainError `not_found` */
  async show(request: WebRequest, id: string): Promise<string> {
    const sheet = await this.sheets.of(id, callerOf(request).by);
    return this.render(request, sheet, null);
  }

  /** Does the act and goes on, or shows the page again with what was typed and why it was not done. */
  act(turn: Turn, work: (caller: Caller) => Promise<unknown>): Promise<void> {
    const { request, done, next } = turn;
    return this.turns.take(
      turn,
      async (caller) => {
        await work(caller);
        return { next, said: this.pages.words(request)(done) };
      },
      (refusal, error) => this.again(turn, refusal, error),
    );
  }

  private async again(
    { request, letterId, key }: Turn,
    { errors: worded, typed }: Refusal,
    error: DomainError,
  ): Promise<string> {
    const t = this.pages.words(request);
    const sheet = await this.sheets.of(letterId, callerOf(request).by);
    const errors = fieldsRefused(error, worded, sheet, t);
    const refusal = errors.length > 0 ? null : refusalText(error, sheet, t);
    return this.render(request, sheet, { key, typed, errors, refusal });
  }

  private render(request: WebRequest, sheet: Awaited<ReturnType<LetterSheets['of']>>, attempt: Attempt | null): string {
    const t = this.pages.words(request);
    const view = letterSheetView(sheet, this.papers.html(sheet.facts), attempt, t);
    return this.pages.page(request, 'letters/show', view, { title: sheetTitle(sheet, t) });
  }
}
