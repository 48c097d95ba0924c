import { Injectable } from '@nestjs/common';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { callerOf } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { letterTitle } from './letter.view.js';
import { LetterPaperService } from './letter-paper.service.js';
import { LetterQueryService } from './letter-query.service.js';

/** Template pages/letters/paper: nothing but the papers, and what leads to the printer. */
export interface PaperPageView {
  readonly title: string;
  readonly backHref: string;
  /** made by our own templates; trusted HTML */
  readonly papers: readonly string[];
  /** of a single letter */
  readonly pdfHref: string | null;
}

/** Letters as they come out of the printer. */
@Injectable()
export class PaperPage {
  constructor(
    private readonly query: LetterQueryService,
    private readonly paper: LetterPaperService,
    private readonly pages: PageRenderer,
  ) {}

  /** @throws DomainError `not_found` when one of them is none of the reader's business */
  async show(request: WebRequest, ids: readonly string[], backHref: string): Promise<string> {
    const { by } = callerOf(request);
    const records = await Promise.all([...new Set(ids)].map((id) => this.query.record(id, by)));
    const [only, ...others] = records;
    const t = this.pages.words(request);
    const single = only && others.length === 0 ? only : null;
    const title = single ? letterTitle(single.facts) : t('queue.title');
    const view: PaperPageView = {
      title,
      backHref,
      papers: records.map(({ facts }) => this.paper.html(facts)),
      pdfHref: single ? `/api/v1/letters/${single.letter.id}/letter.pdf` : null,
    };
    return this.pages.page(request, 'letters/paper', view, { title });
  }
}
