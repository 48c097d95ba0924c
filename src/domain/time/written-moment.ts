import type { Instant } from './instant.js';
import { atMinute, isPlainDate, type PlainDate } from './plain-date.js';

/** A moment as people write it by hand: either part may be left out. */
export interface WrittenMoment {
  readonly day: PlainDate | null;
  /** of the day, 0 to 1439 */
  readonly minute: number | null;
}

const CLOCK = /^([01]?\d|2[0-3])(?:[:h.g]([0-5]\d)?|([0-5]\d))?$/;
const DAY = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$/;

/**
 * Reads `8:20`, `8h20`, `0820`, `8h`, `19/5`, `19/05/2023`, `16:00 19/5` and `19/5/23 16h`.
 *
 * @param from a day without a year is the first such day that is not before this one
 * @returns null when it says no moment
 */
export function readWrittenMoment(text: string, from: PlainDate): WrittenMoment | null {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  if (parts.length > 2 || parts[0] === '') return null;
  const days = parts.filter((part) => /[/-]/.test(part));
  const clocks = parts.filter((part) => !/[/-]/.test(part));
  if (days.length > 1 || clocks.length > 1) return null;
  const day = days[0] === undefined ? null : dayOf(days[0], from);
  const minute = clocks[0] === undefined ? null : minuteOf(clocks[0]);
  const unread = (days.length > 0 && day === null) || (clocks.length > 0 && minute === null);
  return unread ? null : { day, minute };
}

/** @param day taken where none was written @param minute the same of the time */
export function momentWritten(written: WrittenMoment, day: PlainDate, minute: number): Instant {
  return atMinute(written.day ?? day, written.minute ?? minute);
}

function minuteOf(text: string): number | null {
  const found = CLOCK.exec(text);
  return found && Number(found[1]) * 60 + Number(found[2] ?? found[3] ?? 0);
}

function dayOf(text: string, from: PlainDate): PlainDate | null {
  const [, d = '', m = '', y] = DAY.exec(text) ?? [];
  if (d === '') return null;
  const on = (year: number): string => `${String(year)}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  if (y !== undefined) return known(on(y.length === 2 ? 2000 + Number(y) : Number(y)));
  const year = Number(from.slice(0, 4));
  const [first, second] = [known(on(year)), known(on(year + 1))];
  return first !== null && first >= from ? first : second;
}

function known(text: string): PlainDate | null {
  return isPlainDate(text) ? text : null;
}
