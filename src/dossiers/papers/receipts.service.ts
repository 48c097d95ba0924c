import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import { localDate } from '../../domain/time/plain-date.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { writtenDue } from '../../platform/templates/vietnamese.js';
import { UnitsService } from '../../units/units.service.js';
import { WordingsService } from '../../wordings/wordings.service.js';
import type { PaperSheet } from '../../units/unit-settings.js';
import { pdfSize } from './paper-look.js';
import { PaperPress, type PrintedPaper } from './paper-press.js';
import { trackingAddress } from './paper-words.js';
import { ReceiptFactsService } from './receipt-facts.service.js';
import { receiptHtml, receiptTitle, type ReceiptPrint } from './receipt.view.js';

interface Printed extends PrintedPaper {
  readonly facts: ReceiptFacts;
}

/** Form 01: the slip a citizen goes home with. A reprint says the same, the same eight digits included. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly config: AppConfig,
    private readonly facts: ReceiptFactsService,
    private readonly units: UnitsService,
    private readonly wordings: WordingsService,
    private readonly press: PaperPress,
  ) {}

  /**
   * @param size left out: the sheet the reader's unit decided for
   * @param version an earlier one as it was printed before a correction; left out: as it stands
   * @throws DomainError `not_found` for a dossier the reader may not see, and a version that is not there
   */
  async html(code: string, size: PaperSheet | undefined, by: Actor, version?: number): Promise<Printed> {
    const { facts, reprintedAt, unitCode } = await this.facts.of(code, by, version);
    const print: ReceiptPrint = {
      ...(await this.press.look(by, size, reprintedAt)),
      trackingAddress:
        facts.trackingSecret === null ? null : trackingAddress(this.config.PUBLIC_URL, code, facts.trackingSecret),
      note: await this.note(unitCode, facts),
    };
    return {
      facts,
      size: print.size,
      html: receiptHtml(this.press.templates, facts, print),
      title: receiptTitle(facts),
    };
  }

  /** The receipt is printed, or goes out as a file: from now on it says what it says now. @throws as `html` */
  issue(code: string, by: Actor): Promise<void> {
    return this.facts.issue(code, by);
  }

  async pdfOf(code: string, asked: PaperSheet | undefined, by: Actor, version?: number): Promise<Buffer> {
    const { html, title, size, facts } = await this.html(code, asked, by, version);
    const { letterhead, acceptedAt: date, illustration } = facts;
    return this.press.pdf(html, { title, author: letterhead.agency, date, size: pdfSize(size), illustration });
  }

  private async note(unitCode: string, facts: ReceiptFacts): Promise<string> {
    const { hotline } = await this.units.unit(unitCode);
    return this.wordings.text('receipt-note', unitCode, localDate(facts.acceptedAt), {
      unit: facts.deskName,
      code: facts.code,
      procedure: facts.content,
      applicant: facts.applicant.name,
      dueAt: writtenDue(facts.dueAt),
      website: `${this.config.PUBLIC_URL.replace(/^https?:\/\//, '')}/tra-cuu`,
      ...(hotline === null ? {} : { hotline }),
    });
  }
}
