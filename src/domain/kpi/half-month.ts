import { addDays, type PlainDate } from '../time/plain-date.js';

/**
 * Figures are kept by half-months, [1-14] and [15-end], named by their first day: calendar months and the statutory
 * periods from day 15 to day 14 (reference 6.2) are both exact unions of them.
 */
export function halfOf(day: PlainDate): PlainDate {
  return `${day.slice(0, 8)}${day.slice(8) < '15' ? '01' : '15'}` as PlainDate;
}

/** The last day of the half-month that holds `day`. */
export function halfEnd(day: PlainDate): PlainDate {
  return addDays(nextHalf(day), -1);
}

/** The first day of the half-month after the one that holds `day`. */
export function nextHalf(day: PlainDate): PlainDate {
  const half = halfOf(day);
  // The 15th and 17 days are past the end of every month, and not yet in the middle of the next.
  return half.endsWith('15') ? halfOf(addDays(half, 17)) : addDays(half, 14);
}
