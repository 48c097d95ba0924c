import type { TraceStep } from '../domain/time/deadline-types.js';
import { addDays, dayNumber, localDate, weekdayOf, type PlainDate } from '../domain/time/plain-date.js';
import type { Translator } from '../platform/templates/i18n.js';
import { dayText, monthText } from '../platform/templates/page-words.js';

/** What happened to a day, strongest last: the due day keeps its flag although it was counted too. */
export type StripMark = 'outside' | 'idle' | 'skipped' | 'paused' | 'zero' | 'counted' | 'due';

export interface StripCell {
  /** `28`, and `1/5` where a month begins */
  readonly label: string;
  readonly mark: StripMark;
  /** what stands under the number: `0`, `1`, `Nghỉ lễ`, `Hẹn` */
  readonly note: string;
  /** the whole fact, read aloud and shown on hover */
  readonly title: string;
  readonly today: boolean;
}

/** A week of the strip, or a gap that says how many plain weeks were left out. */
export interface StripRow {
  /** month named at the first week that shows it; null on the others */
  readonly month: string | null;
  readonly cells: readonly StripCell[];
  /** words instead of cells; null for a week */
  readonly gap: string | null;
}

interface Day {
  readonly mark: StripMark;
  readonly note: string;
  readonly title: string;
}

const STRENGTH: readonly StripMark[] = ['outside', 'idle', 'skipped', 'counted', 'paused', 'zero', 'due'];
/** Beyond this many weeks only those that hold a surprise are drawn. */
const ALL_WEEKS = 9;

/** Whole weeks, Monday first, from the day of receipt to the promise. */
export function monthStrip(steps: readonly TraceStep[], today: PlainDate | null, t: Translator): StripRow[] {
  const days = marked(steps, today, t);
  const dates = [...days.keys()].sort();
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  const monday = addDays(first, 1 - weekdayOf(first));
  const weeks = Math.floor((dayNumber(last) - dayNumber(monday)) / 7) + 1;
  const starts = Array.from({ length: weeks }, (_, index) => addDays(monday, index * 7));
  return folded(starts, days, today, t);
}

function folded(starts: readonly PlainDate[], days: Map<PlainDate, Day>, today: PlainDate | null, t: Translator) {
  const rows: StripRow[] = [];
  let hidden = 0;
  let month = '';
  starts.forEach((start, index) => {
    const edge = index < 2 || index >= starts.length - 2;
    if (starts.length > ALL_WEEKS && !edge && isPlain(start, days)) {
      hidden += 1;
      return;
    }
    if (hidden > 0) rows.push({ month: null, cells: [], gap: t('strip.gap', { count: hidden }) });
    hidden = 0;
    const named = monthText(addDays(start, 6), t);
    rows.push({ month: named === month ? null : named, cells: week(start, days, today, t), gap: null });
    month = named;
  });
  return rows;
}

/** Five counted days and a weekend: nothing to explain. */
function isPlain(start: PlainDate, days: Map<PlainDate, Day>): boolean {
  return [0, 1, 2, 3, 4].every((offset) => days.get(addDays(start, offset))?.mark === 'counted');
}

function week(start: PlainDate, days: Map<PlainDate, Day>, today: PlainDate | null, t: Translator): StripCell[] {
  return [0, 1, 2, 3, 4, 5, 6].map((offset) => {
    const date = addDays(start, offset);
    const day = days.get(date) ?? { mark: 'outside' as const, note: '', title: '' };
    const label = offset === 0 || date.endsWith('-01') ? t('strip.day_month', dayParts(date)) : dayParts(date).d;
    const said = day.title === '' ? dayText(date, t) : `${dayText(date, t)}: ${day.title}`;
    return { label, mark: day.mark, note: day.note, title: said, today: date === today };
  });
}

function dayParts(date: PlainDate): { d: string; m: string } {
  return { d: String(Number(date.slice(8))), m: String(Number(date.slice(5, 7))) };
}

function marked(steps: readonly TraceStep[], today: PlainDate | null, t: Translator): Map<PlainDate, Day> {
  const days = new Map<PlainDate, Day>();
  const put = (date: PlainDate, day: Day): void => {
    const present = days.get(date);
    if (!present || STRENGTH.indexOf(day.mark) >= STRENGTH.indexOf(present.mark)) days.set(date, day);
  };
  for (const step of steps) {
    if (step.kind === 'paused') for (const date of pausedDays(step, today)) put(date, pausedDay(t));
    else put(step.date, dayOf(step, t));
  }
  return days;
}

function pausedDay(t: Translator): Day {
  return { mark: 'paused', note: t('strip.paused'), title: t('strip.paused_title') };
}

/** An open pause is hatched to today; without a today, its first day stands for it. */
function pausedDays(step: Extract<TraceStep, { kind: 'paused' }>, today: PlainDate | null): PlainDate[] {
  const last = step.to === null ? (today ?? step.date) : localDate(step.to);
  const length = Math.max(0, dayNumber(last) - dayNumber(step.date)) + 1;
  return Array.from({ length }, (_, index) => addDays(step.date, index));
}

function dayOf(step: Exclude<TraceStep, { kind: 'paused' }>, t: Translator): Day {
  switch (step.kind) {
    case 'received':
      return { mark: 'idle', note: t('strip.received'), title: t('strip.received_title') };
    case 'starts':
      return { mark: 'idle', note: t('strip.starts'), title: t('strip.starts_title') };
    case 'after_cutoff':
      return { mark: 'idle', note: t('strip.received'), title: t('why.step.after_cutoff') };
    case 'day_zero':
      return { mark: 'zero', note: t('strip.zero'), title: t('why.step.day_zero') };
    case 'counted':
      return { mark: 'counted', note: String(step.count), title: t('why.step.counted', { n: step.count }) };
    case 'skipped':
      return {
        mark: 'skipped',
        note: t(`strip.skip.${step.reason}`),
        title: step.name ?? t(`why.skip.${step.reason}`),
      };
    case 'worked':
      return { mark: 'counted', note: t('strip.minutes', { h: hours(step.minutes) }), title: t('strip.worked_title') };
    case 'due':
      return { mark: 'due', note: t('strip.due'), title: t('strip.due_title') };
  }
}

function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 ? String(whole) : `${whole}:${String(rest).padStart(2, '0')}`;
}
