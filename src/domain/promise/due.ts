import { isBreached, type AcceptedDossier } from '../dossier/dossier.js';
import type { LimitUnit } from '../procedure/time-limit.js';
import { deadline } from '../time/deadline.js';
import type { DeadlineQuestion } from '../time/deadline-types.js';
import { explain } from '../time/explanation.js';
import { floorToMinute, MINUTE, type Instant } from '../time/instant.js';
import { addDays, localDate, startOfDay } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import type { PromiseKind, PromiseRow } from './ledger.js';

/** What a due date is computed from; an act changes some of it. */
export type Counting = Pick<AcceptedDossier, 'countedFrom' | 'limit' | 'dayZero' | 'extraAmount' | 'pauses'>;

/** A promise that moved: the columns of the dossier, and the row of its ledger. */
export interface Moved {
  readonly to: Pick<
    AcceptedDossier,
    'statutoryDueAt' | 'currentDueAt' | 'lateFrom' | 'provisional' | 'promiseSeq' | 'startsAt'
  >;
  readonly row: PromiseRow;
}

export interface Move {
  readonly kind: Exclude<PromiseKind, 'original' | 'imported' | 'extension'>;
  readonly at: Instant;
  readonly by: string;
  /** key of the ground, never free words: they stand in the event, where they can be erased */
  readonly reason: string | null;
  /** the date the citizen was told may not come nearer: what a changed calendar does (acts.md) */
  readonly neverEarlier?: boolean;
}

export function questionOf(counting: Counting): DeadlineQuestion {
  const { countedFrom, limit, dayZero, extraAmount, pauses } = counting;
  return { from: countedFrom, limit, dayZero, ...(extraAmount > 0 && { extra: extraAmount }), pauses };
}

/**
 * Computes the promise anew from what an act has changed, and latches it: once broken it stays as late as it was, and
 * unbroken it never becomes late in the past.
 *
 * @throws DomainError `calendar.missing`
 * Source: acts.md, the latch and ledger kinds; R9, R13, R14.
 */
export function move(
  before: AcceptedDossier,
  counting: Counting,
  calendar: WorkingCalendar,
  { kind, at, by, reason, neverEarlier = false }: Move,
): Moved {
  const question = questionOf(counting);
  const { dueAt, lateFrom, startsAt, provisional } = deadline(calendar, question);
  if (dueAt === null || lateFrom === null) throw new RangeError('a running clock has a due date');
  const told = [dueAt, before.extensionDueAt, neverEarlier ? before.currentDueAt : null];
  const currentDueAt = Math.max(...told.map((instant) => instant ?? 0)) as Instant;
  const latched = isBreached(before, at) ? before.lateFrom : later(lateFrom, earliestLateFrom(at, counting.limit.unit));
  const promiseSeq = before.promiseSeq + 1;
  return {
    to: { statutoryDueAt: dueAt, currentDueAt, lateFrom: latched, provisional, promiseSeq, startsAt },
    row: {
      seq: promiseSeq,
      kind,
      at,
      by,
      previousDueAt: before.currentDueAt,
      statutoryDueAt: dueAt,
      currentDueAt,
      lateFrom: latched,
      reason,
      letterId: null,
      trace: explain(calendar, question),
      provisional,
    },
  };
}

/** The nearest instant to which an act at `at` may move lateness: the next local midnight, or the next minute. */
function earliestLateFrom(at: Instant, unit: LimitUnit): Instant {
  if (unit === 'working_hour') return (floorToMinute(at) + MINUTE) as Instant;
  return startOfDay(addDays(localDate(at), 1));
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
