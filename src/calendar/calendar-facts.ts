import type { CalendarDay, DayKind } from '../domain/time/calendar-day.js';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate, Weekday } from '../domain/time/plain-date.js';
import type { Spell } from '../domain/time/weekly-hours.js';

/** Counter that every change of the calendar raises. */
export const CALENDAR_REVISION = 'calendar.revision';

/** `*` in weekly hours: everyone who has no hours of their own. */
export const EVERYONE = '*';

export const CONFIDENCES = ['high', 'medium', 'projected', 'low'] as const;

/** How sure the source of a day is. `low` is a mere proposal and is never loaded. */
export type Confidence = (typeof CONFIDENCES)[number];

/** A stored day that differs from the weekly hours, with where we know it from. */
export interface StoredDay {
  readonly date: PlainDate;
  readonly kind: DayKind;
  readonly name: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly spells: readonly Spell[] | null;
}

/** A year that stands in the calendar; one without a row carries no promise (R1). */
export interface StoredYear {
  readonly year: number;
  readonly state: 'official' | 'projected';
  readonly confirmedAt: Instant | null;
  readonly confirmedBy: string | null;
  readonly source: string;
}

/** One spell of work on a weekday, in force from a day on. */
export interface StoredSpell extends Spell {
  readonly unitCode: string;
  readonly validFrom: PlainDate;
  readonly weekday: Weekday;
}

/** A year as people look at it. */
export interface YearFacts extends StoredYear {
  /** promises in it may still move: a projection, confirmed or not */
  readonly provisional: boolean;
  readonly days: readonly StoredDay[];
}

/** May the year carry promises? An official one does, a projection once a leader confirmed it (R1). */
export function carriesPromises(year: StoredYear | undefined): boolean {
  return year !== undefined && (year.state === 'official' || year.confirmedAt !== null);
}

/** The day as the rules of time know it. */
export function toCalendarDay({ date, kind, name, spells }: StoredDay): CalendarDay {
  return spells ? { date, kind, name, spells } : { date, kind, name };
}
