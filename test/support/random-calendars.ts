import fc from 'fast-check';
import type { CalendarData, CalendarDay, DayKind } from '../../src/domain/time/calendar-day.js';
import type { LimitUnit } from '../../src/domain/procedure/time-limit.js';
import type { DayZero, DeadlineQuestion, Pause } from '../../src/domain/time/deadline-types.js';
import { DAY, MINUTE, type Instant } from '../../src/domain/time/instant.js';
import { addDays, plainDate, startOfDay, type PlainDate } from '../../src/domain/time/plain-date.js';
import type { Spell, WeeklyHours } from '../../src/domain/time/weekly-hours.js';

/** Receipts fall around a New Year, so limits cross from one calendar year into the next. */
const WINDOW_FROM = plainDate('2024-12-16');
const WINDOW_DAYS = 60;

const anyDate: fc.Arbitrary<PlainDate> = fc.nat({ max: WINDOW_DAYS }).map((days) => addDays(WINDOW_FROM, days));

/** Up to three spells; midnight at either end is made likely, odd minutes are the rule. */
const anySpells: fc.Arbitrary<readonly Spell[]> = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 450, 690, 780, 900, 1020, 1440)), {
    minLength: 2,
    maxLength: 6,
  })
  .map((minutes) => {
    const ends = [...minutes].sort((a, b) => a - b);
    return Array.from({ length: Math.floor(ends.length / 2) }, (_, spell) => ({
      opens: ends[2 * spell] ?? 0,
      closes: ends[2 * spell + 1] ?? 0,
    }));
  });

const maybeOff = fc.oneof({ arbitrary: anySpells, weight: 3 }, { arbitrary: fc.constant([]), weight: 1 });

const anyWeek: fc.Arbitrary<WeeklyHours['spells']> = fc.record({
  1: anySpells,
  2: maybeOff,
  3: maybeOff,
  4: maybeOff,
  5: maybeOff,
  6: maybeOff,
  7: maybeOff,
});

const anyWeekly: fc.Arbitrary<readonly WeeklyHours[]> = fc
  .record({ first: anyWeek, second: anyWeek, change: fc.option(anyDate) })
  .map(({ first, second, change }) =>
    change === null
      ? [{ validFrom: plainDate('2000-01-01'), validTo: null, spells: first }]
      : [
          { validFrom: change, validTo: null, spells: second },
          { validFrom: plainDate('2000-01-01'), validTo: addDays(change, -1), spells: first },
        ],
  );

const kinds: readonly DayKind[] = ['holiday', 'compensatory', 'swapped_off', 'swapped_work', 'short'];

const anyDay: fc.Arbitrary<CalendarDay> = fc
  .record({ date: anyDate, kind: fc.constantFrom(...kinds), spells: anySpells, own: fc.boolean() })
  .map(({ date, kind, spells, own }) => {
    const worked = kind === 'short' || (kind === 'swapped_work' && own);
    return { date, kind, name: `${kind} ${date}`, ...(worked ? { spells } : {}) };
  });

/** Half days, odd weeks, hours that change, days off and swapped days; only 2024 and 2025 exist. */
export const anyCalendar: fc.Arbitrary<CalendarData> = fc.record({
  weekly: anyWeekly,
  days: fc.uniqueArray(anyDay, { maxLength: 12, selector: ({ date }) => date }),
  years: fc.constant<CalendarData['years']>([
    { year: 2024, state: 'official' },
    { year: 2025, state: 'confirmed' },
  ]),
});

/** Seconds too: they must not matter. */
export const anyMoment: fc.Arbitrary<Instant> = fc
  .record({ minute: fc.nat({ max: (WINDOW_DAYS * DAY) / MINUTE }), second: fc.constantFrom(0, 1, 59) })
  .map(({ minute, second }) => (startOfDay(WINDOW_FROM) + minute * MINUTE + second * 1000) as Instant);

const anyUnit = fc.constantFrom<LimitUnit>('working_day', 'calendar_day', 'working_hour', 'same_day');
const anyDayZero = fc.constantFrom<DayZero>('receipt', 'start');

function amountOf(unit: LimitUnit, size: number): number {
  if (unit === 'same_day') return 0;
  return unit === 'working_hour' ? (size + 1) / 4 : 1 + (size % 9);
}

const anyPause: fc.Arbitrary<Pause> = fc
  .record({ from: anyMoment, minutes: fc.nat({ max: 6 * 1440 }), open: fc.integer({ min: 0, max: 9 }) })
  .map(({ from, minutes, open }) => ({ from, to: open === 0 ? null : ((from + minutes * MINUTE) as Instant) }));

export const anyQuestion: fc.Arbitrary<DeadlineQuestion> = fc
  .record({
    from: anyMoment,
    unit: anyUnit,
    size: fc.nat({ max: 60 }),
    extra: fc.nat({ max: 2 }),
    dayZero: anyDayZero,
  })
  .map(({ from, unit, size, extra, dayZero }) => ({
    from,
    limit: { amount: amountOf(unit, size), unit },
    extra,
    dayZero,
  }));

/** Pauses near the receipt, so that most of them matter. */
export const anyPausedQuestion: fc.Arbitrary<DeadlineQuestion> = fc
  .record({
    question: anyQuestion,
    pauses: fc.array(fc.record({ pause: anyPause, shift: fc.integer({ min: -1440, max: 8 * 1440 }) }), {
      maxLength: 4,
    }),
  })
  .map(({ question, pauses }) => ({
    ...question,
    pauses: pauses.map(({ pause: { from, to }, shift }) => {
      const begin = (question.from + shift * MINUTE) as Instant;
      return { from: begin, to: to === null ? null : ((begin + (to - from)) as Instant) };
    }),
  }));
