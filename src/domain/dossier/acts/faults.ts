import { CITIZEN } from '../../accounts/roles.js';
import { isHeldOut, isKindOf, type DetectedBy } from '../../apology/fault-kinds.js';
import type { Fault } from '../../apology/letter-facts.js';
import { openObligation, type FaultCause } from '../../apology/obligation.js';
import { DomainError } from '../../errors.js';
import { localDate, startOfDay, type PlainDate } from '../../time/plain-date.js';
import { decide, type ActContext, type BookEntry, type Decision } from '../decision.js';
import type { Dossier } from '../dossier.js';
import { next } from '../transitions.js';
import { requireJudge, requireState, type Judging, type ReportedFault } from './judge.js';
import { requireRole } from './permission.js';

export interface FaultReport {
  readonly id: string;
  readonly cause: FaultCause;
  readonly kind: string;
  readonly description: string;
  readonly detectedBy: DetectedBy;
  /** null: today */
  readonly detectedOn: PlainDate | null;
}

/**
 * Somebody says that something went wrong. A candidate: nothing is owed before it is confirmed.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` by role; `request.invalid` for a kind that is
 *   not of the cause, a matter that has a procedure of its own (R32), or a day that cannot be
 * Source: acts.md, report error, loss, supplement by fault, conduct; R29, R32, R33.
 */
export function reportFault(dossier: Dossier, context: ActContext, report: FaultReport): Decision {
  next(dossier, 'report_fault');
  // "Citizen by link" (acts.md): whose result it is needs no role to say that it is wrong.
  if (context.by !== CITIZEN) requireRole('report_fault', context.by);
  const { cause, kind, description, detectedBy } = report;
  requireKind(cause, kind);
  const today = localDate(context.at);
  const detectedOn = report.detectedOn ?? today;
  if (detectedOn > today) throw invalid('detectedOn', 'Ngày phát hiện không thể sau hôm nay');
  if (dossier.acceptedDay !== null && detectedOn < dossier.acceptedDay) {
    throw invalid('detectedOn', 'Ngày phát hiện không thể trước ngày tiếp nhận hồ sơ');
  }
  return decide(dossier, context, {
    act: 'report_fault',
    to: {},
    payload: { faultId: report.id, cause, kind, description, detectedBy, detectedOn },
    books: [faultCandidate(dossier, context, { id: report.id, cause, kind, detectedBy, detectedOn })],
  });
}

type Candidate = Pick<FaultReport, 'id' | 'cause' | 'kind' | 'detectedBy' | 'detectedOn'>;

/** The row of a fault that waits for a judge; the event that writes it has the words. */
export function faultCandidate(
  dossier: Dossier,
  { at, by }: Pick<ActContext, 'at' | 'by'>,
  { id, cause, kind, detectedBy, detectedOn }: Candidate,
): BookEntry {
  return {
    book: 'dossier_fault',
    id,
    isNew: true,
    facts: {
      cause,
      kind,
      state: 'reported',
      detectedBy,
      detectedOn,
      reportedBy: by.username,
      reportedSeq: dossier.eventSeq + 1,
      judgedBy: null,
      judgedSeq: null,
      fault: null,
      obligationId: null,
      correctedOn: null,
      costsVnd: null,
      correctedSeq: null,
    },
    instants: { reportedAt: at, judgedAt: null },
  };
}

export interface Confirmation extends Judging {
  readonly whose: Exclude<Fault, 'none'>;
  /** the obligation of this cause, whatever became of it; null when the dossier has none */
  readonly obligationId: string | null;
  /** for the obligation it opens otherwise: the context's is for a breach that the same act may have to note */
  readonly newObligationId: string;
}

/**
 * The fault is real: an apology is owed for it. One obligation a dossier and cause: a second fault joins the first's.
 * What was noticed before the unit began to apologise here is historic.
 *
 * @throws DomainError `dossier.action_refused` by status, or once it was judged; `auth.forbidden` by role and unit, or
 *   for whoever worked on the dossier
 * Source: R29(b)-(d), R33; acts.md.
 */
export function confirmFault(
  dossier: Dossier,
  context: ActContext,
  { fault, handlers, whose, obligationId, newObligationId }: Confirmation,
): Decision {
  next(dossier, 'confirm_fault');
  requireJudge('confirm_fault', dossier, context, handlers);
  requireState('confirm_fault', dossier, fault, fault.state === 'reported');
  const { at, by, apologiesFrom } = context;
  const since = fault.detectedOn === null ? fault.reportedAt : startOfDay(fault.detectedOn);
  const opened = openObligation({
    id: newObligationId,
    cause: fault.cause,
    unitCode: dossier.responsibleUnitCode,
    fault: whose,
    since,
    at,
    by: by.username,
    apologiesFrom,
  });
  return decide(dossier, context, {
    act: 'confirm_fault',
    to: {},
    payload: { faultId: fault.id, cause: fault.cause, kind: fault.kind, fault: whose },
    obligations: obligationId === null ? [opened] : [],
    books: [judged(dossier, context, fault, { state: 'confirmed', whose, obligationId: obligationId ?? opened.id })],
  });
}

/**
 * Nothing went wrong, or nobody is to blame for it.
 *
 * @throws DomainError as `confirmFault`
 * Source: R33 ("`none` dismisses it").
 */
export function dismissFault(
  dossier: Dossier,
  context: ActContext,
  { fault, handlers, reason }: Judging & { readonly reason: string | null },
): Decision {
  next(dossier, 'dismiss_fault');
  requireJudge('dismiss_fault', dossier, context, handlers);
  requireState('dismiss_fault', dossier, fault, fault.state === 'reported');
  return decide(dossier, context, {
    act: 'dismiss_fault',
    to: {},
    payload: { faultId: fault.id, cause: fault.cause, kind: fault.kind, reason },
    books: [judged(dossier, context, fault, { state: 'dismissed', whose: 'none', obligationId: null })],
  });
}

interface Judgement {
  readonly state: 'confirmed' | 'dismissed';
  readonly whose: Fault;
  readonly obligationId: string | null;
}

function judged(
  dossier: Dossier,
  { at, by }: ActContext,
  { id }: ReportedFault,
  { state, whose, obligationId }: Judgement,
): BookEntry {
  return {
    book: 'dossier_fault',
    id,
    isNew: false,
    facts: { state, fault: whose, obligationId, judgedBy: by.username, judgedSeq: dossier.eventSeq + 1 },
    instants: { judgedAt: at },
  };
}

export interface Correction extends Judging {
  /** what was done about it, in words */
  readonly result: string;
  readonly correctedOn: PlainDate;
  /** what it cost, all of it borne by the agency (art. 21(1)) */
  readonly costsVnd: number;
}

/**
 * What was done about a confirmed fault. The first result stays as it was: this stands beside it.
 *
 * @throws DomainError as `confirmFault`; `dossier.action_refused` before it is confirmed and once it was corrected;
 *   `request.invalid` for a day that cannot be
 * Source: R33; art. 21(1) NĐ 61/2018.
 */
export function mendFault(dossier: Dossier, context: ActContext, correction: Correction): Decision {
  const { fault, handlers, result, correctedOn, costsVnd } = correction;
  next(dossier, 'mend_fault');
  requireJudge('mend_fault', dossier, context, handlers);
  requireState('mend_fault', dossier, fault, fault.state === 'confirmed' && !fault.mended);
  if (correctedOn > localDate(context.at)) throw invalid('correctedOn', 'Ngày khắc phục không thể sau hôm nay');
  if (correctedOn < (fault.detectedOn ?? localDate(fault.reportedAt))) {
    throw invalid('correctedOn', 'Ngày khắc phục không thể trước ngày phát hiện');
  }
  return decide(dossier, context, {
    act: 'mend_fault',
    to: {},
    payload: { faultId: fault.id, cause: fault.cause, kind: fault.kind, result, correctedOn, costsVnd },
    books: [
      {
        book: 'dossier_fault',
        id: fault.id,
        isNew: false,
        facts: { correctedOn, costsVnd, correctedSeq: dossier.eventSeq + 1 },
      },
    ],
  });
}

const HELD_OUT_WORDS =
  'Khiếu nại, tố cáo, tham nhũng và bồi thường của Nhà nước có trình tự riêng; không giải quyết bằng thư xin lỗi';

function requireKind(cause: FaultCause, kind: string): void {
  if (isHeldOut(kind)) throw invalid('kind', HELD_OUT_WORDS);
  if (!isKindOf(cause, kind)) throw invalid('kind', 'Loại sai sót không thuộc nguyên nhân đã chọn');
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', message, {}, [{ field, message }]);
}
