import { yearOf, type PlainDate } from '../domain/time/plain-date.js';
import type { RejectedRow } from '../platform/csv/import-report.js';
import { carriesPromises, type StoredDay, type StoredYear } from './calendar-facts.js';
import type { CalendarChange } from './calendar.repository.js';
import type { ReadDay } from './days-import.js';

export interface Stored {
  readonly days: readonly StoredDay[];
  readonly years: readonly StoredYear[];
}

export interface DaysPlan {
  readonly change: CalendarChange;
  readonly rejected: readonly RejectedRow[];
}

/** Days the law fixes by the solar calendar (Labour Code art. 112): a file without them is not a whole year. */
const FIXED_HOLIDAYS = ['01-01', '04-30', '05-01', '09-02'];

/**
 * What loading these days would change. A file that holds a whole year replaces that year; single days are added
 * to it. A year becomes known only by a whole file. Nothing already past moves in a year that carries promises,
 * a projection never takes the place of an official year or of one that a leader confirmed.
 */
export function planDays(read: readonly ReadDay[], stored: Stored, today: PlainDate, source: string): DaysPlan {
  const plans = [...byYear(read)].map(([year, rows]) => planYear({ year, rows, source }, stored, today));
  return {
    change: {
      remove: plans.flatMap(({ change }) => change.remove),
      days: plans.flatMap(({ change }) => change.days),
      years: plans.flatMap(({ change }) => change.years),
    },
    rejected: plans.flatMap(({ rejected }) => rejected),
  };
}

interface YearFile {
  readonly year: number;
  readonly rows: readonly ReadDay[];
  readonly source: string;
}

function planYear(file: YearFile, stored: Stored, today: PlainDate): DaysPlan {
  const known = stored.years.find(({ year }) => year === file.year);
  const before = new Map(stored.days.filter(({ date }) => yearOf(date) === file.year).map((day) => [day.date, day]));
  const whole = isWholeYear(file);
  const given = new Set(file.rows.map(({ day }) => day.date));
  const change: CalendarChange = {
    remove: whole ? [...before.keys()].filter((date) => !given.has(date)) : [],
    days: file.rows.map(({ day }) => day).filter((day) => !sameDay(before.get(day.date), day)),
    years: whole ? newYear(file, known) : [],
  };
  return { change, rejected: refusals(file, change, { known, before, today }) };
}

interface Ground {
  readonly known: StoredYear | undefined;
  readonly before: ReadonlyMap<PlainDate, StoredDay>;
  readonly today: PlainDate;
}

function refusals(file: YearFile, change: CalendarChange, { known, before, today }: Ground): RejectedRow[] {
  const firstLine = file.rows[0]?.line ?? 1;
  if (!known) return [];
  if (isProjected(file) && known.state === 'official') {
    return [{ line: firstLine, field: 'confidence', message: `Năm ${file.year} đã có lịch chính thức` }];
  }
  if (!carriesPromises(known)) return [];
  const counts = change.days.filter((day) => !countsAlike(before.get(day.date), day));
  if (isProjected(file) && counts.length + change.remove.length > 0) {
    const message = `Lịch dự kiến năm ${file.year} đã được xác nhận: chỉ lịch chính thức mới thay được`;
    return [{ line: firstLine, field: 'confidence', message }];
  }
  const gone = change.remove
    .filter((date) => date <= today)
    .map((date) => ({ line: firstLine, field: 'date', message: `Tệp thiếu ngày đã qua ${date}` }));
  const moved = file.rows
    .filter(({ day }) => day.date <= today && counts.includes(day))
    .map(({ line }) => ({ line, field: 'date', message: 'Ngày đã qua: sửa từng ngày, có lý do' }));
  return [...gone, ...moved];
}

/** The confirmation stays on record when the official notice comes; it is history then. */
function newYear(file: YearFile, known: StoredYear | undefined): StoredYear[] {
  const state = isProjected(file) ? 'projected' : 'official';
  if (known?.state === state) return [];
  const { confirmedAt = null, confirmedBy = null } = known ?? {};
  return [{ year: file.year, state, confirmedAt, confirmedBy, source: file.source }];
}

function isWholeYear({ year, rows }: YearFile): boolean {
  const holidays = new Set(rows.filter(({ day }) => day.kind === 'holiday').map(({ day }) => String(day.date)));
  return FIXED_HOLIDAYS.every((date) => holidays.has(`${year}-${date}`));
}

function isProjected({ rows }: YearFile): boolean {
  return rows.some(({ day }) => day.confidence === 'projected');
}

/** Does the day weigh the same in a time limit? Its name and source may be corrected at any time. */
export function countsAlike(a: StoredDay | undefined, b: StoredDay | undefined): boolean {
  const weight = (day: StoredDay | undefined): string => JSON.stringify(day ? [day.kind, day.spells] : null);
  return weight(a) === weight(b);
}

function sameDay(a: StoredDay | undefined, b: StoredDay): boolean {
  if (!a || !countsAlike(a, b)) return false;
  return a.name === b.name && a.source === b.source && a.confidence === b.confidence;
}

function byYear(read: readonly ReadDay[]): Map<number, ReadDay[]> {
  const years = new Map<number, ReadDay[]>();
  for (const row of read) years.set(yearOf(row.day.date), [...(years.get(yearOf(row.day.date)) ?? []), row]);
  return years;
}
