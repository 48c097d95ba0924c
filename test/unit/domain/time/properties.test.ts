import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../../../src/domain/errors.js';
import type { CalendarData } from '../../../../src/domain/time/calendar-day.js';
import type { DeadlineQuestion } from '../../../../src/domain/time/deadline-types.js';
import { deadline, dueAt, dueSoonUntil, elapsedWorkingMinutes } from '../../../../src/domain/time/deadline.js';
import { explain } from '../../../../src/domain/time/explanation.js';
import { MINUTE, floorToMinute, type Instant } from '../../../../src/domain/time/instant.js';
import { addDays, dayNumber, localDate, plainDate } from '../../../../src/domain/time/plain-date.js';
import { WorkingCalendar } from '../../../../src/domain/time/working-calendar.js';
import { deskData } from '../../../support/desk-calendar.js';
import { anyCalendar, anyMoment, anyPausedQuestion, anyQuestion } from '../../../support/random-calendars.js';
import { SlowOracle, UnknownDay } from '../../../support/slow-oracle.js';

/** What a calendar cannot know is an answer too, and must be the same one. */
function told<T>(answer: () => T): T | 'missing' {
  try {
    return answer();
  } catch (error) {
    if (error instanceof UnknownDay) return 'missing';
    if (error instanceof DomainError && error.code === 'calendar.missing') return 'missing';
    throw error;
  }
}

const desk = new WorkingCalendar(deskData());
const anyDeskMoment = fc
  .integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2025, 5, 30) })
  .map((at) => floorToMinute(at as Instant));
const anyDeskQuestion = fc
  .record({ question: anyQuestion, from: anyDeskMoment })
  .map(({ question, from }): DeadlineQuestion => ({ ...question, from }));

describe('against the oracle that looks at every minute', () => {
  it('finds the same start, budget, due date and elapsed minutes', () => {
    fc.assert(
      fc.property(anyCalendar, anyPausedQuestion, anyMoment, (data, question, at) => {
        const calendar = new WorkingCalendar(data);
        const oracle = new SlowOracle(data);
        const due = told(() => dueAt(calendar, question));
        expect(due).toEqual(told(() => oracle.dueAt(question)));
        expect(told(() => calendar.startOf(question.from))).toEqual(told(() => oracle.startsAt(question.from)));
        expect(told(() => elapsedWorkingMinutes(calendar, question, at))).toEqual(
          told(() => oracle.elapsed(question, at)),
        );
        const answer = told(() => deadline(calendar, question));
        if (answer === 'missing') return;
        expect(answer.budgetMinutes).toBe(oracle.budgetMinutes(question));
        expect(answer.dueAt).toBe(due);
      }),
      { numRuns: 150 },
    );
  });

  it('counts the same days and minutes', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, fc.integer({ min: 1, max: 12 }), (data, a, b, n) => {
        const calendar = new WorkingCalendar(data);
        const oracle = new SlowOracle(data);
        expect(calendar.workingMinutesBetween(a, b)).toBe(a < b ? oracle.minutesBetween(a, b) : 0);
        const [from, to] = [localDate(a), localDate(b)];
        let days = 0;
        for (let day = dayNumber(from) + 1; day <= dayNumber(to); day++) if (oracle.isWorkingDay(day)) days++;
        expect(calendar.workingDaysBetween(from, to)).toBe(days);
        expect(dayNumber(calendar.addWorkingDays(from, n))).toBe(oracle.addWorkingDays(dayNumber(from), n));
        expect(calendar.lastWorkingDayBefore(calendar.nextWorkingDay(from)) <= from).toBe(true);
        expect(calendar.isWorkingDay(from)).toBe(oracle.isWorkingDay(dayNumber(from)));
      }),
      { numRuns: 200 },
    );
  });

  it('explains exactly the due date it computes, day after day', () => {
    fc.assert(
      fc.property(anyCalendar, anyPausedQuestion, (data, question) => {
        const calendar = new WorkingCalendar(data);
        const due = told(() => dueAt(calendar, question));
        const steps = told(() => explain(calendar, question));
        if (due === 'missing' || steps === 'missing') {
          expect(due).toEqual(steps);
          return;
        }
        const last = steps.at(-1);
        expect(last?.kind === 'due' ? last.at : null).toBe(due);
        const counts = steps.flatMap((step) => (step.kind === 'counted' ? [step.count] : []));
        expect(counts).toEqual(counts.map((_, index) => index + 1));
        const worked = steps.reduce((sum, step) => sum + (step.kind === 'worked' ? step.minutes : 0), 0);
        const { budgetMinutes } = deadline(calendar, question);
        if (question.limit.unit === 'working_hour' && due !== null) expect(worked).toBe(budgetMinutes);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a due date', () => {
  it('is never earlier for a later receipt', () => {
    fc.assert(
      fc.property(anyCalendar, anyQuestion, fc.nat({ max: 3000 }), (data, question, minutes) => {
        const calendar = new WorkingCalendar(data);
        const later = { ...question, from: (question.from + minutes * MINUTE) as Instant };
        const [first, second] = [told(() => dueAt(calendar, question)), told(() => dueAt(calendar, later))];
        if (first === 'missing' || second === 'missing') return;
        expect(Number(second)).toBeGreaterThanOrEqual(Number(first));
      }),
    );
  });

  it('is never earlier for a longer limit', () => {
    fc.assert(
      fc.property(anyCalendar, anyQuestion, fc.nat({ max: 5 }), (data, question, more) => {
        const calendar = new WorkingCalendar(data);
        const longer = { ...question, extra: (question.extra ?? 0) + more };
        const [first, second] = [told(() => dueAt(calendar, question)), told(() => dueAt(calendar, longer))];
        if (first === 'missing' || second === 'missing') return;
        expect(Number(second)).toBeGreaterThanOrEqual(Number(first));
      }),
    );
  });

  it('is never earlier for one more holiday', () => {
    fc.assert(
      fc.property(anyCalendar, anyQuestion, fc.nat({ max: 20 }), (data, question, days) => {
        const date = addDays(localDate(question.from), days);
        const others = data.days.filter((day) => day.date !== date);
        const more: CalendarData = { ...data, days: [...others, { date, kind: 'holiday', name: 'one more' }] };
        const first = told(() => dueAt(new WorkingCalendar(data), question));
        const second = told(() => dueAt(new WorkingCalendar(more), question));
        if (first === 'missing' || second === 'missing') return;
        expect(Number(second)).toBeGreaterThanOrEqual(Number(first));
      }),
    );
  });

  it('is not moved by seconds', () => {
    fc.assert(
      fc.property(anyCalendar, anyQuestion, fc.nat({ max: 59_999 }), (data, question, ms) => {
        const calendar = new WorkingCalendar(data);
        const sharp = { ...question, from: floorToMinute(question.from) };
        const blurred = { ...question, from: (sharp.from + ms) as Instant };
        expect(told(() => dueAt(calendar, blurred))).toEqual(told(() => dueAt(calendar, sharp)));
      }),
    );
  });
});

describe('a pause', () => {
  const anyPausedDesk = fc.record({ question: anyDeskQuestion, begin: fc.double({ min: 0, max: 1, noNaN: true }) });
  /** A moment between the start of the clock and the due date. */
  const within = (question: DeadlineQuestion, share: number): Instant => {
    const { startsAt, dueAt: due } = deadline(desk, question);
    return floorToMinute((startsAt + share * (Number(due) - 1 - startsAt)) as Instant);
  };

  it('moves the due date by its own working minutes, no more and no fewer', () => {
    fc.assert(
      fc.property(anyPausedDesk, fc.nat({ max: 20_000 }), ({ question, begin }, length) => {
        const from = within(question, begin);
        const to = (from + length * MINUTE) as Instant;
        const before = Number(dueAt(desk, question)) as Instant;
        const after = Number(dueAt(desk, { ...question, pauses: [{ from, to }] })) as Instant;
        expect(desk.workingMinutesBetween(before, after)).toBe(desk.workingMinutesBetween(from, to));
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('split in two, overlapping or in any order is the same pause', () => {
    fc.assert(
      fc.property(
        anyPausedDesk,
        fc.nat({ max: 9000 }),
        fc.nat({ max: 9000 }),
        fc.nat({ max: 500 }),
        (at, a, b, lap) => {
          const { question, begin } = at;
          const from = within(question, begin);
          const middle = (from + a * MINUTE) as Instant;
          const to = (middle + b * MINUTE) as Instant;
          const overlap = Math.max(from, middle - lap * MINUTE) as Instant;
          const whole = dueAt(desk, { ...question, pauses: [{ from, to }] });
          const [first, second] = [
            { from, to: middle },
            { from: middle, to },
          ];
          expect(dueAt(desk, { ...question, pauses: [first, second] })).toBe(whole);
          expect(dueAt(desk, { ...question, pauses: [second, first] })).toBe(whole);
          expect(dueAt(desk, { ...question, pauses: [{ from: overlap, to }, first, first] })).toBe(whole);
        },
      ),
    );
  });

  it('that is still open leaves no due date, unless the time was used up before it', () => {
    fc.assert(
      fc.property(anyPausedDesk, ({ question, begin }) => {
        const from = within(question, begin);
        const due = dueAt(desk, question);
        const used = elapsedWorkingMinutes(desk, question, from) >= deadline(desk, question).budgetMinutes;
        expect(dueAt(desk, { ...question, pauses: [{ from, to: null }] })).toBe(used ? due : null);
        expect(dueAt(desk, { ...question, pauses: [{ from: Number(due) as Instant, to: null }] })).toBe(due);
      }),
    );
  });
});

describe('a swapped day', () => {
  const monday = plainDate('2023-06-05');
  const swapped: CalendarData['days'] = [
    { date: monday, kind: 'swapped_off', name: 'off' },
    { date: plainDate('2023-06-10'), kind: 'swapped_work', name: 'on' },
  ];
  const data = deskData();
  const swap = new WorkingCalendar({ ...data, days: [...data.days, ...swapped] });

  it('takes no working time away: what holds both days is as long as before', () => {
    expect(swap.isWorkingDay(monday)).toBe(false);
    expect(swap.isWorkingDay(plainDate('2023-06-10'))).toBe(true);
    const [before, after] = [plainDate('2023-05-31'), plainDate('2023-06-30')];
    expect(swap.workingDaysBetween(before, after)).toBe(desk.workingDaysBetween(before, after));
  });

  it('is its own inverse: a due date beyond both days stands where it stood', () => {
    fc.assert(
      fc.property(anyQuestion, fc.integer({ min: 1, max: 300 }), (question, amount) => {
        const asked: DeadlineQuestion = {
          from: (Date.UTC(2023, 5, 2, 2, 0) + (question.from % MINUTE)) as Instant,
          limit: { amount: amount + 6, unit: 'working_day' },
          dayZero: question.dayZero,
        };
        expect(dueAt(swap, asked)).toBe(dueAt(desk, asked));
        const hours = { ...asked, limit: { amount: amount + 60, unit: 'working_hour' } as const };
        expect(dueAt(swap, hours)).toBe(dueAt(desk, hours));
      }),
    );
  });
});

it('one threshold tells what is due soon, without counting each dossier', () => {
  fc.assert(
    fc.property(anyCalendar, anyMoment, anyMoment, fc.nat({ max: 2000 }), (data, now, due, minutes) => {
      const calendar = new WorkingCalendar(data);
      const sharp = floorToMinute(due);
      if (sharp < now) return;
      const soon = calendar.workingMinutesBetween(now, sharp) <= minutes;
      expect(sharp <= dueSoonUntil(calendar, now, minutes)).toBe(soon);
    }),
    { numRuns: 300 },
  );
});

it('adding working minutes is undone by counting them', () => {
  fc.assert(
    fc.property(anyDeskMoment, fc.integer({ min: 0, max: 60_000 }), (from, minutes) => {
      expect(desk.workingMinutesBetween(from, desk.addWorkingMinutes(from, minutes))).toBe(minutes);
    }),
  );
});
