import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { SlipFacts, SlipKind } from '../../domain/dossier/slip-facts.js';
import { DomainError } from '../../domain/errors.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { IssuedPapersService, type Issued } from './issued-papers.service.js';
import type { PaperSheet } from '../../units/unit-settings.js';
import { pdfSize } from './paper-look.js';
import { PaperPress, type PrintedPaper } from './paper-press.js';
import { RefusalPapersService } from './refusal-papers.service.js';
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
    private readonly refusals: RefusalPapersService,
    private readonly issued: IssuedPapersService,
    private readonly press: PaperPress,
  ) {}

  /** @throws DomainError `not_found` for a dossier the reader may not see, and a paper it has not */
  async html({ code, kind, no, size: asked }: AskedSlip, by: Actor): Promise<Printed> {
    const { id: dossierId } = await this.dossiers.workable(code, by);
    const record = await this.dossiers.record(code, by);
    const slip = await this.issued.read({ dossierId, kind, no }, () => this.facts.of(record, kind, no));
    if (slip === null) throw noPaper();
    return this.drawn(slip, asked, by);
  }

  /** The paper is printed, or goes out as a file: from now on it says what it says now. @throws as `html` */
  async issue({ code, kind, no }: Omit<AskedSlip, 'size'>, by: Actor): Promise<void> {
    const { id: dossierId } = await this.dossiers.workable(code, by);
    const record = await this.dossiers.record(code, by);
    const issued = await this.issued.issue({ dossierId, kind, no }, by, () => this.facts.of(record, kind, no));
    if (!issued) throw noPaper();
  }

  async pdfOf(asked: AskedSlip, by: Actor): Promise<Buffer> {
    return this.pdf(await this.html(asked, by));
  }

  /**
   * Form 02 or 03 of somebody who was turned away at the counter. Its record never changes but by erasure.
   *
   * @throws DomainError as `RefusalPapersService.of`
   */
  async refusalHtml(id: string, size: PaperSheet | undefined, by: Actor): Promise<Printed> {
    return this.drawn({ facts: await this.refusals.of(id, by), reprintedAt: null }, size, by);
  }

  async refusalPdf(id: string, size: PaperSheet | undefined, by: Actor): Promise<Buffer> {
    return this.pdf(await this.refusalHtml(id, size, by));
  }

  private async drawn(
    { facts, reprintedAt }: Issued<SlipFacts>,
    asked: PaperSheet | undefined,
    by: Actor,
  ): Promise<Printed> {
    const look = await this.press.look(by, asked, reprintedAt);
    return { facts, size: look.size, html: slipHtml(this.press.templates, facts, look), title: slipTitle(facts) };
  }

  private pdf({ html, title, size, facts }: Printed): Promise<Buffer> {
    const { letterhead, at: date, illustration } = facts;
    return this.press.pdf(html, { title, author: letterhead.agency, date, size: pdfSize(size), illustration });
  }
}

function noPaper(): DomainError {
  return new DomainError('not_found', 'the dossier has no such paper');
}
