import type { PlainDate } from '../time/plain-date.js';

/** What a unit owes, and when it last gave. */
export interface Giving {
  readonly unitCode: string;
  readonly owed: number;
  /** day since which the oldest of it is owed */
  readonly owedSince: PlainDate;
  /** day of the last letter it issued; null: none ever */
  readonly lastIssued: PlainDate | null;
}

/** The part of a working calendar that is asked. */
export interface WorkingDays {
  /** working days after the one, through the other */
  workingDaysBetween(after: PlainDate, through: PlainDate): number;
}

/**
 * Working days on which a unit owed an apology and issued no letter, today inside: neither a letter to somebody else nor
 * an apology that is owed since this morning is silence.
 *
 * Source: issue 5 G.
 */
export function silentDays({ owedSince, lastIssued }: Giving, today: PlainDate, calendar: WorkingDays): number {
  const since = lastIssued !== null && lastIssued > owedSince ? lastIssued : owedSince;
  return calendar.workingDaysBetween(since, today);
}
