import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { correct, proposeCorrection } from '../../domain/dossier/acts/receipt-changes.js';
import { accepted, type Dossier } from '../../domain/dossier/dossier.js';
import { next } from '../../domain/dossier/transitions.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import type { SqlValue, Statement } from '../../platform/database/sql.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { Keys } from '../../platform/keys/keys.js';
import { ActRunner, type Request } from '../act-runner.js';
import { DossierQueryService, type DossierRecord } from '../dossier-query.service.js';
import { ReceiptFactsService } from '../papers/receipt-facts.service.js';
import { namesOf, renameStatements } from '../search/token.row.js';
import { TermsService } from '../terms.service.js';
import type { KeptNumbers } from './correction-form.js';
import { CorrectionsRepository, type CorrectionRow } from './corrections.repository.js';
import {
  maskedCorrection,
  openCorrection,
  partsOf,
  peopleOf,
  sealCorrection,
  type ReceiptCorrection,
} from './receipt-correction.js';

/** A correction for people to read. */
export type ShownCorrection = Omit<CorrectionRow, 'proposal'> & { readonly changes: ReceiptCorrection | null };

type InForce = Awaited<ReturnType<TermsService['at']>>;

/** A receipt that says something wrong is put right by two people, and the first one is kept. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly runner: ActRunner,
    private readonly rows: CorrectionsRepository,
    private readonly terms: TermsService,
    private readonly dossiers: DossierQueryService,
    private readonly receipts: ReceiptFactsService,
    private readonly keys: Keys,
  ) {}

  /**
   * @param kept numbers that a form left as they are, because it never shows them
   * @throws DomainError as `proposeCorrection`; `request.invalid` for nothing to correct; `procedure.not_in_force`
   */
  propose(request: Request, given: ReceiptCorrection, reason: string, kept?: KeptNumbers): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const correction = kept ? await this.withKept(dossier.id, given, kept) : given;
      const parts = partsOf(correction);
      const proposal = sealCorrection(correction, this.keys);
      const enteredAt = await this.enteredAt(dossier);
      const decision = proposeCorrection(dossier, context, {
        id: newId(context.at),
        parts,
        proposal,
        reason,
        enteredAt,
      });
      if (parts.length === 0) throw invalid('reason', 'Cần ít nhất một chỗ phải sửa');
      if (correction.procedureCode === dossier.procedureCode) throw invalid('procedureCode', 'Đang là thủ tục này');
      await this.inForce(dossier, correction);
      return decision;
    });
  }

  /**
   * Puts the receipt right: the dossier, its people, what the slip prints, and what they are found by.
   *
   * @throws DomainError as `correct`; `not_found` for a correction that does not wait (any more)
   */
  confirm(request: Request, id: string): Promise<Outcome> {
    return this.runner.performWith(request, async (dossier, context) => {
      // Refused by status before anybody asks which procedures are in force.
      next(dossier, 'correct');
      const { proposedBy, correction } = await this.waiting(dossier, id);
      const inForce = await this.inForce(dossier, correction);
      const enteredAt = await this.enteredAt(dossier);
      const parts = partsOf(correction);
      const decision = correct(dossier, context, { id, proposedBy, parts, inForce, enteredAt });
      const record = await this.dossiers.record(dossier.code, request.by);
      const printed = await this.receipts.printed(record);
      const people = peopleOf(correction, this.keys);
      const columns = await this.slipColumns(record, correction, inForce);
      const besides = renamed(record, people);
      const replaced = { at: context.at, by: request.by.username, besides };
      return {
        decision,
        slip: { columns, ...people },
        also: (tx) => this.rows.keep(tx, dossier.id, printed, replaced),
      };
    });
  }

  /** What was proposed for a dossier, for whoever has to confirm it: numbers of people masked. */
  async list(code: string, by: Actor): Promise<ShownCorrection[]> {
    return this.shown((await this.dossiers.visible(code, by)).id);
  }

  /** The same for a page that has looked who reads it. */
  async shown(dossierId: string): Promise<ShownCorrection[]> {
    const rows = await this.rows.of(dossierId);
    return rows.map(({ proposal, ...row }) => ({
      ...row,
      changes: proposal === null ? null : maskedCorrection(openCorrection(proposal, this.keys)),
    }));
  }

  private async withKept(dossierId: string, given: ReceiptCorrection, kept: KeptNumbers): Promise<ReceiptCorrection> {
    const { applicant, submitter } = given;
    if (!applicant && !submitter) return given;
    const sealed = await this.rows.numbers(dossierId);
    const open = (value: string | null | undefined): string | null => (value ? this.keys.decrypt(value) : null);
    const idNumber = kept.idNumber && applicant?.kind === 'person' ? open(sealed.applicant?.idEncrypted) : null;
    const phone = kept.phone ? open(sealed.applicant?.phoneEncrypted) : null;
    const otherPhone = kept.submitterPhone ? open(sealed.submitter?.phoneEncrypted) : null;
    return {
      ...given,
      ...(applicant && {
        applicant: { ...applicant, idNumber: idNumber ?? applicant.idNumber, phone: phone ?? applicant.phone },
      }),
      ...(submitter && { submitter: { ...submitter, phone: otherPhone ?? submitter.phone } }),
    };
  }

  private async waiting(dossier: Dossier, id: string): Promise<{ proposedBy: string; correction: ReceiptCorrection }> {
    const row = (await this.rows.of(dossier.id)).find((one) => one.id === id);
    if (!row || row.confirmedAt !== null || row.proposal === null) {
      throw new DomainError('not_found', 'this correction does not wait any more', { code: dossier.code });
    }
    return { proposedBy: row.proposedBy, correction: openCorrection(row.proposal, this.keys) };
  }

  /** The right procedure as it was in force on the day of receipt; null when the procedure was right. */
  private async inForce(dossier: Dossier, { procedureCode }: ReceiptCorrection): Promise<InForce | null> {
    if (procedureCode === undefined) return null;
    return this.terms.at(procedureCode, dossier.unitCode, accepted(dossier).acceptedAt);
  }

  /** When the dossier was written down here: its receipt, but for one that came from a paper book. */
  async enteredAt(dossier: Dossier): Promise<Instant> {
    return (await this.rows.enteredAt(dossier.id)) ?? dossier.acceptedAt ?? dossier.lastEventAt;
  }

  private async slipColumns(
    { dossier, slip }: DossierRecord,
    { summary, copies, documents }: ReceiptCorrection,
    inForce: InForce | null,
  ): Promise<Record<string, SqlValue>> {
    const columns: Record<string, SqlValue> = {
      ...(summary !== undefined && { summary }),
      ...(copies !== undefined && { copies }),
      ...(documents && { documents: JSON.stringify(documents) }),
    };
    if (inForce === null) return columns;
    const wrong = await this.inForce(dossier, { procedureCode: dossier.procedureCode });
    const asListed = slip.documents === JSON.stringify(wrong?.version.documents);
    const ownList = asListed && !documents ? { documents: JSON.stringify(inForce.version.documents) } : {};
    return { feeVnd: inForce.version.feeVnd, ...columns, ...ownList };
  }
}

/** People are found by the names they have now. */
function renamed({ dossier, people }: DossierRecord, { parties, gone }: ReturnType<typeof peopleOf>): Statement[] {
  const changed = [...parties.map(({ role }) => role), ...gone];
  if (changed.length === 0) return [];
  const known = people.map((person) => ({ ...person, contactBy: null }));
  const kept = known.filter(({ role }) => !changed.includes(role));
  const listedAt = accepted(dossier).acceptedAt;
  return renameStatements(dossier.id, listedAt, { before: namesOf(known), after: namesOf([...kept, ...parties]) });
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', 'there is nothing to correct', {}, [{ field, message }]);
}
