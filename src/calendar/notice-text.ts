import { isOff, type DayKind } from '../domain/time/calendar-day.js';
import { addDays, isPlainDate, weekdayOf, type PlainDate } from '../domain/time/plain-date.js';
import type { Spell } from '../domain/time/weekly-hours.js';
import { nameOfDay, occasionOf } from './notice-names.js';
import { noticeTokens, plainLine, takeHours, type NoticeToken, type WrittenDay } from './notice-tokens.js';

/** Why a line was not understood; the words are `notice.unclear.<reason>`. */
export type Unclear =
  | 'no_day'
  | 'no_kind'
  | 'no_year'
  | 'no_such_day'
  | 'wrong_weekday'
  | 'range'
  | 'work_on_weekday'
  | 'hours'
  | 'said_twice';

/** What a notice says about one day; `ordinary` takes back whatever was special about it. */
export interface NoticeDay {
  readonly line: number;
  readonly date: PlainDate;
  readonly kind: DayKind | 'ordinary';
  readonly name: string;
  readonly spells: readonly Spell[] | null;
}

export interface NoticeLine {
  /** from 1; empty lines are counted and left out */
  readonly line: number;
  readonly text: string;
  readonly days: readonly NoticeDay[];
  /** null when the whole line was understood: a line is understood whole or not at all */
  readonly unclear: Unclear | null;
}

const LONGEST_RANGE = 31;

/** What begins another statement within a line, the longest words first. */
const VERBS =
  /làm việc bình thường|đi làm bình thường|làm bình thường|ngày thường|(?:đi )?làm (?:việc )?bù|nghỉ bù|(?:nghỉ )?hoán đổi(?: (?:các )?ngày làm việc)?|nghỉ|làm việc|chỉ làm|làm/g;

type Meaning = DayKind | 'ordinary' | 'swap';

/**
 * Reads a notice of days off as people paste it: a statement a line, in the usual ways of writing days. What it does
 * not understand it says; it never guesses a day.
 */
export function readNotice(text: string): NoticeLine[] {
  const lines: NoticeLine[] = [];
  const seen = new Map<PlainDate, NoticeDay['kind']>();
  let year: number | null = null;
  for (const [index, written] of text.split(/\r\n|\r|\n/).entries()) {
    if (written.trim() === '') continue;
    const read = readLine(written, index + 1, year);
    year = read.year ?? year;
    const twice = read.days.some(({ date, kind }) => (seen.get(date) ?? kind) !== kind);
    const unclear = read.unclear ?? (twice ? 'said_twice' : null);
    const days = unclear === null ? read.days.filter(({ date }) => !seen.has(date)) : [];
    for (const { date, kind } of days) seen.set(date, kind);
    lines.push({ line: index + 1, text: written.trim(), days, unclear });
  }
  return lines;
}

interface ReadLine {
  readonly days: readonly NoticeDay[];
  readonly unclear: Unclear | null;
  /** the last year the line names */
  readonly year: number | null;
}

interface Statement {
  readonly meaning: Meaning | null;
  readonly tokens: readonly NoticeToken[];
}

function readLine(written: string, line: number, lastYear: number | null): ReadLine {
  const { rest, spells } = takeHours(plainLine(written));
  const year = Number(/năm (\d{4})/.exec(rest)?.[1] ?? 0) || null;
  const tokens = noticeTokens(rest);
  const all = tokens.filter((token) => token.type === 'day');
  const named = all.findLast((day) => day.year !== null)?.year ?? year;
  if (all.length === 0) return { days: [], unclear: 'no_day', year: named };
  const days: NoticeDay[] = [];
  const occasion = occasionOf(rest);
  try {
    for (const { meaning, tokens: own } of statementsOf(rest, tokens, occasion)) {
      for (const { date, kind } of datesOf(own, meaning, named ?? lastYear)) {
        const day = { line, date, kind, name: '', spells: isWorked(kind) ? spells : null };
        demandFits(day);
        days.push(day);
      }
    }
  } catch (error) {
    if (error instanceof NotUnderstood) return { days: [], unclear: error.reason, year: named };
    throw error;
  }
  return { days: days.map((day) => ({ ...day, name: nameOfDay(day, occasion, days) })), unclear: null, year: named };
}

/** Each verb with the days that follow it; days before the first verb belong to it. */
function statementsOf(line: string, tokens: readonly NoticeToken[], occasion: string | null): Statement[] {
  const verbs = [...line.matchAll(VERBS)].filter(({ index }) => !/\p{L}/u.test(line.charAt(index - 1)));
  const worksToo = verbs.some(([verb]) => verb.includes('bù') && verb.includes('làm'));
  const pieces = (verbs.length === 0 ? [undefined] : verbs).map((verb, i): Statement => {
    const from = i === 0 ? 0 : (verb?.index ?? 0);
    const to = verbs[i + 1]?.index ?? line.length;
    const own = tokens.filter(({ at }) => at >= from && at < to);
    return { meaning: meaningOf(verb?.[0], worksToo, occasion), tokens: own };
  });
  return merged(pieces);
}

/** "nghỉ hoán đổi … nghỉ 02/01": a verb without days of its own only colours the next. */
function merged(pieces: readonly Statement[]): Statement[] {
  const done: Statement[] = [];
  let coming: Statement | null = null;
  for (const piece of pieces) {
    const meaning: Meaning | null = coming?.meaning === 'swap' && piece.meaning === 'holiday' ? 'swap' : piece.meaning;
    const joined: Statement = coming
      ? { meaning: meaning ?? coming.meaning, tokens: [...coming.tokens, ...piece.tokens] }
      : piece;
    if (daysOf(joined.tokens).length === 0) coming = joined;
    else {
      done.push(joined);
      coming = null;
    }
  }
  return done;
}

function meaningOf(verb: string | undefined, worksToo: boolean, occasion: string | null): Meaning | null {
  if (verb === undefined) return occasion === null ? null : 'holiday';
  if (verb.includes('thường')) return 'ordinary';
  if (verb.includes('làm') && verb.includes('bù')) return 'swapped_work';
  if (verb === 'nghỉ bù') return 'compensatory';
  if (verb.includes('hoán đổi')) return 'swap';
  if (verb === 'nghỉ') return worksToo && occasion === null ? 'swap' : 'holiday';
  return 'short';
}

/** The days a statement is about: those in brackets only where there are no others. */
function daysOf(tokens: readonly NoticeToken[]): readonly WrittenDay[] {
  const days = tokens.filter((token) => token.type === 'day');
  const main = days.filter(({ aside }) => !aside);
  return main.length > 0 ? main : days;
}

function datesOf(
  tokens: readonly NoticeToken[],
  meaning: Meaning | null,
  lastYear: number | null,
): { date: PlainDate; kind: NoticeDay['kind'] }[] {
  if (meaning === null) throw new NotUnderstood('no_kind');
  const days = daysOf(tokens);
  const swap = tokens.find((token) => token.type === 'swap');
  const found: { date: PlainDate; kind: NoticeDay['kind'] }[] = [];
  let before: { day: WrittenDay; date: PlainDate } | null = null;
  for (const [i, day] of days.entries()) {
    const kind = meaning !== 'swap' ? meaning : swap && day.at > swap.at ? 'swapped_work' : 'swapped_off';
    const first = before?.day;
    const through = first && tokens.some(({ type, at }) => type === 'through' && at > first.at && at < day.at);
    const date = dateOf(days, i, lastYear);
    demandWeekday(tokens, days, day, date);
    const range: PlainDate[] = before && through ? daysAfter(before.date, date) : [date];
    found.push(...range.map((one) => ({ date: one, kind })));
    before = { day, date };
  }
  return found;
}

/** What the day itself leaves out stands further on, or was said before. */
function dateOf(days: readonly WrittenDay[], index: number, lastYear: number | null): PlainDate {
  const later = days.slice(index);
  const day = days[index];
  const monthFrom = later.find(({ month }) => month !== null);
  const yearFrom = later.find(({ year }) => year !== null) ?? days.findLast(({ year }) => year !== null);
  const month = monthFrom?.month;
  const year = yearFrom?.year ?? lastYear;
  if (!day || month === undefined || month === null) throw new NotUnderstood('no_such_day');
  if (year === null) throw new NotUnderstood('no_year');
  // "từ 30/12 đến 02/01/2027": the first of them lies in the year before.
  const wraps = day.year === null && yearFrom !== undefined && yearFrom.at > day.at && month > (yearFrom.month ?? 12);
  const date = `${String(wraps ? year - 1 : year)}-${two(month)}-${two(day.day)}`;
  if (!isPlainDate(date)) throw new NotUnderstood('no_such_day');
  return date;
}

/** A weekday that was written beside a day must be its weekday: it catches every slip of a digit. */
function demandWeekday(
  tokens: readonly NoticeToken[],
  days: readonly WrittenDay[],
  day: WrittenDay,
  date: PlainDate,
): void {
  const index = days.indexOf(day);
  const [previous, next] = [days[index - 1]?.at ?? -1, days[index + 1]?.at ?? Infinity];
  const weekdays = tokens.filter((token) => token.type === 'weekday');
  const before = weekdays.findLast(({ at }) => at < day.at && at > previous);
  const own = before ?? (index === days.length - 1 ? weekdays.find(({ at }) => at > day.at && at < next) : undefined);
  const taken =
    before === undefined && own !== undefined && tokens.some(({ type, at }) => type === 'day' && at > own.at);
  if (own && !taken && own.weekday !== weekdayOf(date)) throw new NotUnderstood('wrong_weekday');
}

/** @returns the days in (after, through] */
function daysAfter(after: PlainDate, through: PlainDate): PlainDate[] {
  const dates: PlainDate[] = [];
  for (let date = addDays(after, 1); date <= through; date = addDays(date, 1)) dates.push(date);
  if (dates.length === 0 || dates.length >= LONGEST_RANGE) throw new NotUnderstood('range');
  return dates;
}

function demandFits({ date, kind, spells }: NoticeDay): void {
  if (kind === 'short' && spells === null) throw new NotUnderstood('hours');
  if (kind === 'swapped_work' && weekdayOf(date) <= 5) throw new NotUnderstood('work_on_weekday');
}

function isWorked(kind: NoticeDay['kind']): boolean {
  return kind !== 'ordinary' && !isOff(kind);
}

class NotUnderstood extends Error {
  constructor(readonly reason: Unclear) {
    super(reason);
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
