import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { isAccepted } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import type { DocumentLine, ReceiptFacts } from '../domain/dossier/receipt-facts.js';
import { AppConfig } from '../platform/config/app-config.js';
import { Keys } from '../platform/keys/keys.js';
import { PdfRenderer } from '../platform/pdf/pdf-renderer.js';
import { Templates } from '../platform/templates/handlebars.js';
import { WATERMARK } from '../platform/templates/paper.js';
import { DossierQueryService } from './dossier-query.service.js';
import { ReceiptNames } from './receipt-names.js';
import { secretFor } from './tracking-secret.js';
import { receiptHtml, receiptTitle, type ReceiptSize } from './receipt.view.js';

/** Form 01: the slip a citizen goes home with. A reprint says the same, the same eight digits included. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly config: AppConfig,
    private readonly keys: Keys,
    private readonly dossiers: DossierQueryService,
    private readonly names: ReceiptNames,
    private readonly templates: Templates,
    private readonly pdf: PdfRenderer,
  ) {}

  /** @throws DomainError `not_found` for a dossier the reader may not see */
  async html(code: string, size: ReceiptSize, by: Actor): Promise<{ html: string; title: string }> {
    const facts = await this.facts(code, by);
    return { html: receiptHtml(this.templates, facts, size), title: receiptTitle(facts) };
  }

  async pdfOf(code: string, size: ReceiptSize, by: Actor): Promise<Buffer> {
    const facts = await this.facts(code, by);
    return this.pdf.render(receiptHtml(this.templates, facts, size), {
      title: receiptTitle(facts),
      author: facts.letterhead.agency,
      date: facts.acceptedAt,
      size: size === 'a4x2' ? 'a4-landscape' : size,
      watermark: facts.illustration ? WATERMARK : null,
    });
  }

  private async facts(code: string, by: Actor): Promise<ReceiptFacts> {
    const { slip, people, events, ...record } = await this.dossiers.record(code, by);
    if (!isAccepted(record.dossier))
      throw new DomainError('not_found', 'a filing has no receipt before it is accepted');
    const { dossier } = record;
    const { unit, procedureName, receiverName } = await this.names.of(dossier, events[0]?.actor ?? '');
    const applicant = people.find(({ role }) => role === 'applicant');
    return {
      letterhead: { superior: unit.letterheadAgency, agency: 'Bộ phận Tiếp nhận và Trả kết quả', place: unit.place },
      code: dossier.code,
      trackingSecret: secretFor(dossier, by, this.keys),
      deskName: unit.name,
      applicant: {
        kind: applicant?.kind ?? 'person',
        name: applicant?.name ?? '',
        address: applicant?.address ?? null,
        phone: applicant?.phoneMasked ?? null,
        email: applicant?.email ?? null,
        idNumber: applicant?.idMasked ?? null,
      },
      submitterName: people.find(({ role }) => role === 'submitter')?.name ?? null,
      content: slip.summary === null ? procedureName : `${procedureName}; ${slip.summary}`,
      documents: JSON.parse(slip.documents) as DocumentLine[],
      copies: slip.copies,
      limit: dossier.limit,
      acceptedAt: dossier.acceptedAt,
      dueAt: dossier.originalDueAt,
      provisional: dossier.provisional,
      feeVnd: slip.feeVnd,
      resultAt: slip.resultVia,
      receiverName,
      illustration: this.config.ILLUSTRATION === '1',
    };
  }
}
