import { DAY, SECOND, ZONE_OFFSET, type Instant } from '../../domain/time/instant.js';

/** Days from 1970-01-01 back to the day numbered 0; 1900 was no leap year, but the count believes so: from March on. */
const FIRST_DAY = { 1900: -25_569, 1904: -24_107 } as const;
const FIRST_TRUE_SERIAL = 61;
const LAST_SERIAL = 109_500;

/**
 * The instant that a spreadsheet's number of days means as a local time (UTC+7), to the second; null when it is no day
 * between March 1900 and 2199.
 */
export function serialInstant(serial: number, epoch: 1900 | 1904): Instant | null {
  if (!(serial >= FIRST_TRUE_SERIAL && serial <= LAST_SERIAL)) return null;
  const seconds = Math.round((serial * DAY) / SECOND);
  return (FIRST_DAY[epoch] * DAY + seconds * SECOND - ZONE_OFFSET) as Instant;
}
