import type { LimitUnit } from '../procedure/time-limit.js';
import { dueDay } from '../time/deadline.js';
import type { Instant } from '../time/instant.js';
import { addDays, localDate, startOfDay } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';

export interface PromiseAtRisk {
  readonly unit: LimitUnit;
  readonly acceptedAt: Instant;
  readonly currentDueAt: Instant;
  readonly lateFrom: Instant;
}

/**
 * The end of the time in which form 04 is issued in time; the instant itself is too late. For limits of several
 * days it is the end of the last working day before the due day; for same-day and hour limits, and when that day is
 * not after the day of receipt, any moment before the dossier is late.
 *
 * @throws DomainError `calendar.missing` when the days before the due day are in no calendar
 * Source: R17 (NĐ 61/2018 art. 19(9): "01 ngày trước ngày hết hạn", read as a working day).
 */
export function timelyUntil(calendar: WorkingCalendar, promise: PromiseAtRisk): Instant {
  const { unit, acceptedAt, currentDueAt, lateFrom } = promise;
  if (unit === 'same_day' || unit === 'working_hour') return lateFrom;
  const lastDay = calendar.lastWorkingDayBefore(dueDay(currentDueAt));
  return lastDay > localDate(acceptedAt) ? startOfDay(addDays(lastDay, 1)) : lateFrom;
}
