import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { SlipFacts, SlipKind } from '../../domain/dossier/slip-facts.js';
import { DomainError } from '../../domain/errors.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { IssuedPapersService } from './issued-papers.service.js';
import type { PaperSheet } from '../../units/unit-settings.js';
import { pdfSize } from './paper-look.js';
import { PaperPress, type PrintedPaper } from './paper-press.js';
import { SlipFactsService } from './slip-facts.service.js';
import { slipHtml, slipTitle } from './slip.view.js';

interface Printed extends PrintedPaper {
  readonly facts: SlipFacts;
}

/** Which paper of a dossier, and on which sheet; left out, on the one the reader's unit decided for. */
export interface AskedSlip {
  readonly code: string;
  readonly kind: SlipKind;
  readonly no: number;
  readonly size: PaperSheet | undefined;
}

/** Papers about single acts: forms 02 and 03, a stop, a payment, the hand-over of a result. */
@Injectable()
export class SlipsService {
  constructor(
    private readonly dossiers: DossierQueryService,
    private readonly facts: SlipFactsService,
    private readonly issued: IssuedPapersService,
    private readonly press: PaperPress,
  ) {}

  /** @throws DomainError `not_found` for a dossier the reader may not see, and a paper it has not */
  async html({ code, kind, no, size: asked }: AskedSlip, by: Actor): Promise<Printed> {
    const { id: dossierId } = await this.dossiers.workable(code, by);
    const record = await this.dossiers.record(code, by);
    const slip = await this.issued.first({ dossierId, kind, no }, by, () => this.facts.of(record, kind, no));
    if (slip === null) throw new DomainError('not_found', 'the dossier has no such paper');
    const { facts, reprintedAt } = slip;
    const look = await this.press.look(by, asked, reprintedAt);
    return { facts, size: look.size, html: slipHtml(this.press.templates, facts, look), title: slipTitle(facts) };
  }

  async pdfOf(asked: AskedSlip, by: Actor): Promise<Buffer> {
    const { html, title, size, facts } = await this.html(asked, by);
    const { letterhead, at: date, illustration } = facts;
    return this.press.pdf(html, { title, author: letterhead.agency, date, size: pdfSize(size), illustration });
  }
}
