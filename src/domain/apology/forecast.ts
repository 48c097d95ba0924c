import type { Instant } from '../time/instant.js';
import { addDays, localDate, startOfDay } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import { timelyUntil, type PromiseAtRisk } from './timely-until.js';

/**
 * The latest `lateFrom` that a promise of several days can have whose R17 moment has come: its due day is the first
 * working day from today on, or today. What is due later has a working day before it that is not over.
 *
 * @throws DomainError `calendar.missing`
 */
export function forecastHorizon(calendar: WorkingCalendar, now: Instant): Instant {
  const today = localDate(now);
  const dueDay = calendar.isWorkingDay(today) ? today : calendar.nextWorkingDay(today);
  return startOfDay(addDays(dueDay, 1));
}

/**
 * Is it time to prepare the letter of a promise that is still unbroken? From R17's moment on: the last day on which
 * form 04 would have been in time is over, and nobody has said anything. Limits of hours and of the same day have none.
 *
 * @throws DomainError `calendar.missing`
 * Source: R17, R29a; acts.md, risk is not obligation.
 */
export function isForecast(calendar: WorkingCalendar, promise: PromiseAtRisk, now: Instant): boolean {
  return promise.lateFrom > now && timelyUntil(calendar, promise) <= now;
}
