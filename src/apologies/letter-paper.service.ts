import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import type { Letter } from '../domain/apology/letter.js';
import type { Instant } from '../domain/time/instant.js';
import type { Tx } from '../platform/database/sql.js';
import { FileStore, type StoredFile } from '../platform/files/file-store.js';
import { PdfRenderer } from '../platform/pdf/pdf-renderer.js';
import { Templates } from '../platform/templates/handlebars.js';
import { WATERMARK } from '../platform/templates/paper.js';
import { letterHtml, letterTitle } from './letter.view.js';
import { LetterDispatch, type Parcel } from './delivery/letter-dispatch.service.js';

/** The letter as paper: the same template is the page, the mail and the PDF. */
@Injectable()
export class LetterPaperService {
  constructor(
    private readonly templates: Templates,
    private readonly pdf: PdfRenderer,
    private readonly files: FileStore,
    private readonly dispatch: LetterDispatch,
  ) {}

  html(facts: LetterFacts): string {
    return letterHtml(this.templates, facts);
  }

  /** @param at creation date of the file: the same letter gives the same bytes */
  render(facts: LetterFacts, at: Instant): Promise<Buffer> {
    return this.pdf.render(this.html(facts), {
      title: letterTitle(facts),
      author: facts.letterhead.agency,
      date: at,
      size: 'a4',
      watermark: facts.illustration ? WATERMARK : null,
    });
  }

  async store(facts: LetterFacts, at: Instant): Promise<StoredFile> {
    return this.files.write(await this.render(facts, at), 'application/pdf');
  }

  read(hash: string): Promise<Buffer> {
    return this.files.read(hash);
  }

  record(tx: Tx, file: StoredFile, at: Instant): Promise<void> {
    return this.files.record(tx, file, at);
  }

  /** What goes to the citizen when the letter is issued. @param obligationIds what it settles */
  parcel(
    letter: Letter,
    facts: LetterFacts,
    file: StoredFile,
    { at, obligationIds }: { readonly at: Instant; readonly obligationIds: readonly string[] },
  ): Promise<Parcel> {
    return this.dispatch.first(letter, facts, file, { at, noticeAbout: obligationIds[0] ?? null });
  }

  queue(tx: Tx, parcel: Parcel, at: Instant): Promise<void> {
    return this.dispatch.queue(tx, parcel, at);
  }
}
