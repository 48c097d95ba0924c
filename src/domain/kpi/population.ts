import type { Ending, Outcome } from '../dossier/dossier.js';
import type { Timeliness } from '../dossier/timeliness.js';
import type { Instant } from '../time/instant.js';
import type { PlainDate } from '../time/plain-date.js';
import { NO_COUNTS, type Counts } from './on-time-rate.js';
import type { DayRange } from './period.js';

/** The frozen columns by which a dossier is counted. Voided and never accepted ones are not handed in (R23). */
export interface CountedDossier {
  readonly acceptedDay: PlainDate;
  readonly finishedDay: PlainDate | null;
  /** null while it is open */
  readonly timeliness: Timeliness | null;
  readonly ending: Ending | null;
  readonly outcome: Outcome | null;
  /** first instant at which it is late, and its local day; both null only while it waits for the citizen unbreached */
  readonly lateFrom: Instant | null;
  readonly lateFromDay: PlainDate | null;
}

/**
 * The definition of every figure: what the period [A, B] counts, as it stood at the end of day B. SQL and bins are
 * only faster ways to say the same, and are tested against this.
 *
 * @param now the present moment. A day that has not ended cannot be judged at its end: until then, what is open is
 *            overdue only from its `lateFrom` on. For past days the end of B comes first and `now` changes nothing.
 * Source: reference 6.1 and R20 (in progress is judged at B, not later), R23, R24.
 */
export function countIn(dossiers: Iterable<CountedDossier>, { from, to }: DayRange, now: Instant): Counts {
  const counts = { ...NO_COUNTS };
  for (const dossier of dossiers) {
    const { acceptedDay, finishedDay } = dossier;
    if (acceptedDay >= from && acceptedDay <= to) counts.received += 1;
    if (acceptedDay < from && (finishedDay === null || finishedDay >= from)) counts.carried += 1;
    if (finishedDay !== null && finishedDay >= from && finishedDay <= to) {
      if (dossier.timeliness === 'early') counts.early += 1;
      if (dossier.timeliness === 'on_time') counts.onTime += 1;
      if (dossier.timeliness === 'late') counts.late += 1;
      if (dossier.ending === 'withdrawn') counts.withdrawn += 1;
      if (dossier.ending === 'stopped') counts.stopped += 1;
      if (dossier.ending === 'completed' && dossier.outcome === 'refused') counts.refused += 1;
    }
    if (acceptedDay <= to && (finishedDay === null || finishedDay > to)) {
      if (isOverdue(dossier, to, now)) counts.overdue += 1;
      else counts.inTime += 1;
    }
  }
  return counts;
}

function isOverdue({ lateFrom, lateFromDay }: CountedDossier, endOf: PlainDate, now: Instant): boolean {
  return lateFrom !== null && lateFromDay !== null && lateFromDay <= endOf && lateFrom <= now;
}
