import { calendarDayFault, DAY_KINDS } from '../domain/time/calendar-day.js';
import { yearOf, type PlainDate } from '../domain/time/plain-date.js';
import type { RejectedRow } from '../platform/csv/import-report.js';
import { readCsv, type CsvRow } from '../platform/csv/read-csv.js';
import { RowReader } from '../platform/csv/row-reader.js';
import { CONFIDENCES, toCalendarDay, type StoredDay } from './calendar-facts.js';
import { readSpells } from './spell-text.js';

export interface ReadDay {
  readonly line: number;
  readonly day: StoredDay;
}

export interface ReadDays {
  readonly rows: number;
  readonly days: readonly ReadDay[];
  readonly rejected: readonly RejectedRow[];
}

const COLUMNS = { required: ['date', 'kind', 'name', 'source', 'confidence'], optional: ['spells'] };

/** Reads a file of days off and swapped days; each row on its own, then the rows together. */
export function readDays(text: string): ReadDays {
  const file = readCsv(text, COLUMNS);
  const rejected = [...file.rejected];
  const days: ReadDay[] = [];
  const seen = new Set<PlainDate>();
  for (const row of file.rows) {
    const { day, faults } = readDay(row);
    if (seen.has(day.date)) faults.push({ line: row.line, field: 'date', message: 'Ngày này đã có ở dòng trên' });
    seen.add(day.date);
    rejected.push(...faults);
    if (faults.length === 0) days.push({ line: row.line, day });
  }
  rejected.push(...mixedYears(days));
  return { rows: file.rows.length + file.rejected.length, days, rejected };
}

function readDay(row: CsvRow): { day: StoredDay; faults: RejectedRow[] } {
  const read = new RowReader(row);
  const spells = readSpells(read.textOrNull('spells', 60));
  const day: StoredDay = {
    date: read.day('date'),
    kind: read.oneOf('kind', DAY_KINDS),
    name: read.text('name', 200),
    source: read.text('source', 400),
    confidence: read.oneOf('confidence', CONFIDENCES),
    spells: spells === 'faulty' ? null : spells,
  };
  if (spells === 'faulty') read.refuse('spells', 'Giờ phải có dạng 07:30-11:30 13:30-17:00');
  else if (calendarDayFault(toCalendarDay(day))) {
    read.refuse('spells', 'Giờ không hợp với loại ngày: ngày nghỉ không có giờ, ngày làm ngắn phải có giờ');
  }
  if (day.confidence === 'low') read.refuse('confidence', 'Mới là đề xuất, chưa có quyết định: không nạp');
  return { day, faults: read.faults };
}

/** A year is either decided or computed; half and half cannot be explained to anybody. */
function mixedYears(days: readonly ReadDay[]): RejectedRow[] {
  const first = new Map<number, boolean>();
  return days.flatMap(({ line, day }) => {
    const projected = day.confidence === 'projected';
    const known = first.get(yearOf(day.date));
    first.set(yearOf(day.date), known ?? projected);
    if (known === undefined || known === projected) return [];
    return [{ line, field: 'confidence', message: 'Một năm không thể vừa chính thức vừa dự kiến' }];
  });
}
