import { Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import type { Actor } from '../domain/accounts/roles.js';
import type { Instant } from '../domain/time/instant.js';
import { pagesOf } from '../platform/pdf/page-count.js';
import { PdfRenderer, type PaperMeta } from '../platform/pdf/pdf-renderer.js';
import type { CheckedWording } from './wording-check.js';
import type { WordingFault } from './wording-fault.js';
import type { WordingKind } from './wording-kinds.js';
import { WordingPrinters, type RealCase } from './wording-printers.js';
import { sampleFacts, type Sample, type WordingFacts } from './wording-rendering.js';
import { rulesOf } from './wording-rules.js';
import { WordingsService } from './wordings.service.js';

/** Across what is not a paper yet. */
const TRIAL = 'BẢN XEM THỬ';

/** A wording tried on paper before anybody is handed it. */
export interface Trial {
  /** what the preview shows, HTML; null while there are faults */
  readonly html: string | null;
  readonly faults: readonly WordingFault[];
  /** it is a whole paper, not only the sentences */
  readonly whole: boolean;
  /** the real dossier waits for a paper of this other kind */
  readonly otherKind: WordingKind | null;
}

@Injectable()
export class WordingTrials {
  constructor(
    private readonly wordings: WordingsService,
    private readonly printers: WordingPrinters,
    private readonly pdf: PdfRenderer,
  ) {}

  /** What may be wrong with a text, and how many sheets its paper takes at its longest. */
  async check(kind: WordingKind, typed: string): Promise<CheckedWording> {
    const { source, faults } = this.wordings.check(kind, typed);
    const { mostPages, beyondPages } = rulesOf(kind);
    if (faults.length > 0 || mostPages === null) return { source, faults };
    const longest = sampleFacts(kind, 'longest');
    const usually = { ...longest, ...Object.fromEntries(beyondPages.map((name) => [name, ''])) };
    const fits = (await this.pages(kind, source, usually)) <= mostPages;
    const fitsAll = beyondPages.length === 0 || (await this.pages(kind, source, longest)) <= mostPages + 1;
    if (fits && fitsAll) return { source, faults };
    return { source, faults: [{ code: 'too_many_pages', line: 1, what: String(mostPages) }] };
  }

  /**
   * @param on a sample, or the code of a dossier that waits for its paper
   * @throws DomainError `not_found` for a dossier that is none of the reader's business
   */
  async try(kind: WordingKind, typed: string, on: Sample | RealCase): Promise<Trial> {
    const { source, faults } = await this.check(kind, typed);
    if (faults.length > 0) return { html: null, faults, whole: false, otherKind: null };
    const printer = this.printers.of(kind);
    if (typeof on !== 'string') {
      if (on.kind !== kind) return { html: null, faults, whole: false, otherKind: on.kind };
      const html = on.paper(this.wordings.render(kind, source, on.facts));
      return { html, faults, whole: true, otherKind: null };
    }
    const body = this.wordings.render(kind, source, sampleFacts(kind, on));
    if (printer) return { html: printer.sample(kind, on, body), faults, whole: true, otherKind: null };
    const html = rulesOf(kind).format === 'text' ? asHtml(body) : body;
    return { html, faults, whole: false, otherKind: null };
  }

  /** Dossiers of the unit that wait for such a paper, a handful of those the reader may see. */
  async waiting(kind: WordingKind, unitCode: string, by: Actor): Promise<readonly string[]> {
    return (await this.printers.of(kind)?.waiting(unitCode, by)) ?? [];
  }

  /** @throws DomainError `not_found`, also when it is none of the reader's business */
  async real(kind: WordingKind, code: string, by: Actor): Promise<RealCase> {
    const printer = this.printers.of(kind);
    if (!printer) throw new DomainError('not_found', 'no dossier has a paper of this kind');
    return printer.real(code, by);
  }

  private async pages(kind: WordingKind, source: string, facts: WordingFacts): Promise<number> {
    const printer = this.printers.of(kind);
    if (!printer) throw new RangeError(`nobody prints ${kind}`);
    const body = this.wordings.render(kind, source, facts);
    return pagesOf(await this.pdf.render(printer.sample(kind, 'longest', body), meta(kind)));
  }

  /** What `try` showed, as the printer sets it, across it that it is a trial. @param at creation date of the file */
  print(kind: WordingKind, { html, whole }: Trial, at: Instant): Promise<Buffer> {
    const paper = whole ? (html ?? '') : `<article class="paper">${html ?? ''}</article>`;
    return this.pdf.render(paper, { ...meta(kind), date: at, size: whole ? 'a4' : 'a5', watermark: TRIAL });
  }
}

function meta(kind: WordingKind): PaperMeta {
  return { title: kind, date: 0 as Instant, size: 'a4', watermark: null };
}

/** Plain text in a page. */
function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`;
}
