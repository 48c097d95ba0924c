import { yearOf, type PlainDate } from '../domain/time/plain-date.js';
import type { RejectedRow } from '../platform/csv/import-report.js';
import { carriesPromises, type StoredDay } from './calendar-facts.js';
import type { CalendarChange } from './calendar.repository.js';
import type { ReadDay } from './days-import.js';
import { countsAlike, planDays, type Stored } from './days-plan.js';
import type { NoticeDay } from './notice-text.js';

/** What a notice makes of one day; null: an ordinary day. */
export interface DayDifference {
  readonly date: PlainDate;
  readonly before: StoredDay | null;
  readonly after: StoredDay | null;
  /** limits are counted otherwise by it; else only its name or source changes */
  readonly counts: boolean;
}

export interface NoticePlan {
  readonly change: CalendarChange;
  /** in the order of the days */
  readonly differences: readonly DayDifference[];
  /** years that become official by it */
  readonly official: readonly number[];
  readonly rejected: readonly RejectedRow[];
}

export interface NoticeTerms {
  readonly today: PlainDate;
  /** the document, with number and date */
  readonly source: string;
  /** years of which the notice says all: what was projected there and is not taken back is confirmed by it */
  readonly wholeYears: boolean;
}

/**
 * What saving a notice would change. Its days go the way of every file of days (`days-plan.ts`); days taken back are
 * removed under the same rule: nothing already past moves in a year that carries promises.
 */
export function planNotice(days: readonly NoticeDay[], stored: Stored, terms: NoticeTerms): NoticePlan {
  const given = days.map((day) => readDay(day, terms.source)).filter((one) => one !== null);
  const back = days.filter(({ kind }) => kind === 'ordinary');
  const years = terms.wholeYears ? [...new Set(days.map(({ date }) => yearOf(date)))] : [];
  const confirmed = stored.days.filter(
    ({ date, confidence }) => years.includes(yearOf(date)) && confidence === 'projected' && !isGiven(days, date),
  );
  const kept = stored.days.filter(
    ({ date, confidence }) => years.includes(yearOf(date)) && confidence !== 'projected' && !isGiven(days, date),
  );
  const firm = confirmed.map((day): ReadDay => ({
    line: 0,
    day: { ...day, confidence: 'high', source: terms.source },
  }));
  const rest = kept.map((day): ReadDay => ({ line: 0, day }));
  const plan = planDays([...given, ...firm, ...rest], stored, terms.today, terms.source);
  const taken = back.filter(({ date }) => stored.days.some((day) => day.date === date));
  const change = { ...plan.change, remove: [...new Set([...plan.change.remove, ...taken.map(({ date }) => date)])] };
  return {
    change,
    differences: differencesOf(change, stored),
    official: change.years.filter(({ state }) => state === 'official').map(({ year }) => year),
    rejected: [...plan.rejected, ...unknownYears(given, stored, change), ...pastOnes(taken, stored, terms.today)],
  };
}

function isGiven(days: readonly NoticeDay[], date: PlainDate): boolean {
  return days.some((day) => day.date === date);
}

function readDay({ line, date, kind, name, spells }: NoticeDay, source: string): ReadDay | null {
  if (kind === 'ordinary') return null;
  return { line, day: { date, kind, name, source, confidence: 'high', spells } };
}

/** Single days do not make a year known: it needs a whole one first (R1). */
function unknownYears(given: readonly ReadDay[], stored: Stored, change: CalendarChange): RejectedRow[] {
  const known = new Set([...stored.years, ...change.years].map(({ year }) => year));
  const first = new Map(given.map(({ line, day }) => [yearOf(day.date), line] as const).reverse());
  const unknown = [...first].filter(([year]) => !known.has(year));
  return unknown.map(([year, line]) => ({
    line,
    field: 'date',
    message: `Chưa có lịch năm ${String(year)}: cần đủ cả năm, trong đó có ngày 01/01, 30/4, 01/5 và 02/9`,
  }));
}

function pastOnes(taken: readonly NoticeDay[], stored: Stored, today: PlainDate): RejectedRow[] {
  const inUse = (date: PlainDate): boolean => carriesPromises(stored.years.find(({ year }) => year === yearOf(date)));
  return taken
    .filter(({ date }) => date <= today && inUse(date))
    .map(({ line }) => ({ line, field: 'date', message: 'Ngày đã qua: sửa từng ngày, có lý do' }));
}

function differencesOf({ remove, days }: CalendarChange, stored: Stored): DayDifference[] {
  const before = new Map(stored.days.map((day) => [day.date, day]));
  const gone = remove.map((date) => ({ date, after: null }));
  return [...gone, ...days.map((day) => ({ date: day.date, after: day }))]
    .map(({ date, after }) => {
      const was = before.get(date) ?? null;
      return { date, before: was, after, counts: !countsAlike(was ?? undefined, after ?? undefined) };
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
