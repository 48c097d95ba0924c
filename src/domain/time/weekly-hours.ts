import { MINUTES_A_DAY } from './local-minute.js';
import type { PlainDate, Weekday } from './plain-date.js';

/** Working time [opens, closes) in minutes since local midnight; 1440 is the midnight that ends the day. */
export interface Spell {
  readonly opens: number;
  readonly closes: number;
}

/**
 * The hours that count for time limits, by weekday, with dates (reference 4.1: Phú Yên changed them on 1/11/2021).
 * Hours in which a desk only receives dossiers do not belong here: a Saturday kept open for receipt is no
 * working day (R1).
 */
export interface WeeklyHours {
  readonly validFrom: PlainDate;
  /** the last day in force, inside; null while no end is known */
  readonly validTo: PlainDate | null;
  readonly spells: Readonly<Record<Weekday, readonly Spell[]>>;
}

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** @returns what is wrong with one day's spells, or null: whole minutes, in order, not overlapping, not empty */
export function spellsFault(spells: readonly Spell[]): string | null {
  let last = 0;
  for (const { opens, closes } of spells) {
    if (!Number.isInteger(opens) || !Number.isInteger(closes)) return 'hours must be whole minutes';
    if (opens < 0 || closes > MINUTES_A_DAY) return 'hours must lie between 00:00 and 24:00';
    if (opens >= closes) return 'opening must come before closing';
    if (opens < last) return 'hours must be in order and not overlap';
    last = closes;
  }
  return null;
}

/** @returns what is wrong with a set of weekly hours, or null: each well formed, no day under two of them */
export function weeklyHoursFault(weekly: readonly WeeklyHours[]): string | null {
  for (const { validFrom, validTo, spells } of weekly) {
    if (validTo !== null && validTo < validFrom) return `hours from ${validFrom} end before they begin`;
    for (const weekday of WEEKDAYS) {
      const fault = spellsFault(spells[weekday]);
      if (fault) return `hours from ${validFrom}, weekday ${weekday}: ${fault}`;
    }
  }
  const inOrder = [...weekly].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  for (const [index, { validFrom }] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before && (before.validTo === null || before.validTo >= validFrom)) {
      return `hours from ${before.validFrom} and from ${validFrom} overlap`;
    }
  }
  return null;
}
