import { DAY, MINUTE, ZONE_OFFSET, type Instant } from './instant.js';

/**
 * A calendar day `YYYY-MM-DD` in Vietnam. Text, not Date: `new Date('2023-05-08')` is a moment in Greenwich,
 * and the day it names depends on who asks.
 */
export type PlainDate = string & { readonly kind: 'plain-date' };

/** Monday is 1, Sunday is 7, as in ISO-8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** @throws RangeError when the text is not an existing day between 1900 and 2199 */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`not a day YYYY-MM-DD between 1900 and 2199: ${text.slice(0, 40)}`);
  return text;
}

export function isPlainDate(text: string): text is PlainDate {
  if (!PATTERN.test(text) || text < '1900-01-01' || text > '2199-12-31') return false;
  const value = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(value) && new Date(value).toISOString().startsWith(text);
}

/** Days since 1970-01-01, for arithmetic and for arrays indexed by day. */
export function dayNumber(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function fromDayNumber(days: number): PlainDate {
  return new Date(days * DAY).toISOString().slice(0, 10) as PlainDate;
}

export function localDayNumber(at: Instant): number {
  return Math.floor((at + ZONE_OFFSET) / DAY);
}

export function localDate(at: Instant): PlainDate {
  return fromDayNumber(localDayNumber(at));
}

/** Minutes since local midnight, 0 to 1439. */
export function minuteOfDay(at: Instant): number {
  const local = at + ZONE_OFFSET;
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
}

/** Local 00:00 at which the day begins. */
export function startOfDay(date: PlainDate): Instant {
  return (dayNumber(date) * DAY - ZONE_OFFSET) as Instant;
}

/** @param minutes minutes since local midnight; 1440 is the midnight that ends the day */
export function atMinute(date: PlainDate, minutes: number): Instant {
  return (startOfDay(date) + minutes * MINUTE) as Instant;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

export function weekdayOf(date: PlainDate): Weekday {
  return weekdayOfNumber(dayNumber(date));
}

/** 1970-01-01 was a Thursday. */
export function weekdayOfNumber(days: number): Weekday {
  return (((((days + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4));
}
