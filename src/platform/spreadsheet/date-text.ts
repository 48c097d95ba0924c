import { instant, MINUTE, SECOND, type Instant } from '../../domain/time/instant.js';
import { isPlainDate, minuteOfDay, startOfDay, type PlainDate } from '../../domain/time/plain-date.js';
import { serialInstant } from './serial-date.js';
import type { Cell } from './table.js';

/** A moment a cell names; `dayOnly` when it says no time. */
export interface ReadMoment {
  readonly at: Instant;
  readonly dayOnly: boolean;
}

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};
const TOKEN = /yyyy|MM|dd|HH|mm|ss/g;
const PARTS = /yyyy|MM|dd|HH|mm|ss|[^A-Za-z]+/g;
const LAST_SECOND = 24 * 60 * 60;

/** One way of writing a date, e.g. `dd/MM/yyyy HH:mm`; one or two digits each but for the year. */
export class DateFormat {
  private constructor(private readonly pattern: RegExp) {}

  /** @returns null when the text is no format: a year, a month and a day once each, marks in between, perhaps a time */
  static of(text: string): DateFormat | null {
    const tokens: readonly string[] = text.match(TOKEN) ?? [];
    const whole = (text.match(PARTS) ?? []).join('') === text;
    const complete = ['yyyy', 'MM', 'dd'].every((token) => tokens.includes(token));
    const timed = !tokens.includes('mm') ? !tokens.includes('ss') && !tokens.includes('HH') : tokens.includes('HH');
    if (!whole || !complete || !timed || new Set(tokens).size < tokens.length) return null;
    const pattern = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(TOKEN, (token) => TOKENS[token] ?? '');
    return new DateFormat(new RegExp(`^${pattern}$`));
  }

  read(text: string): ReadMoment | null {
    const found = this.pattern.exec(text)?.groups;
    if (!found) return null;
    const { year = '', month = '', day = '', hour, minute = '0', second = '0' } = found;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const seconds = (Number(hour ?? 0) * 60 + Number(minute)) * 60 + Number(second);
    if (!isPlainDate(date) || Number(minute) > 59 || Number(second) > 59 || seconds >= LAST_SECOND) return null;
    return { at: (startOfDay(date) + seconds * SECOND) as Instant, dayOnly: hour === undefined };
  }
}

/** The moment a cell holds: a spreadsheet's number of days, or a text in one of the formats; null when it is none. */
export function readMoment(cell: Cell, formats: readonly DateFormat[], epoch: 1900 | 1904): ReadMoment | null {
  if (typeof cell === 'number') {
    const at = serialInstant(cell, epoch);
    return at === null ? null : { at, dayOnly: Number.isInteger(cell) };
  }
  const text = (cell ?? '').replaceAll(/\s+/g, ' ').trim();
  for (const format of formats) {
    const found = format.read(text);
    if (found) return found;
  }
  return isoMoment(text);
}

function isoMoment(text: string): ReadMoment | null {
  try {
    return { at: instant(text), dayOnly: false };
  } catch {
    return null;
  }
}

/** `07:30` → minutes of the day; null when it is no time. */
export function minutesOf(time: string): number | null {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour !== '' && Number(minute) < 60 && minutes < 24 * 60 ? minutes : null;
}

/** A day without a time happened at the given minute of it. */
export function atTime({ at, dayOnly }: ReadMoment, minutes: number): Instant {
  return dayOnly ? ((at + minutes * MINUTE) as Instant) : at;
}

/** `17/05/2023 08:30`, as people here write it. */
export function momentText(at: Instant, date: PlainDate): string {
  const [year, month, day] = date.split('-');
  const minutes = minuteOfDay(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
