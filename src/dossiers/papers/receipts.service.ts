import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import { ReceiptFactsService } from './receipt-facts.service.js';
import { receiptHtml, receiptTitle, type ReceiptSize } from './receipt.view.js';

/** Form 01: the slip a citizen goes home with. A reprint says the same, the same eight digits included. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly facts: ReceiptFactsService,
    private readonly templates: Templates,
    private readonly pdf: PdfRenderer,
  ) {}

  /**
   * @param version an earlier one as it was printed before a correction; left out: as it stands
   * @throws DomainError `not_found` for a dossier the reader may not see, and a version that is not there
   */
  async html(code: string, size: ReceiptSize, by: Actor, version?: number): Promise<{ html: string; title: string }> {
    const facts = await this.facts.of(code, by, version);
    return { html: receiptHtml(this.templates, facts, size), title: receiptTitle(facts) };
  }

  async pdfOf(code: string, size: ReceiptSize, by: Actor, version?: number): Promise<Buffer> {
    const facts = await this.facts.of(code, by, version);
    return this.pdf.render(receiptHtml(this.templates, facts, size), {
      title: receiptTitle(facts),
      author: facts.letterhead.agency,
      date: facts.acceptedAt,
      size: size === 'a4x2' ? 'a4-landscape' : size,
      watermark: facts.illustration ? WATERMARK : null,
    });
  }
}
