import { move } from '../../promise/due.js';
import { DomainError } from '../../errors.js';
import { MINUTE, type Instant } from '../../time/instant.js';
import { localDate } from '../../time/plain-date.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import { accepted, isBreached, type Dossier } from '../dossier.js';
import { next, refused, type Act } from '../transitions.js';
import { termsOf, type TermsInForce } from './filing.js';
import { isAtDesk, requireDesk } from './permission.js';
import { averted } from './settle.js';

/** A receiver may take a receipt back alone for so long (acts.md, void). */
const VOID_MINUTES = 5;

/** Parts of a receipt that can be wrong. */
export const RECEIPT_PARTS = ['procedureCode', 'applicant', 'submitter', 'summary', 'copies', 'documents'] as const;
export type ReceiptPart = (typeof RECEIPT_PARTS)[number];

export interface CorrectionProposal {
  /** of the row in `receipt_correction` */
  readonly id: string;
  readonly parts: readonly ReceiptPart[];
  /** what they should say, sealed: there are people in it, and it may be erased */
  readonly proposal: string;
  readonly reason: string;
  /** when the dossier was written down here: its receipt, but for one that came from a paper book */
  readonly enteredAt: Instant;
}

/**
 * A receiver has seen that the receipt says something wrong. Nothing changes before a second person has confirmed it.
 *
 * @throws DomainError `dossier.action_refused` by status, on a later day, once the papers are on their way, and once
 *   the promise is broken; `auth.forbidden` for anybody but a receiver of the desk
 * Source: acts.md correct receipt.
 */
export function proposeCorrection(
  dossier: Dossier,
  context: ActContext,
  { id, parts, proposal, reason, enteredAt }: CorrectionProposal,
): Decision {
  const status = next(dossier, 'propose_correction');
  requireDesk(dossier, context.by, ['receiver']);
  requireFresh(dossier, 'propose_correction', staleToCorrect(dossier, context.at, enteredAt));
  return decide(dossier, context, {
    act: 'propose_correction',
    to: { status },
    payload: { correctionId: id, parts, reason },
    books: [
      {
        book: 'receipt_correction',
        id,
        isNew: true,
        facts: {
          proposedBy: context.by.username,
          proposedSeq: dossier.eventSeq + 1,
          confirmedBy: null,
          confirmedSeq: null,
        },
        instants: { proposedAt: context.at, confirmedAt: null },
        words: { proposal },
      },
    ],
  });
}

export interface Correction {
  readonly id: string;
  readonly proposedBy: string;
  readonly parts: readonly ReceiptPart[];
  /** of the right procedure on the day of receipt; null: the procedure was right */
  readonly inForce: TermsInForce | null;
  readonly enteredAt: Instant;
}

/**
 * A second person confirms a correction, and it takes effect. Another procedure brings its own limit: the promise is
 * counted anew from the same receipt, within the latch, and the first date stays the first row of the ledger.
 *
 * @throws DomainError `dossier.action_refused` as `proposeCorrection`, and for another procedure after extra time was
 *   granted; `auth.forbidden` for whoever proposed it and for anybody but a receiver or the head of the desk;
 *   `calendar.missing`
 * Source: acts.md correct receipt, ledger kinds, the latch; R9, R10.
 */
export function correct(
  dossier: Dossier,
  context: ActContext,
  { id, proposedBy, parts, inForce, enteredAt }: Correction,
): Decision {
  const status = next(dossier, 'correct');
  const { at, by } = context;
  requireDesk(dossier, by, ['receiver', 'desk_head']);
  if (by.username === proposedBy) {
    throw new DomainError('auth.forbidden', 'a correction is confirmed by somebody else than who proposed it', {
      proposedBy,
    });
  }
  requireFresh(dossier, 'correct', staleToCorrect(dossier, at, enteredAt));
  const moved = inForce && recounted(dossier, context, inForce);
  return decide(dossier, context, {
    act: 'correct',
    to: { status, ...(inForce && termsOf(inForce.terms)), ...moved?.to },
    payload: {
      correctionId: id,
      parts,
      ...(inForce && { fromProcedureCode: dossier.procedureCode, toProcedureCode: inForce.terms.procedureCode }),
    },
    promises: moved ? [moved.row] : [],
    books: [
      {
        book: 'receipt_correction',
        id,
        isNew: false,
        facts: { confirmedBy: by.username, confirmedSeq: dossier.eventSeq + 1 },
        instants: { confirmedAt: at },
        // What it proposed stands in the dossier now; a second copy of people's data serves nobody.
        words: { proposal: null },
      },
    ],
  });
}

function recounted(
  dossier: Dossier,
  { at, by }: ActContext,
  { terms, calendar }: TermsInForce,
): ReturnType<typeof move> {
  const before = accepted(dossier);
  if (before.extraAmount > 0) {
    throw refused(dossier, 'correct', 'extra time was granted for the procedure as it stands on the receipt');
  }
  const { limit, dayZero } = terms;
  const reason = null;
  return move(before, { ...before, limit, dayZero }, calendar, { kind: 'correction', at, by: by.username, reason });
}

/** Why a receipt cannot be put right, or taken back, any more. */
export type Stale = keyof typeof STALE;

const STALE = {
  on_its_way: 'the papers are on their way already',
  earlier_day: 'it was received on an earlier day',
  broken: 'the promise is broken already',
} as const;

/** Until its papers move, on the day it was written down, and while its promise holds, a receipt can be put right. */
export function staleToCorrect(dossier: Dossier, at: Instant, enteredAt: Instant): Stale | null {
  if (dossier.pending) return 'on_its_way';
  if (localDate(at) !== localDate(enteredAt)) return 'earlier_day';
  return isBreached(dossier, at) ? 'broken' : null;
}

/** A receipt can be taken back on the day it was written down, and while its promise holds. */
export function staleToVoid(dossier: Dossier, at: Instant, enteredAt: Instant): Stale | null {
  if (isBreached(dossier, at)) return 'broken';
  return at > aloneUntil(enteredAt) && localDate(at) !== localDate(enteredAt) ? 'earlier_day' : null;
}

/** Until when a receiver may take a receipt back alone; after that it is the head's to do. */
export function aloneUntil(enteredAt: Instant): Instant {
  return (enteredAt + VOID_MINUTES * MINUTE) as Instant;
}

function requireFresh(dossier: Dossier, act: Act, stale: Stale | null): void {
  if (stale !== null) throw refused(dossier, act, STALE[stale]);
}

/**
 * The receipt should not have been: wrong person, twice, a slip of the hand. Its code stays taken, no act follows, and
 * it stands in no figure. Without a clock nothing can become late of it.
 *
 * @param enteredAt when it was written down here
 * @throws DomainError `dossier.action_refused` by status, on a later day, and once the promise is broken;
 *   `auth.forbidden` for a receiver after five minutes, and for anybody but a receiver or the head of the desk
 * Source: acts.md void; R23.
 */
export function voidReceipt(
  dossier: Dossier,
  context: ActContext,
  { reason, enteredAt }: { readonly reason: string; readonly enteredAt: Instant },
): Decision {
  const status = next(dossier, 'void');
  const { at, by } = context;
  requireDesk(dossier, by, ['receiver', 'desk_head']);
  requireFresh(dossier, 'void', staleToVoid(dossier, at, enteredAt));
  if (at > aloneUntil(enteredAt)) requireHead(dossier, context);
  return decide(dossier, context, {
    act: 'void',
    to: { status, voidedAt: at, lateFrom: null },
    payload: { reason },
    obligationEnds: averted(dossier, context),
  });
}

function requireHead(dossier: Dossier, { by }: ActContext): void {
  if (isAtDesk(dossier, by, ['desk_head'])) return;
  throw new DomainError('auth.forbidden', 'after five minutes only the head of the desk may void a receipt', {
    roles: ['desk_head'],
    unitCode: dossier.unitCode,
  });
}
