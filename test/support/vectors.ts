import { readFileSync } from 'node:fs';
import { LIMIT_UNITS, type LimitUnit } from '../../src/domain/procedure/time-limit.js';
import type { CalendarDay, CalendarYear } from '../../src/domain/time/calendar-day.js';
import type { DayZero, DeadlineQuestion } from '../../src/domain/time/deadline-types.js';
import { instant } from '../../src/domain/time/instant.js';
import { plainDate, type Weekday } from '../../src/domain/time/plain-date.js';
import { WEEKDAYS, type Spell, type WeeklyHours } from '../../src/domain/time/weekly-hours.js';
import { WorkingCalendar } from '../../src/domain/time/working-calendar.js';

/** Times of day `HH:MM`, 24:00 included. */
type SpellText = readonly [opens: string, closes: string];

interface CalendarText {
  readonly weekly: Readonly<Record<string, readonly SpellText[]>>;
  readonly off: readonly string[];
  readonly work: Readonly<Record<string, readonly SpellText[]>>;
}

export interface DeadlineVector {
  readonly id: string;
  readonly calendar: string;
  readonly receivedAt: string;
  readonly amount: number;
  readonly unit: string;
  readonly dayZero: DayZero;
  readonly pauses: readonly { readonly from: string; readonly to: string | null }[];
  readonly extension: { readonly amount: number } | null;
  readonly startsAt: string;
  readonly budgetMinutes: number;
  readonly dueAt: string | null;
  readonly elapsedWorkingMinutesAt: readonly { readonly at: string; readonly minutes: number }[];
}

export interface ClassificationVector {
  readonly id: string;
  readonly calendar: string;
  readonly unit: string;
  readonly kind: 'finished' | 'in_progress';
  readonly dueAt: string;
  readonly finishedAt?: string;
  readonly now?: string;
  readonly dueSoonMinutes?: number;
  readonly expected: {
    readonly status: string;
    readonly lateWorkingDays: number;
    readonly lateWorkingMinutes: number;
    readonly earlyWorkingMinutes?: number;
    readonly remainingWorkingMinutes?: number;
  };
}

export interface Vectors {
  readonly calendars: Readonly<Record<string, CalendarText>>;
  readonly vectors: readonly DeadlineVector[];
  readonly classification: readonly ClassificationVector[];
}

/** A file may hold only one of the two kinds; whether it holds any is the test's question. */
export function readVectors(file: string): Vectors {
  const {
    calendars = {},
    vectors = [],
    classification = [],
  } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Vectors>;
  return { calendars, vectors, classification };
}

/** Their units carry hyphens, ours underscores. */
export function unitOf(text: string): LimitUnit {
  const unit = LIMIT_UNITS.find((known) => known === text.replace('-', '_'));
  if (!unit) throw new RangeError(`unknown unit ${text}`);
  return unit;
}

/** The vectors' `extension` is what we call extra time. */
export function questionOf(vector: DeadlineVector): DeadlineQuestion {
  return {
    from: instant(vector.receivedAt),
    limit: { amount: vector.amount, unit: unitOf(vector.unit) },
    dayZero: vector.dayZero,
    pauses: vector.pauses.map(({ from, to }) => ({ from: instant(from), to: to === null ? null : instant(to) })),
    ...(vector.extension ? { extra: vector.extension.amount } : {}),
  };
}

/** The vectors' calendars know no missing years: every year from 2000 to 2060 is official. */
export function calendarOf({ weekly, off, work }: CalendarText): WorkingCalendar {
  const years: CalendarYear[] = [];
  for (let year = 2000; year <= 2060; year++) years.push({ year, state: 'official' });
  const worked = Object.entries(work).map(([date, spells]): CalendarDay => {
    const day = plainDate(date);
    return spells.length === 0
      ? { date: day, kind: 'holiday', name: '' }
      : { date: day, kind: 'swapped_work', name: '', spells: spells.map(spellOf) };
  });
  const days = off
    .filter((date) => !(date in work))
    .map((date): CalendarDay => ({ date: plainDate(date), kind: 'holiday', name: '' }));
  return new WorkingCalendar({ weekly: [weeklyOf(weekly)], days: [...days, ...worked], years });
}

function weeklyOf(weekly: CalendarText['weekly']): WeeklyHours {
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const spells = Object.fromEntries(
    WEEKDAYS.map((weekday) => [weekday, (weekly[names[weekday - 1] as string] ?? []).map(spellOf)]),
  ) as Record<Weekday, Spell[]>;
  return { validFrom: plainDate('2000-01-01'), validTo: null, spells };
}

function spellOf([opens, closes]: SpellText): Spell {
  return { opens: minutes(opens), closes: minutes(closes) };
}

function minutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
