import { addDays, weekdayOf, type PlainDate } from '../time/plain-date.js';
import { calendarMonthOf, type DayRange, type Period } from './period.js';

/** What a morning looks back on, besides the day before. */
export interface SummaryDays {
  /** Monday to Sunday; null unless today is the first working day of its week */
  readonly week: DayRange | null;
  /** null unless today is the first working day of its month */
  readonly month: Period | null;
}

/**
 * Which week and which month are over since the last working day: each is told once, on the first working day after it.
 * After a week without a working day (Tết), the week that is told is the last one that had some.
 *
 * @param today a working day
 * @param before the last working day before it
 */
export function summaryDays(today: PlainDate, before: PlainDate): SummaryDays {
  const worked = mondayOf(before);
  return {
    week: before < mondayOf(today) ? { from: worked, to: addDays(worked, 6) } : null,
    month: before.slice(0, 7) < today.slice(0, 7) ? calendarMonthOf(before) : null,
  };
}

function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - weekdayOf(day));
}
