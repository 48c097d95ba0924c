import type { LimitUnit } from '../procedure/time-limit.js';
import { dueDay } from '../time/deadline.js';
import { floorToMinute, MINUTE, type Instant } from '../time/instant.js';
import { localDate, type PlainDate } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';

/** How a dossier ended against its promise; frozen at settlement (R19). */
export type Timeliness = 'early' | 'on_time' | 'late';

/** How an open dossier stands; derived at each look, never stored (R20). */
export type Progress = 'in_time' | 'due_soon' | 'overdue';

/** The latched limit a dossier is judged by; `lateFrom` is null only while it waits for the citizen unbreached. */
export interface Judged {
  readonly lateFrom: Instant | null;
  readonly unit: LimitUnit;
}

export interface Finish extends Judged {
  readonly finishedAt: Instant;
  readonly ending: 'completed' | 'withdrawn' | 'stopped';
  /** served on the spot */
  readonly instant?: boolean;
}

/**
 * Judges a settlement. Late from `lateFrom` on, whatever the ending; withdrawn and stopped otherwise on time and
 * never early; served on the spot always on time; else early on a day before the due day.
 *
 * @throws RangeError when a result is judged without a due date: a running dossier without one is a defect
 * Source: acts.md; R18, R19, R21, R24.
 */
export function timelinessAt({ finishedAt, lateFrom, unit, ending, instant }: Finish): Timeliness {
  if (instant === true) return 'on_time';
  if (lateFrom !== null && finishedAt >= lateFrom) return 'late';
  if (ending !== 'completed') return 'on_time';
  if (lateFrom === null) throw new RangeError('a completed dossier must have had a due date');
  return localDate(finishedAt) < dueDayBehind(lateFrom, unit) ? 'early' : 'on_time';
}

/** The due day that `lateFrom` comes from: of an hour limit the day of its due instant, else the day that ended. */
export function dueDayBehind(lateFrom: Instant, unit: LimitUnit): PlainDate {
  return dueDay(unit === 'working_hour' ? ((lateFrom - MINUTE) as Instant) : lateFrom);
}

/**
 * Working days in (due day, day of `at`]; 0 for an hour limit missed on its own day, and while nothing is late.
 *
 * @throws DomainError `calendar.missing`
 * Source: R22.
 */
export function daysLate(calendar: WorkingCalendar, { lateFrom, unit }: Judged, at: Instant): number {
  if (lateFrom === null || at < lateFrom) return 0;
  return calendar.workingDaysBetween(dueDayBehind(lateFrom, unit), localDate(at));
}

/**
 * Working minutes in [due, at) once the dossier is late, else 0.
 *
 * @param due the due instant that `lateFrom` comes from
 * @throws DomainError `calendar.missing`
 */
export function minutesLate(calendar: WorkingCalendar, due: Instant, lateFrom: Instant | null, at: Instant): number {
  return lateFrom === null || at < lateFrom ? 0 : calendar.workingMinutesBetween(due, at);
}

/** Working minutes in [finish, due), 0 after it. */
export function minutesEarly(calendar: WorkingCalendar, due: Instant, finishedAt: Instant): number {
  return calendar.workingMinutesBetween(floorToMinute(finishedAt), due);
}

export interface Outlook {
  /** the due instant, `statutoryDueAt` of the dossier */
  readonly dueAt: Instant;
  readonly lateFrom: Instant | null;
  readonly now: Instant;
  /** so few working minutes left, or fewer, are "soon"; a setting, usually 480 */
  readonly dueSoonMinutes: number;
}

/**
 * How an open dossier stands. Waiting for the citizen and not yet breached it is in time, however near the due was.
 *
 * @throws DomainError `calendar.missing` when the days until the due are in no calendar
 * Source: R20.
 */
export function progressAt(calendar: WorkingCalendar, { dueAt, lateFrom, now, dueSoonMinutes }: Outlook): Progress {
  if (lateFrom === null) return 'in_time';
  if (lateFrom <= now) return 'overdue';
  return calendar.workingMinutesBetween(now, dueAt) <= dueSoonMinutes ? 'due_soon' : 'in_time';
}
