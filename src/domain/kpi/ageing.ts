import { addDays, type PlainDate } from '../time/plain-date.js';

/** How long a dossier has been late, in local days: the day from which it is late is the first. */
export interface AgeBand {
  readonly from: number;
  /** null: no end */
  readonly to: number | null;
}

export const AGE_BANDS = [
  { from: 1, to: 2 },
  { from: 3, to: 5 },
  { from: 6, to: 10 },
  { from: 11, to: 20 },
  { from: 21, to: null },
] as const satisfies readonly AgeBand[];

/**
 * The days on which what is in a band today became late.
 *
 * @returns `since` null: ever so long ago
 */
export function lateDaysOf(
  { from, to }: AgeBand,
  today: PlainDate,
): { readonly since: PlainDate | null; readonly until: PlainDate } {
  return { since: to === null ? null : addDays(today, 1 - to), until: addDays(today, 1 - from) };
}
