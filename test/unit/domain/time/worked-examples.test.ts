import { describe, expect, it, test } from '@jest/globals';
import { timelyUntil } from '../../../../src/domain/apology/timely-until.js';
import { daysLate, minutesLate, timelinessAt, type Finish } from '../../../../src/domain/dossier/timeliness.js';
import type { LimitUnit } from '../../../../src/domain/procedure/time-limit.js';
import type { DayZero, DeadlineQuestion } from '../../../../src/domain/time/deadline-types.js';
import { deadline, dueAt, lateFrom, stageDueDates, transferDueAt } from '../../../../src/domain/time/deadline.js';
import { localDate } from '../../../../src/domain/time/plain-date.js';
import { deskCalendar } from '../../../support/desk-calendar.js';
import { at, wall } from '../../../support/moments.js';

const desk = deskCalendar();

function question(from: string, amount: number, unit: LimitUnit, dayZero: DayZero = 'receipt'): DeadlineQuestion {
  return { from: at(from), limit: { amount, unit }, dayZero };
}

const due = (from: string, amount: number, unit: LimitUnit, dayZero?: DayZero) =>
  wall(dueAt(desk, question(from, amount, unit, dayZero)));

describe('working days (R3)', () => {
  test.each<[example: string, from: string, days: number, dayZero: DayZero, expected: string]>([
    ['E1', '2023-04-28 14:00', 3, 'receipt', '2023-05-08 17:00'],
    ['E2', '2023-04-29 20:15', 3, 'receipt', '2023-05-08 17:00'],
    ['E2 start', '2023-04-29 20:15', 3, 'start', '2023-05-09 17:00'],
    ['E3', '2023-04-28 17:30', 3, 'receipt', '2023-05-08 17:00'],
    ['E3 start', '2023-04-28 17:30', 3, 'start', '2023-05-09 17:00'],
    ['E4', '2024-04-26 09:00', 5, 'receipt', '2024-05-07 17:00'],
    ['E4, Saturday', '2024-04-26 09:00', 3, 'receipt', '2024-05-04 17:00'],
    ['E5', '2025-04-24 10:00', 2, 'receipt', '2025-04-26 17:00'],
    ['E5, longer', '2025-04-24 10:00', 5, 'receipt', '2025-05-05 17:00'],
  ])('%s', (_example, from, days, dayZero, expected) => {
    expect(due(from, days, 'working_day', dayZero)).toBe(expected);
  });

  it('E2 starts the clock on the first working minute after the holidays', () => {
    const answer = deadline(desk, question('2023-04-29 20:15', 3, 'working_day'));
    expect(wall(answer.startsAt)).toBe('2023-05-04 07:30');
  });
});

describe('same day (R6)', () => {
  test.each<[example: string, from: string, expected: string]>([
    ['E6 in the afternoon', '2023-05-16 14:30', '2023-05-16 17:00'],
    ['E6 at 15:00', '2023-05-16 15:00', '2023-05-16 17:00'],
    ['E6 after 15:00', '2023-05-16 15:20', '2023-05-17 17:00'],
    ['one minute after', '2023-05-16 15:01', '2023-05-17 17:00'],
    ['E6 before holidays', '2023-04-28 15:20', '2023-05-04 17:00'],
    ['on a Sunday at noon', '2023-05-14 12:00', '2023-05-15 17:00'],
    ['before opening', '2023-05-16 06:00', '2023-05-16 17:00'],
  ])('%s', (_example, from, expected) => {
    expect(due(from, 0, 'same_day')).toBe(expected);
  });

  it('gets two more working days where the law allows them (R9)', () => {
    const extra = { ...question('2023-04-28 14:00', 0, 'same_day'), extra: 2 };
    expect(wall(dueAt(desk, extra))).toBe('2023-05-05 17:00');
  });
});

describe('working hours (R5, R8)', () => {
  test.each<[example: string, from: string, hours: number, expected: string]>([
    ['E7, a whole day', '2023-05-17 10:00', 8, '2023-05-18 10:00'],
    ['E7, over the night', '2023-05-17 15:30', 4, '2023-05-18 10:00'],
    ['E7, over holidays', '2023-04-28 16:00', 4, '2023-05-04 10:30'],
    ['ends at noon', '2023-05-17 07:30', 4.5, '2023-05-17 12:00'],
    ['ends at closing', '2023-05-17 07:30', 8, '2023-05-17 17:00'],
    ['from lunch', '2023-05-17 12:20', 1, '2023-05-17 14:30'],
  ])('%s', (_example, from, hours, expected) => {
    expect(due(from, hours, 'working_hour')).toBe(expected);
  });
});

describe('calendar days (R4)', () => {
  test.each<[example: string, from: string, days: number, expected: string]>([
    ['E8, ends on Sunday', '2023-04-10 09:00', 20, '2023-05-04 17:00'],
    ['E8, ends on 2/9', '2023-08-03 09:00', 30, '2023-09-05 17:00'],
    ['ends on a workday', '2023-05-08 09:00', 3, '2023-05-11 17:00'],
  ])('%s', (_example, from, days, expected) => {
    expect(due(from, days, 'calendar_day')).toBe(expected);
  });
});

describe('E9: a supplement (R11, R13)', () => {
  const accepted = question('2023-05-08 09:00', 10, 'working_day');
  const pause = { from: at('2023-05-11 10:00'), to: at('2023-05-18 08:30') };

  it('would have been due on 22/5, and could be asked for until 11/5', () => {
    expect(wall(dueAt(desk, accepted))).toBe('2023-05-22 17:00');
    expect(due('2023-05-08 09:00', 3, 'working_day')).toBe('2023-05-11 17:00');
  });

  it('restarts with the full duration when complete', () => {
    expect(due('2023-05-18 08:30', 10, 'working_day')).toBe('2023-06-01 17:00');
  });

  it('or gives the pause back to the minute', () => {
    expect(desk.workingMinutesBetween(pause.from, pause.to)).toBe(2310);
    expect(wall(dueAt(desk, { ...accepted, pauses: [pause] }))).toBe('2023-05-29 15:30');
  });
});

describe('E10: form 04 in time (R17)', () => {
  const until = (currentDueAt: string, unit: LimitUnit = 'working_day', acceptedAt = '2023-04-10 09:00') =>
    wall(
      timelyUntil(desk, {
        unit,
        acceptedAt: at(acceptedAt),
        currentDueAt: at(currentDueAt),
        lateFrom: lateFrom(at(currentDueAt), unit),
      }),
    );

  test.each<[situation: string, due: string, unit: LimitUnit, accepted: string, end: string]>([
    ['due on Wednesday', '2023-05-24 17:00', 'working_day', '2023-05-08 09:00', '2023-05-24 00:00'],
    ['due on Monday', '2023-05-22 17:00', 'working_day', '2023-05-08 09:00', '2023-05-20 00:00'],
    ['due after holidays', '2023-05-04 17:00', 'working_day', '2023-04-20 09:00', '2023-04-29 00:00'],
    ['calendar days', '2023-05-24 17:00', 'calendar_day', '2023-05-08 09:00', '2023-05-24 00:00'],
    ['one day: until it is late', '2023-05-24 17:00', 'working_day', '2023-05-23 09:00', '2023-05-25 00:00'],
    ['same day: until it is late', '2023-05-24 17:00', 'same_day', '2023-05-24 09:00', '2023-05-25 00:00'],
    ['hours: until it is late', '2023-05-24 10:00', 'working_hour', '2023-05-10 09:00', '2023-05-24 10:01'],
  ])('%s', (_situation, dueOn, unit, accepted, end) => {
    expect(until(dueOn, unit, accepted)).toBe(end);
  });
});

describe('E11, E15: finished after the due date (R19, R21, R22)', () => {
  const judged = (dueOn: string, finished: string) => {
    const late = lateFrom(at(dueOn), 'working_day');
    const finishedAt = at(finished);
    return [
      timelinessAt({ finishedAt, lateFrom: late, unit: 'working_day', ending: 'completed' }),
      daysLate(desk, { lateFrom: late, unit: 'working_day' }, finishedAt),
    ];
  };

  it('E11: two days late', () => {
    expect(judged('2023-05-24 17:00', '2023-05-26 09:00')).toEqual(['late', 2]);
  });

  it('E15: an extension changes nothing, and its letter was in time', () => {
    expect(judged('2023-05-19 17:00', '2023-05-24 09:00')).toEqual(['late', 3]);
    const facts = {
      unit: 'working_day',
      acceptedAt: at('2023-05-05 09:00'),
      currentDueAt: at('2023-05-19 17:00'),
    } as const;
    const end = timelyUntil(desk, { ...facts, lateFrom: lateFrom(facts.currentDueAt, 'working_day') });
    expect(at('2023-05-18 16:00') < end).toBe(true);
    expect(at('2023-05-19 00:00') < end).toBe(false);
  });
});

it('E12: the stages add up to the whole (R28)', () => {
  const whole = question('2023-05-08 09:00', 10, 'working_day');
  const stages = stageDueDates(desk, whole, [2, 6, 2]);
  expect(stages.map(wall)).toEqual(['2023-05-10 17:00', '2023-05-18 17:00', '2023-05-22 17:00']);
  expect(stages.at(-1)).toBe(dueAt(desk, whole));
  expect(stageDueDates(desk, { ...whole, extra: 1 }, [2, 6, 2]).at(-1)).toBe(dueAt(desk, { ...whole, extra: 1 }));
});

test.each<[step: string, days: number, expected: string]>([
  ['refuse', 2, '2023-04-28 17:00'],
  ['clarify', 5, '2023-05-08 17:00'],
  ['resolve', 15, '2023-05-22 17:00'],
])('E13: feedback of 26/4, %s', (_step, days, expected) => {
  expect(due('2023-04-26 10:00', days, 'working_day')).toBe(expected);
});

test.each<[situation: string, accepted: string, transfer: string]>([
  ['in the morning', '2023-05-16 09:00', '2023-05-16 17:00'],
  ['at 15:00', '2023-05-16 15:00', '2023-05-16 17:00'],
  ['later', '2023-05-16 15:01', '2023-05-17 07:30'],
  ['later, before Tết', '2023-01-19 16:00', '2023-01-27 07:30'],
  ['on a holiday', '2023-05-01 09:00', '2023-05-04 07:30'],
])('transfer to the agency, accepted %s (R7)', (_situation, accepted, transfer) => {
  expect(wall(transferDueAt(desk, at(accepted)))).toBe(transfer);
});

describe('when a dossier is late (acts.md)', () => {
  test.each<[due: string, unit: LimitUnit, late: string]>([
    ['2023-05-24 17:00', 'working_day', '2023-05-25 00:00'],
    ['2023-05-24 15:30', 'calendar_day', '2023-05-25 00:00'],
    ['2023-05-24 17:00', 'same_day', '2023-05-25 00:00'],
    ['2023-05-24 10:00', 'working_hour', '2023-05-24 10:01'],
    ['2023-05-25 00:00', 'working_day', '2023-05-25 00:00'],
    ['2023-05-25 00:00', 'working_hour', '2023-05-25 00:01'],
  ])('due %s, %s', (dueOn, unit, late) => {
    expect(wall(lateFrom(at(dueOn), unit))).toBe(late);
  });
});

describe('timeliness at settlement', () => {
  test.each<
    [situation: string, unit: LimitUnit, due: string, finished: string, ending: Finish['ending'], expected: string]
  >([
    ['the day before', 'working_day', '2023-05-24 17:00', '2023-05-23 23:59', 'completed', 'early'],
    ['first minute of the due day', 'working_day', '2023-05-24 17:00', '2023-05-24 00:00', 'completed', 'on_time'],
    ['evening of the due day', 'working_day', '2023-05-24 17:00', '2023-05-24 23:59', 'completed', 'on_time'],
    ['midnight', 'working_day', '2023-05-24 17:00', '2023-05-25 00:00', 'completed', 'late'],
    ['due at midnight, that day', 'working_day', '2023-05-25 00:00', '2023-05-24 10:00', 'completed', 'on_time'],
    ['hours, the day before', 'working_hour', '2023-05-24 10:00', '2023-05-23 16:00', 'completed', 'early'],
    ['hours, the same morning', 'working_hour', '2023-05-24 10:00', '2023-05-24 08:00', 'completed', 'on_time'],
    ['hours, to the minute', 'working_hour', '2023-05-24 10:00', '2023-05-24 10:00', 'completed', 'on_time'],
    ['hours, one minute over', 'working_hour', '2023-05-24 10:00', '2023-05-24 10:01', 'completed', 'late'],
    ['hours, due at midnight', 'working_hour', '2023-05-25 00:00', '2023-05-24 10:00', 'completed', 'on_time'],
    ['withdrawn long before', 'working_day', '2023-05-24 17:00', '2023-05-10 09:00', 'withdrawn', 'on_time'],
    ['withdrawn when late', 'working_day', '2023-05-24 17:00', '2023-05-25 09:00', 'withdrawn', 'late'],
    ['stopped long before', 'working_day', '2023-05-24 17:00', '2023-05-10 09:00', 'stopped', 'on_time'],
    ['stopped when late', 'working_day', '2023-05-24 17:00', '2023-05-25 09:00', 'stopped', 'late'],
  ])('%s, %s', (_situation, unit, dueOn, finished, ending, expected) => {
    const late = lateFrom(at(dueOn), unit);
    expect(timelinessAt({ finishedAt: at(finished), lateFrom: late, unit, ending })).toBe(expected);
  });

  it('served on the spot is always on time', () => {
    const late = lateFrom(at('2023-05-24 17:00'), 'working_day');
    const served = { lateFrom: late, unit: 'working_day', ending: 'completed', instant: true } as const;
    expect(timelinessAt({ ...served, finishedAt: at('2023-05-10 09:00') })).toBe('on_time');
  });

  it('withdrawn or stopped while waiting for the citizen is on time, a result without a due date a defect', () => {
    const waiting = { finishedAt: at('2023-05-24 09:00'), lateFrom: null, unit: 'working_day' } as const;
    expect(timelinessAt({ ...waiting, ending: 'withdrawn' })).toBe('on_time');
    expect(timelinessAt({ ...waiting, ending: 'stopped' })).toBe('on_time');
    expect(() => timelinessAt({ ...waiting, ending: 'completed' })).toThrow(RangeError);
  });

  it('an hour limit missed on its own day says minutes, not days', () => {
    const missed = at('2023-05-24 10:00');
    const late = lateFrom(missed, 'working_hour');
    const finishedAt = at('2023-05-24 14:00');
    expect(daysLate(desk, { lateFrom: late, unit: 'working_hour' }, finishedAt)).toBe(0);
    expect(minutesLate(desk, missed, late, finishedAt)).toBe(150);
  });
});

it('tells day and hour of local time apart from the day in Greenwich', () => {
  expect(localDate(at('2023-05-24 06:59'))).toBe('2023-05-24');
  expect(due('2023-05-24 00:00', 1, 'working_day')).toBe('2023-05-25 17:00');
});
