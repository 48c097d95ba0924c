import type { Counts } from '../domain/kpi/on-time-rate.js';
import type { DayRange } from '../domain/kpi/period.js';
import { addDays, type PlainDate } from '../domain/time/plain-date.js';

/** A number of a report that can be opened. */
type Measure = Exclude<keyof Counts, 'withdrawn' | 'stopped' | 'refused'> | 'resolved' | 'inProgress';

export interface Figure extends DayRange {
  readonly unitCode: string;
  readonly measure: Measure;
  /** one row of a report; null is its total */
  readonly row: {
    readonly by: 'unit' | 'field' | 'procedure' | 'channel' | 'month' | 'day';
    readonly key: string;
  } | null;
  /** what the whole report is narrowed to; a row of the same kind stands in its place */
  readonly only?: Only;
}

/** The filters of a report by the names that they have in addresses. */
export interface Only {
  readonly field?: string | undefined;
  readonly procedure?: string | undefined;
  readonly channel?: string | undefined;
}

const TIMELINESS: Readonly<Partial<Record<Measure, string>>> = {
  early: 'early',
  onTime: 'on_time',
  late: 'late',
  inTime: 'in_time',
  overdue: 'overdue',
};

/** Filters of what stood open at the end of a day. */
const STOCK: Readonly<Partial<Record<Measure, string>>> = {
  carried: 'openOn',
  inProgress: 'openOn',
  inTime: 'inTimeOn',
  overdue: 'overdueOn',
};

/**
 * Every number is a door: the list of exactly the dossiers behind a figure, in the filters of `GET /dossiers`.
 * For rows by month or day hand in the days of the row itself.
 */
export function dossiersHref({ unitCode, from, to, measure, row, only = {} }: Figure, today: PlainDate): string {
  const query = new URLSearchParams({ responsible: row?.by === 'unit' ? row.key : unitCode });
  for (const [name, value] of Object.entries(only)) if (value !== undefined) query.set(name, String(value));
  if (row && row.by !== 'unit' && row.by !== 'month' && row.by !== 'day') query.set(row.by, row.key);
  const stock = STOCK[measure];
  const timeliness = TIMELINESS[measure];
  // What stands open today stands in the lists of today; of a day past, only the dossier itself can tell.
  if (stock !== undefined && (timeliness === undefined || to < today)) {
    query.set(stock, measure === 'carried' ? addDays(from, -1) : to);
    query.set('sort', 'accepted');
    return `/dossiers?${query.toString()}`;
  }
  if (timeliness !== undefined) query.set('timeliness', timeliness);
  if (measure === 'received') setDays(query, 'accepted', { from, to });
  else if (stock === undefined) setDays(query, 'finished', { from, to });
  return `/dossiers?${query.toString()}`;
}

function setDays(query: URLSearchParams, which: 'accepted' | 'finished', { from, to }: DayRange): void {
  query.set(`${which}From`, from);
  query.set(`${which}To`, to);
}
