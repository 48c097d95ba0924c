import type { Instant } from '../time/instant.js';
import { addDays, atMinute, localDate, minuteOfDay } from '../time/plain-date.js';

/** From this minute of the evening until that of the morning nobody is written to. */
const EVENING = 20 * 60;
const MORNING = 7 * 60;

/** Is it an hour at which citizens are left in peace? Desk.md 1: messages to them wait till 07:00. */
export function isQuiet(at: Instant): boolean {
  const minute = minuteOfDay(at);
  return minute >= EVENING || minute < MORNING;
}

/** The first instant from `at` on at which a message to a citizen may leave: `at` itself by day, else 07:00 local. */
export function byDay(at: Instant): Instant {
  if (!isQuiet(at)) return at;
  const today = localDate(at);
  return atMinute(minuteOfDay(at) < MORNING ? today : addDays(today, 1), MORNING);
}
