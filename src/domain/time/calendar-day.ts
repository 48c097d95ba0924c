import type { PlainDate } from './plain-date.js';
import { spellsFault, type Spell, type WeeklyHours } from './weekly-hours.js';

/** Days that differ from the weekly hours (Labour Code art. 111-112; reference 4.3). The first three are off. */
export const DAY_KINDS = ['holiday', 'compensatory', 'swapped_off', 'swapped_work', 'short'] as const;

export type DayKind = (typeof DAY_KINDS)[number];

export type OffKind = 'holiday' | 'compensatory' | 'swapped_off';

export interface CalendarDay {
  readonly date: PlainDate;
  readonly kind: DayKind;
  /** as people know it, e.g. `Giỗ Tổ Hùng Vương (10/3 âm lịch)` */
  readonly name: string;
  /** demanded for `short`; `swapped_work` without its own is worked like a Monday; none for a day off */
  readonly spells?: readonly Spell[];
}

/** `projected` is computed by us; `confirmed` a projection that a leader lets carry promises (R1). */
export type YearState = 'official' | 'confirmed' | 'projected';

export interface CalendarYear {
  readonly year: number;
  readonly state: YearState;
}

/** All a calendar is made of: stored data, nothing computed, nothing assumed. */
export interface CalendarData {
  readonly weekly: readonly WeeklyHours[];
  readonly days: readonly CalendarDay[];
  readonly years: readonly CalendarYear[];
}

export function isOff(kind: DayKind): kind is OffKind {
  return kind === 'holiday' || kind === 'compensatory' || kind === 'swapped_off';
}

/** @returns what is wrong with the day, or null */
export function calendarDayFault({ kind, spells }: CalendarDay): string | null {
  if (isOff(kind)) return spells && spells.length > 0 ? 'a day off has no hours' : null;
  if (!spells) return kind === 'short' ? 'a short day needs its hours' : null;
  return spells.length === 0 ? 'a day that is worked needs hours' : spellsFault(spells);
}

/** Which hours are in force on the day; undefined when nobody has said. */
export function hoursInForce(weekly: readonly WeeklyHours[], date: PlainDate): WeeklyHours | undefined {
  return weekly.find(({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo));
}
