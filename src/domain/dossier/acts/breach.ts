import { DomainError } from '../../errors.js';
import { localDate } from '../../time/plain-date.js';
import type { Instant } from '../../time/instant.js';
import type { WorkingCalendar } from '../../time/working-calendar.js';
import { decide, type ActContext, type Decision, type ObligationEnd } from '../decision.js';
import { accepted, isBreached, type Dossier } from '../dossier.js';
import { clockState } from '../status.js';
import { next, refused } from '../transitions.js';
import { requireCommand } from './permission.js';

/**
 * Writes down that a promise is broken and opens the obligation. The sweep's act: state-based, so it catches up after
 * any downtime.
 *
 * @returns null when there is nothing to note (any more)
 * Source: R29(a); acts.md, risk is not obligation.
 */
export function noteBreach(dossier: Dossier, context: ActContext): Decision | null {
  if (dossier.breachNoted || dossier.settlement || !isBreached(dossier, context.at)) return null;
  if (context.awaitsSource === true) return null;
  next(dossier, 'note_breach');
  return decide(dossier, context, { act: 'note_breach', to: {}, payload: { lateFrom: dossier.lateFrom } });
}

/**
 * A letter without a new date is issued: it settles what it apologises for. Nothing about dates moves.
 *
 * @throws DomainError `dossier.action_refused` by status
 * Source: acts.md letter; R30.
 */
export function apologise(
  dossier: Dossier,
  context: ActContext,
  letter: { readonly letterId: string; readonly letterNumber: string; readonly ends: readonly ObligationEnd[] },
): Decision {
  next(dossier, 'apologise');
  const { letterId, letterNumber, ends } = letter;
  return decide(dossier, context, {
    act: 'apologise',
    to: {},
    payload: { letterId, letterNumber },
    obligationEnds: ends,
  });
}

export interface Waiver {
  readonly obligationId: string;
  readonly reason: string;
  /** hash of the paper that shows it; null when there is none */
  readonly proof: string | null;
}

/**
 * A leader lets a letter go, with a reason: the citizen's dated signature shows that the result was there, or the case
 * belongs to another procedure. It stays in the denominator, and the dossier stays late.
 *
 * @throws DomainError `dossier.action_refused` by status; `letter.action_refused` when it is not owed any more;
 *   `auth.forbidden` for anybody but a leader
 * Source: R32; acts.md, "A result clicked late stays late".
 */
export function waive(dossier: Dossier, context: ActContext, { obligationId, reason, proof }: Waiver): Decision {
  next(dossier, 'waive');
  requireCommand('waive', dossier, context);
  const owed = context.owed?.find(({ id }) => id === obligationId);
  if (!owed || owed.numbered) {
    throw new DomainError('letter.action_refused', 'this obligation is not owed any more, or a letter is on its way', {
      code: dossier.code,
      action: 'waive',
    });
  }
  return decide(dossier, context, {
    act: 'waive',
    to: {},
    payload: { cause: owed.cause, reason, proof },
    obligationEnds: [{ id: obligationId, state: 'waived', reason, proof }],
  });
}

export interface Extension {
  readonly letterId: string;
  readonly letterNumber: string;
  readonly newDueAt: Instant;
  /** when the date was fixed (the letter's number was taken): a crash before issuing does not make it wrong */
  readonly fixedAt: Instant;
  readonly reason: string;
  /** what the letter settles besides: ends of obligations, in the same event */
  readonly ends: readonly ObligationEnd[];
}

/**
 * Form 04 is issued: the second promise stands in the ledger. Lateness does not move; only the date the citizen is
 * told does.
 *
 * @throws DomainError `dossier.extension_limit` when there was one before; `dossier.action_refused` by status;
 *   `dossier.date_refused` for a date that may not be promised
 * Source: art. 19(9) NĐ 61/2018 ("không quá một lần"); R16, R21; acts.md extend.
 */
export function extend(
  dossier: Dossier,
  context: ActContext,
  { letterId, letterNumber, newDueAt, fixedAt, reason, ends }: Extension,
): Decision {
  const status = next(dossier, 'extend');
  const before = accepted(dossier);
  requireExtensible(dossier, { ...context, fixedAt }, newDueAt);
  return decide(dossier, context, {
    act: 'extend',
    to: { status, extensionDueAt: newDueAt, currentDueAt: newDueAt, promiseSeq: before.promiseSeq + 1 },
    payload: { letterId, letterNumber, newDueAt },
    obligationEnds: ends,
    promises: [
      {
        seq: before.promiseSeq + 1,
        kind: 'extension',
        at: context.at,
        by: context.by.username,
        previousDueAt: before.currentDueAt,
        statutoryDueAt: before.statutoryDueAt,
        currentDueAt: newDueAt,
        lateFrom: dossier.lateFrom,
        reason,
        letterId,
        trace: [],
        provisional: false,
      },
    ],
  });
}

export function extensionLimit(dossier: Dossier): DomainError {
  return new DomainError(
    'dossier.extension_limit',
    'a dossier may be re-appointed only once (khoản 9 Điều 19 NĐ 61/2018)',
    {
      code: dossier.code,
      currentDueAt: accepted(dossier).currentDueAt,
    },
  );
}

/**
 * May a second promise be made now? Asked before a number is spent on its letter, and once more when it is issued.
 *
 * @param fixedAt when the date was fixed
 * @throws DomainError `dossier.extension_limit` when there was one before; `dossier.action_refused` while the citizen is
 *   waited for and nothing is broken; `dossier.date_refused` for a date that may not be promised
 * Source: art. 19(9) NĐ 61/2018; R16; acts.md extend.
 */
export function requireExtensible(
  dossier: Dossier,
  { at, fixedAt, calendar }: { readonly at: Instant; readonly fixedAt: Instant; readonly calendar: WorkingCalendar },
  newDueAt: Instant,
): void {
  if (dossier.extensionDueAt !== null) throw extensionLimit(dossier);
  if (clockState(dossier.status) === 'paused' && !isBreached(dossier, at)) throw refused(dossier, 'extend');
  requireExtensionDate(dossier, calendar, fixedAt, newDueAt);
}

/**
 * @throws DomainError `dossier.date_refused` unless the new date is on a working day, after the date promised now and
 *   after this moment
 * Source: R16.
 */
export function requireExtensionDate(
  dossier: Dossier,
  calendar: WorkingCalendar,
  now: Instant,
  newDueAt: Instant,
): void {
  const why = faultOf(dossier, calendar, now, newDueAt);
  if (why === null) return;
  const message = DATE_FAULTS[why];
  throw new DomainError('dossier.date_refused', message, { code: dossier.code, day: localDate(newDueAt), why }, [
    { field: 'newDueAt', message },
  ]);
}

const DATE_FAULTS = {
  past: 'the new date has passed already',
  not_after: 'the new date must be after the one promised now',
  day_off: 'the new date must be a working day',
} as const;

function faultOf(
  dossier: Dossier,
  calendar: WorkingCalendar,
  now: Instant,
  newDueAt: Instant,
): keyof typeof DATE_FAULTS | null {
  if (newDueAt <= now) return 'past';
  if (newDueAt <= accepted(dossier).currentDueAt) return 'not_after';
  return calendar.isWorkingDay(localDate(newDueAt)) ? null : 'day_off';
}
