import { deadline, dueAt as dueOf, dueDay } from '../time/deadline.js';
import type { DeadlineQuestion } from '../time/deadline-types.js';
import type { Instant } from '../time/instant.js';
import { localDate } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';

/**
 * Why somebody is warned, in the order in which it grows serious: three quarters of the time are used; the last working
 * day before the due begins; it is due; it was due and nothing is on its way (the holder's head is told); it is one
 * working day over (the leader is told).
 */
export const WARNING_KINDS = ['used_75', 'day_before', 'due', 'head', 'leader'] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

/** Whom a warning is for: who holds the dossier, their head, the leader. */
export type WarningTier = 'holder' | 'head' | 'leader';

export function tierOf(kind: WarningKind): WarningTier {
  return kind === 'head' || kind === 'leader' ? kind : 'holder';
}

/** One promise that somebody may have to be warned of. */
export interface WatchedPromise {
  readonly question: DeadlineQuestion;
  /** the due that the warnings speak of */
  readonly dueAt: Instant;
}

export interface WarningMoment {
  readonly kind: WarningKind;
  readonly at: Instant;
}

const USED = 0.75;
/** one working day (reference 4.1) */
const WORKING_DAY = 480;

/**
 * When to warn of a promise whose clock runs. A limit of hours, of the same day, or one whose last working day before
 * the due is not after the day of receipt, has no "day before".
 *
 * @returns in time order
 * @throws DomainError `calendar.missing`
 * Source: R17 (75 % of the time used, one working day before, at due); working minutes, pauses left out.
 */
export function warningMoments(calendar: WorkingCalendar, { question, dueAt }: WatchedPromise): WarningMoment[] {
  const moments: WarningMoment[] = [
    { kind: 'due', at: dueAt },
    { kind: 'head', at: dueAt },
    { kind: 'leader', at: calendar.addWorkingMinutes(dueAt, WORKING_DAY) },
  ];
  const used = usedUp(calendar, question);
  if (used !== null && used < dueAt) moments.push({ kind: 'used_75', at: used });
  const before = dayBefore(calendar, question, dueAt);
  if (before !== null) moments.push({ kind: 'day_before', at: before });
  return moments.sort((a, b) => a.at - b.at || WARNING_KINDS.indexOf(a.kind) - WARNING_KINDS.indexOf(b.kind));
}

/** The moment by which three quarters of the working minutes are used; null while a pause is open before it. */
function usedUp(calendar: WorkingCalendar, question: DeadlineQuestion): Instant | null {
  const { from, dayZero, pauses } = question;
  const minutes = Math.ceil(USED * deadline(calendar, question).budgetMinutes);
  return dueOf(calendar, {
    from,
    dayZero,
    limit: { amount: minutes / 60, unit: 'working_hour' },
    ...(pauses && { pauses }),
  });
}

function dayBefore(calendar: WorkingCalendar, { from, limit }: DeadlineQuestion, dueAt: Instant): Instant | null {
  if (limit.unit === 'working_hour' || limit.unit === 'same_day') return null;
  const day = calendar.lastWorkingDayBefore(dueDay(dueAt));
  return day > localDate(from) ? calendar.openingOf(day) : null;
}

/** What a promise is like when somebody looks at it. */
export interface Watched {
  readonly now: Instant;
  /** a result is on its way to the desk: nobody's head has to be told at the due */
  readonly resultSent: boolean;
  /** the unit lets its head and leader be told */
  readonly ladder: boolean;
}

/**
 * What to say now: of what a holder should have been told, the last only (who comes back after a day is not told three
 * things); and each step of the ladder. Saying each once is the part of whoever keeps what was said.
 */
export function warningsDue(moments: readonly WarningMoment[], { now, resultSent, ladder }: Watched): WarningKind[] {
  const passed = moments.filter(({ at }) => at <= now).map(({ kind }) => kind);
  const last = passed.findLast((kind) => tierOf(kind) === 'holder');
  const steps = passed.filter((kind) => tierOf(kind) !== 'holder' && ladder && !(kind === 'head' && resultSent));
  return [...(last === undefined ? [] : [last]), ...steps];
}

/** The next moment to look again; null when nothing follows. */
export function nextMoment(moments: readonly WarningMoment[], now: Instant): Instant | null {
  return moments.find(({ at }) => at > now)?.at ?? null;
}
