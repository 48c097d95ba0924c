import { WEEKDAYS, weeklyHoursFault, type WeeklyHours } from '../domain/time/weekly-hours.js';
import { addDays, type PlainDate, type Weekday } from '../domain/time/plain-date.js';
import type { RejectedRow } from '../platform/csv/import-report.js';
import { readCsv } from '../platform/csv/read-csv.js';
import { RowReader } from '../platform/csv/row-reader.js';
import { EVERYONE, type StoredSpell } from './calendar-facts.js';
import { readSpells } from './spell-text.js';

export interface ReadSpell {
  readonly line: number;
  readonly spell: StoredSpell;
}

export interface ReadHours {
  readonly rows: number;
  readonly spells: readonly ReadSpell[];
  readonly rejected: readonly RejectedRow[];
}

const COLUMNS = { required: ['unitCode', 'validFrom', 'weekday', 'opens', 'closes'] };
const UNIT = /^(?:\*|[0-9A-Z.]{2,40})$/;

/** Reads a file of working hours: a row per spell; the rows of one unit and first day are one set. */
export function readHours(text: string): ReadHours {
  const file = readCsv(text, COLUMNS);
  const rejected = [...file.rejected];
  const spells: ReadSpell[] = [];
  for (const row of file.rows) {
    const read = new RowReader(row);
    const unitCode = read.matching('unitCode', UNIT, 'Phải là mã đơn vị, hoặc * cho mọi đơn vị');
    const validFrom = read.day('validFrom');
    const weekday = read.integer('weekday', 1, 7) as Weekday;
    const spell = readSpells(`${read.text('opens', 5)}-${read.text('closes', 5)}`);
    if (spell === 'faulty') read.refuse('opens', 'Giờ phải có dạng 07:30, mở trước đóng');
    rejected.push(...read.faults);
    if (read.faults.length > 0 || spell === null || spell === 'faulty') continue;
    spells.push(...spell.map((one) => ({ line: row.line, spell: { unitCode, validFrom, weekday, ...one } })));
  }
  rejected.push(...overlaps(spells), ...mondayless(spells));
  return { rows: file.rows.length + file.rejected.length, spells, rejected };
}

function overlaps(read: readonly ReadSpell[]): RejectedRow[] {
  const units = [...new Set(read.map(({ spell }) => spell.unitCode))];
  return units.flatMap((unitCode) => {
    const own = read.filter(({ spell }) => spell.unitCode === unitCode);
    const fault = weeklyHoursFault(
      weeklySets(
        own.map(({ spell }) => spell),
        unitCode,
      ),
    );
    const message = 'Giờ của một ngày bị chồng lên nhau';
    return fault === null ? [] : [{ line: own[0]?.line ?? 1, field: 'opens', message }];
  });
}

/** A Saturday worked in exchange is worked like a Monday (domain/time/calendar-day.ts), so a Monday must have hours. */
function mondayless(read: readonly ReadSpell[]): RejectedRow[] {
  const monday = read.filter(({ spell }) => spell.weekday === 1);
  const without = read.filter(({ spell }) => !inSameSet(monday, spell));
  return without
    .filter(({ spell }, i) => !inSameSet(without.slice(0, i), spell))
    .map(({ line }) => ({ line, field: 'weekday', message: 'Bộ giờ thiếu giờ làm việc ngày thứ Hai' }));
}

/**
 * @returns the lines whose set would rewrite hours that were already worked by: a new set of a unit with hours
 * begins after today, one in force stays as it is
 */
export function hoursAlreadyWorked(
  read: readonly ReadSpell[],
  stored: readonly StoredSpell[],
  today: PlainDate,
): RejectedRow[] {
  const same = (a: StoredSpell, b: StoredSpell): boolean => JSON.stringify(fields(a)) === JSON.stringify(fields(b));
  const firstLoad = !stored.some(({ unitCode }) => unitCode === EVERYONE);
  if (firstLoad) return [];
  const message = 'Giờ đã áp dụng thì không sửa: bộ giờ mới bắt đầu từ ngày mai trở đi';
  const added = read
    .filter(({ spell }) => spell.validFrom <= today && !stored.some((known) => same(known, spell)))
    .map(({ line }) => ({ line, field: 'validFrom', message }));
  const dropped = stored
    .filter((known) => known.validFrom <= today && inSameSet(read, known))
    .filter((known) => !read.some(({ spell }) => same(spell, known)))
    .map((known) => ({ line: inSameSet(read, known)?.line ?? 1, field: 'weekday', message }));
  return [...added, ...dropped];
}

function inSameSet(read: readonly ReadSpell[], known: StoredSpell): ReadSpell | undefined {
  return read.find(({ spell }) => spell.unitCode === known.unitCode && spell.validFrom === known.validFrom);
}

function fields({ unitCode, validFrom, weekday, opens, closes }: StoredSpell): readonly (string | number)[] {
  return [unitCode, validFrom, weekday, opens, closes];
}

/** The unit's own sets; before the first of them, and without any, those of everyone. Each ends where the next begins. */
export function weeklySets(stored: readonly StoredSpell[], unitCode: string): WeeklyHours[] {
  const own = firstDays(stored, unitCode);
  const general = unitCode === EVERYONE ? [] : firstDays(stored, EVERYONE).filter((day) => !own[0] || day < own[0]);
  const starts = [
    ...general.map((validFrom) => ({ validFrom, unit: EVERYONE })),
    ...own.map((validFrom) => ({ validFrom, unit: unitCode })),
  ];
  return starts.map(({ validFrom, unit }, i) => {
    const next = starts[i + 1];
    const set = stored.filter((spell) => spell.unitCode === unit && spell.validFrom === validFrom);
    return { validFrom, validTo: next ? addDays(next.validFrom, -1) : null, spells: byWeekday(set) };
  });
}

function firstDays(stored: readonly StoredSpell[], unitCode: string): PlainDate[] {
  const days = stored.filter((spell) => spell.unitCode === unitCode).map(({ validFrom }) => validFrom);
  return [...new Set(days)].sort();
}

function byWeekday(set: readonly StoredSpell[]): WeeklyHours['spells'] {
  const of = (weekday: Weekday): { opens: number; closes: number }[] =>
    set
      .filter((spell) => spell.weekday === weekday)
      .map(({ opens, closes }) => ({ opens, closes }))
      .sort((a, b) => a.opens - b.opens);
  return Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, of(weekday)])) as unknown as WeeklyHours['spells'];
}
