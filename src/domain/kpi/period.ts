import { DomainError } from '../errors.js';
import { addDays, dayNumber, isPlainDate, type PlainDate } from '../time/plain-date.js';

/** Days, both inside. */
export interface DayRange {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * A reporting period. Statutory reports run from day 15 to day 14 (`day15`, NĐ 09/2019 and TT 01/2020; reference 6.2);
 * dashboards, and any code that is a month, run by the calendar (R27).
 */
export interface Period extends DayRange {
  /** `2023-05` | `2023-Q2` | `2023-6M` | `2023-9M` | `2023` | `2023-05-02..2023-05-19` */
  readonly code: string;
  readonly basis: 'calendar' | 'day15';
}

const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;
/** Longest text a code can have: two days and the dots between them. */
const LONGEST = 22;
/** Ten years and their leap days: enough for any comparison, and no figure is asked of all time by mistake. */
const MOST_DAYS = 3_653;

const SPANS: Readonly<Record<string, readonly [fromMonth: number, toMonth: number]>> = {
  Q1: [0, 3],
  Q2: [3, 6],
  Q3: [6, 9],
  Q4: [9, 12],
  '6M': [0, 6],
  '9M': [0, 9],
};

/**
 * Reads the code of a period as it stands in addresses and forms.
 *
 * @throws DomainError `request.invalid` when the text names no period
 */
export function parsePeriod(code: string): Period {
  const period = code.length <= LONGEST ? readPeriod(code) : null;
  if (!period) {
    const message = 'Kỳ báo cáo không hợp lệ: ghi 2023-05, 2023-Q2, 2023-6M, 2023-9M hoặc 2023.';
    throw new DomainError('request.invalid', 'not a reporting period', {}, [{ field: 'period', message }]);
  }
  return period;
}

function readPeriod(code: string): Period | null {
  const [from = '', to = ''] = code.split('..');
  if (isPlainDate(from) && isPlainDate(to) && code === `${from}..${to}`) {
    return isDayRange(from, to) ? { code, basis: 'calendar', from, to } : null;
  }
  const match = /^(\d{4})(?:-(\d{2}|Q[1-4]|[69]M))?$/.exec(code);
  const year = Number(match?.[1]);
  if (!match || year < FIRST_YEAR || year > LAST_YEAR) return null;
  const part = match[2];
  if (part === undefined) return day15(code, year, 0, 12);
  const span = SPANS[part];
  if (span) return day15(code, year, ...span);
  const month = Number(part);
  return month >= 1 && month <= 12 ? calendarMonth(year, month) : null;
}

/** Whether the days are in order and not further apart than anybody needs. */
export function isDayRange(from: PlainDate, to: PlainDate): boolean {
  return from <= to && dayNumber(to) - dayNumber(from) < MOST_DAYS;
}

/** Months are counted from the 15th of December before the year: span [0, 3) is 15/12 to 14/3. */
function day15(code: string, year: number, fromMonth: number, toMonth: number): Period {
  return { code, basis: 'day15', from: firstOf(year, fromMonth, 15), to: addDays(firstOf(year, toMonth, 15), -1) };
}

/** The year of statutory reports that the day belongs to: 15 December opens the next one. */
export function day15YearOf(day: PlainDate): Period {
  const year = Number(day.slice(0, 4)) + (day.slice(5) >= '12-15' ? 1 : 0);
  return day15(String(year), year, 0, 12);
}

/** Days after its end in which a period is still the one that people put together and hand in. */
const HANDING_IN = 30;

/** The year of statutory reports that people work on: for the first 30 days of a new one, the one before. */
export function yearAtHand(today: PlainDate): Period {
  return day15YearOf(addDays(today, -HANDING_IN));
}

/** The quarter of statutory reports that people work on: for the first 30 days of a new one, the one before. */
export function quarterAtHand(today: PlainDate): Period {
  const day = addDays(today, -HANDING_IN);
  const { code } = day15YearOf(day);
  const quarters = ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => parsePeriod(`${code}-${quarter}`));
  return quarters.find(({ to }) => day <= to) ?? day15YearOf(day);
}

/** @param month 1 to 12 */
function calendarMonth(year: number, month: number): Period {
  const from = firstOf(year, month, 1);
  return { code: from.slice(0, 7), basis: 'calendar', from, to: addDays(firstOf(year, month + 1, 1), -1) };
}

export function calendarMonthOf(day: PlainDate): Period {
  return calendarMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
}

/** @param quarter 1 to 4. By the calendar; `2023-Q2` in an address is the statutory quarter. */
export function calendarQuarter(year: number, quarter: number): DayRange {
  return { from: firstOf(year, 3 * quarter - 2, 1), to: addDays(firstOf(year, 3 * quarter + 1, 1), -1) };
}

export function calendarYear(year: number): DayRange {
  return { from: firstOf(year, 1, 1), to: firstOf(year, 12, 31) };
}

/** The calendar months ending with the one that holds `day`, oldest first. */
export function monthsUpTo(day: PlainDate, count: number): Period[] {
  const months = [calendarMonthOf(day)];
  for (let first = months[0]; first && months.length < count; first = months[0]) {
    months.unshift(calendarMonthOf(addDays(first.from, -1)));
  }
  return months;
}

/** The calendar months that the range touches, each cut to the days inside it. */
export function monthsWithin({ from, to }: DayRange): Period[] {
  const months: Period[] = [];
  for (let day = from; day <= to;) {
    const month = calendarMonthOf(day);
    months.push({ ...month, from: day, to: month.to < to ? month.to : to });
    day = addDays(month.to, 1);
  }
  return months;
}

export function daysWithin({ from, to }: DayRange): PlainDate[] {
  return Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, i) => addDays(from, i));
}

/** @param month may run over: 0 is December before, 13 is January after */
function firstOf(year: number, month: number, day: number): PlainDate {
  const at = year * 12 + month - 1;
  const months = String((at % 12) + 1).padStart(2, '0');
  return `${Math.floor(at / 12)}-${months}-${String(day).padStart(2, '0')}` as PlainDate;
}
