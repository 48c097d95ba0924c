import { localMinute } from './local-minute.js';
import type { Instant } from './instant.js';
import { localDate, minuteOfDay, weekdayOf } from './plain-date.js';
import type { Spell } from './weekly-hours.js';
import type { WorkingCalendar } from './working-calendar.js';

/** What is received now counts from this minute; from the next working day, the desk being open; or the desk is closed. */
export type Reception = 'working' | 'saturday' | 'closed';

/**
 * Whether a desk is open at a moment. A Saturday on which it only receives is no working day: no limit counts it, and
 * a limit in hours begins on the next working day (R1, R2; reference 4.1). One that is a holiday has no session; one
 * that is swapped is a working day like others.
 *
 * @param saturday hours of the session, minutes since local midnight; null: there is none
 * @throws DomainError `calendar.missing`
 */
export function receptionAt(calendar: WorkingCalendar, saturday: readonly Spell[] | null, at: Instant): Reception {
  const minute = localMinute(at);
  const day = localDate(at);
  const worked = calendar.isWorkingDay(day);
  if (worked && calendar.timeline.startOf(minute) === minute) return 'working';
  const session = !worked && weekdayOf(day) === 6 && calendar.dayOff(day) === null;
  const now = minuteOfDay(at);
  const open = session && (saturday ?? []).some(({ opens, closes }) => opens <= now && now < closes);
  return open ? 'saturday' : 'closed';
}
