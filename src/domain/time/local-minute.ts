import { DAY, MINUTE, ZONE_OFFSET, type Instant } from './instant.js';

export const MINUTES_A_DAY = DAY / MINUTE;

/**
 * Whole minutes since 1970-01-01T00:00 on the wall clock of Vietnam: what the calendar counts in. Seconds are
 * cut off, so they never cost anybody anything. 32 bits hold it for any year a desk will see.
 */
export function localMinute(at: Instant): number {
  return Math.floor((at + ZONE_OFFSET) / MINUTE);
}

export function fromLocalMinute(minute: number): Instant {
  return (minute * MINUTE - ZONE_OFFSET) as Instant;
}

/** Days since 1970-01-01 of the local day in which the minute lies; 00:00 belongs to the day it begins. */
export function dayOfMinute(minute: number): number {
  return Math.floor(minute / MINUTES_A_DAY);
}
