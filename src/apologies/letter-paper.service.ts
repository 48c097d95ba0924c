import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import type { Letter } from '../domain/apology/letter.js';
import type { Instant } from '../domain/time/instant.js';
import type { Tx } from '../platform/database/sql.js';
import { FileStore, type StoredFile } from '../platform/files/file-store.js';
import type { NewMessage } from '../platform/outbox/outbox.repository.js';
import { PdfRenderer } from '../platform/pdf/pdf-renderer.js';
import { Templates } from '../platform/templates/handlebars.js';
import { WATERMARK } from '../platform/templates/paper.js';
import { letterHtml, letterTitle } from './letter.view.js';
import { NoticesService } from './notices.service.js';

/** The letter as paper: the same template is the page, the mail and the PDF. */
@Injectable()
export class LetterPaperService {
  constructor(
    private readonly templates: Templates,
    private readonly pdf: PdfRenderer,
    private readonly files: FileStore,
    private readonly notices: NoticesService,
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

  message(letter: Letter, facts: LetterFacts, file: StoredFile, at: Instant): Promise<NewMessage> {
    return this.notices.letter(letter.id, letter.dossierId, facts, file, at);
  }

  queue(tx: Tx, message: NewMessage, at: Instant): Promise<boolean> {
    return this.notices.queue(tx, message, at);
  }
}
