import type { Counts } from '../domain/kpi/on-time-rate.js';
import type { DayRange } from '../domain/kpi/period.js';
import type { PlainDate } from '../domain/time/plain-date.js';

/** A number of a report that can be opened. */
type Measure = Exclude<keyof Counts, 'carried' | 'withdrawn' | 'stopped' | 'refused'> | 'resolved';

export interface Figure extends DayRange {
  readonly unitCode: string;
  readonly measure: Measure;
  /** one row of a report; null is its total */
  readonly row: {
    readonly by: 'unit' | 'field' | 'procedure' | 'channel' | 'month' | 'day';
    readonly key: string;
  } | null;
}

const TIMELINESS: Readonly<Partial<Record<Measure, string>>> = {
  early: 'early',
  onTime: 'on_time',
  late: 'late',
  inTime: 'in_time',
  overdue: 'overdue',
};

/**
 * Every number is a door: the list of exactly the dossiers behind a figure, in the filters of `GET /dossiers`.
 * For rows by month or day hand in the days of the row itself.
 *
 * @returns null where the list cannot say it: what stood open at the end of a day already past
 */
export function dossiersHref({ unitCode, from, to, measure, row }: Figure, today: PlainDate): string | null {
  const stock = measure === 'inTime' || measure === 'overdue';
  if (stock && to < today) return null;
  const query = new URLSearchParams({ responsible: row?.by === 'unit' ? row.key : unitCode });
  if (row && row.by !== 'unit' && row.by !== 'month' && row.by !== 'day') query.set(row.by, row.key);
  const timeliness = TIMELINESS[measure];
  if (timeliness !== undefined) query.set('timeliness', timeliness);
  if (measure === 'received') setDays(query, 'accepted', { from, to });
  else if (!stock) setDays(query, 'finished', { from, to });
  return `/dossiers?${query.toString()}`;
}

function setDays(query: URLSearchParams, which: 'accepted' | 'finished', { from, to }: DayRange): void {
  query.set(`${which}From`, from);
  query.set(`${which}To`, to);
}
