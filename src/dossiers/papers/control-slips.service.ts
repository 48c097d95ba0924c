import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { isAccepted } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import { localDate } from '../../domain/time/plain-date.js';
import { writtenDue } from '../../platform/templates/vietnamese.js';
import { WordingsService } from '../../wordings/wordings.service.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { ControlFactsService } from './control-facts.service.js';
import { controlHtml, controlSheet, type ControlFacts } from './control-slip.view.js';
import { PaperPress, type PrintedPaper } from './paper-press.js';
import type { PaperSheet } from '../../units/unit-settings.js';

interface Printed extends PrintedPaper {
  readonly facts: ControlFacts;
}

/** Form 05, the slip that travels with a dossier: printed at any time, it says what has happened until then. */
@Injectable()
export class ControlSlipsService {
  constructor(
    private readonly dossiers: DossierQueryService,
    private readonly facts: ControlFactsService,
    private readonly wordings: WordingsService,
    private readonly press: PaperPress,
  ) {}

  /** @throws DomainError `not_found` for a dossier the reader may not see, and one that has no way to go */
  async html(code: string, asked: PaperSheet | undefined, by: Actor): Promise<Printed> {
    await this.dossiers.workable(code, by);
    const record = await this.dossiers.record(code, by);
    const { dossier } = record;
    if (!isAccepted(dossier) || dossier.instant || dossier.voidedAt !== null)
      throw new DomainError('not_found', 'the dossier has no such paper');
    const said = await this.facts.of(record, dossier);
    const note = await this.wordings.text('control-note', dossier.unitCode, localDate(dossier.acceptedAt), {
      unit: said.decides,
      code,
      dueAt: writtenDue(said.dueAt),
    });
    const facts = { ...said, note };
    const look = await this.press.look(by, asked, null);
    const html = controlHtml(this.press.templates, facts, look);
    return { facts, size: controlSheet(look), html, title: `Phiếu kiểm soát quá trình giải quyết hồ sơ ${code}` };
  }

  async pdfOf(code: string, asked: PaperSheet | undefined, by: Actor): Promise<Buffer> {
    const { html, title, facts, size } = await this.html(code, asked, by);
    const { letterhead, acceptedAt: date, illustration } = facts;
    const sheet = size === 'a4' ? 'a4' : 'a5';
    return this.press.pdf(html, { title, author: letterhead.agency, date, size: sheet, illustration });
  }
}
