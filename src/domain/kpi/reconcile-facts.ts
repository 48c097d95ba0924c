import { dueDayBehind, type Timeliness } from '../dossier/timeliness.js';
import type { Ending } from '../dossier/dossier.js';
import type { DossierStatus } from '../dossier/status.js';
import type { TimeLimit } from '../procedure/time-limit.js';
import { dueDay } from '../time/deadline.js';
import type { Instant } from '../time/instant.js';
import { addDays, localDate, type PlainDate } from '../time/plain-date.js';
import type { DayRange } from './period.js';

/** What is on record here of one dossier, as far as another system may have reckoned it differently. Nobody's name. */
export interface OurDossier {
  readonly code: string;
  readonly status: DossierStatus;
  readonly voided: boolean;
  readonly filedAt: Instant | null;
  /** null: never accepted */
  readonly acceptedAt: Instant | null;
  readonly startsAt: Instant | null;
  /** receipt, or when the papers were complete again and the limit began anew (R13) */
  readonly countedFrom: Instant | null;
  readonly dayZero: 'receipt' | 'start';
  readonly limit: TimeLimit;
  readonly extraAmount: number;
  readonly originalDueAt: Instant | null;
  readonly statutoryDueAt: Instant | null;
  readonly extensionDueAt: Instant | null;
  readonly pauses: readonly { readonly from: Instant; readonly to: Instant | null }[];
  readonly lateFrom: Instant | null;
  readonly finishedAt: Instant | null;
  readonly timeliness: Timeliness | null;
  readonly ending: Ending | null;
  /** when the one who worked on it passed the result on to the desk */
  readonly resultSentAt: Instant | null;
  /** when the citizen took the result */
  readonly returnedAt: Instant | null;
}

/** How a dossier stands in a period: resolved early, on time or late, or open at its end, within time or overdue. */
export type Standing = Timeliness | 'in_time' | 'overdue';

/** What another system says of a class: `kept` is early or on time, `broken` is late or overdue. */
export type TheirClass = Standing | 'kept' | 'broken';

/** One dossier as another system lists it; null is what it does not tell. */
export interface TheirRow {
  readonly received: PlainDate | null;
  readonly due: PlainDate | null;
  /** `open`: there is a column for it, and it is blank */
  readonly finished: PlainDate | 'open' | null;
  readonly standing: TheirClass | null;
}

/** One way to see a dossier at the end of a period: ours, or what another rule makes of the same facts. */
export interface Reckoning {
  readonly received: PlainDate;
  readonly due: PlainDate | null;
  readonly finished: PlainDate | null;
  readonly standing: Standing;
}

/** What is compared: the period, and the moment up to which it can be judged where it has not ended. */
export interface Ground {
  readonly period: DayRange;
  readonly now: Instant;
  /** when the other system made its list; it may have judged what was open that day */
  readonly takenAt: Instant;
}

/** Never accepted, or voided: it stands in no column (R23). */
export function standsNowhere({ voided, acceptedAt, status }: OurDossier): boolean {
  return voided || acceptedAt === null || status === 'submitted' || status === 'rejected';
}

/** Received after the period, or finished before it. */
export function isOutside({ acceptedAt, finishedAt }: OurDossier, { from, to }: DayRange): boolean {
  if (acceptedAt === null || localDate(acceptedAt) > to) return true;
  return finishedAt !== null && localDate(finishedAt) < from;
}

/** The due day that lateness is judged by; null while nothing was promised. */
export function judgedDueDay({ lateFrom, limit, statutoryDueAt }: OurDossier): PlainDate | null {
  if (lateFrom !== null) return dueDayBehind(lateFrom, limit.unit);
  return statutoryDueAt && dueDay(statutoryDueAt);
}

/**
 * Our own reckoning at the end of a period (R18 to R21, R24): what is finished later is still open in it.
 *
 * @throws RangeError for a dossier that stands nowhere
 */
export function ourReckoning(ours: OurDossier, { period: { to }, now }: Pick<Ground, 'period' | 'now'>): Reckoning {
  if (ours.acceptedAt === null) throw new RangeError('never accepted, it is reckoned nowhere');
  const received = localDate(ours.acceptedAt);
  const due = judgedDueDay(ours);
  const finished = ours.finishedAt === null ? null : localDate(ours.finishedAt);
  if (finished !== null && finished <= to && ours.timeliness !== null) {
    return { received, due, finished, standing: ours.timeliness };
  }
  const { lateFrom } = ours;
  const overdue = lateFrom !== null && localDate(lateFrom) <= to && lateFrom <= now;
  return { received, due, finished: null, standing: overdue ? 'overdue' : 'in_time' };
}

/** The class that bare dates make: what most other systems do. Open, it is overdue once the due day has ended. */
export function standingByDates(due: PlainDate | null, finished: PlainDate | null, to: PlainDate): Standing {
  if (finished === null) return due !== null && due < to ? 'overdue' : 'in_time';
  if (due === null || finished === due) return 'on_time';
  return finished < due ? 'early' : 'late';
}

/** Whether a row says what a reckoning says, in everything that it tells. */
export function agrees(theirs: TheirRow, { received, due, finished, standing }: Reckoning): boolean {
  if (theirs.received !== null && theirs.received !== received) return false;
  if (theirs.due !== null && due !== null && theirs.due !== due) return false;
  if (theirs.finished === 'open' ? finished !== null : theirs.finished !== null && theirs.finished !== finished) {
    return false;
  }
  if (theirs.standing === 'kept') return standing === 'early' || standing === 'on_time';
  if (theirs.standing === 'broken') return isBroken(standing);
  return theirs.standing === null || theirs.standing === standing;
}

export function isBroken(standing: Standing): boolean {
  return standing === 'late' || standing === 'overdue';
}

/**
 * The same period as the other way of cutting the year has it: 15/3-14/6 is 1/4-30/6 by the calendar (R27).
 *
 * @returns null for days that are neither
 */
export function siblingPeriod({ from, to }: DayRange): DayRange | null {
  const next = addDays(to, 1);
  if (from.endsWith('-15') && next.endsWith('-15')) {
    return { from: firstOfNext(from), to: addDays(firstOfNext(to), -1) };
  }
  if (!from.endsWith('-01') || !next.endsWith('-01')) return null;
  return { from: `${addDays(from, -1).slice(0, 8)}15` as PlainDate, to: `${to.slice(0, 8)}14` as PlainDate };
}

function firstOfNext(day: PlainDate): PlainDate {
  const within = addDays(`${day.slice(0, 8)}28` as PlainDate, 4);
  return `${within.slice(0, 8)}01` as PlainDate;
}
