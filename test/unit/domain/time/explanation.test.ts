import { describe, expect, it } from '@jest/globals';
import type { DeadlineQuestion, TraceStep } from '../../../../src/domain/time/deadline-types.js';
import { explain } from '../../../../src/domain/time/explanation.js';
import { deskCalendar, officeWeek } from '../../../support/desk-calendar.js';
import { at, wall } from '../../../support/moments.js';

const desk = deskCalendar();

/** One line a step: kind, day and month, and what it carries. */
function told(step: TraceStep): string {
  const day = step.date.slice(5);
  switch (step.kind) {
    case 'counted':
      return [day, step.count, step.name].filter((part) => part !== undefined).join(' ');
    case 'skipped':
      return [day, step.reason, step.name].filter((part) => part !== undefined).join(' ');
    case 'worked':
      return `${day} worked ${step.minutes}`;
    case 'paused':
      return `paused ${wall(step.from) ?? ''} to ${wall(step.to) ?? 'open'} ${step.minutes}`;
    case 'day_zero':
      return `${day} zero`;
    case 'received':
    case 'starts':
    case 'after_cutoff':
    case 'due':
      return `${step.kind} ${wall(step.at) ?? ''}`;
  }
}

function trace(question: DeadlineQuestion, calendar = desk): string[] {
  return explain(calendar, question).map(told);
}

describe('a limit in working days', () => {
  it('E1: names every holiday it skips, on weekends too', () => {
    const limit = { amount: 3, unit: 'working_day' } as const;
    expect(trace({ from: at('2023-04-28 14:00'), limit, dayZero: 'receipt' })).toEqual([
      'received 2023-04-28 14:00',
      '04-28 zero',
      '04-29 holiday Giỗ Tổ Hùng Vương (10/3 âm lịch)',
      '04-30 holiday Ngày Chiến thắng',
      '05-01 holiday Ngày Quốc tế Lao động',
      '05-02 compensatory Nghỉ bù 2023-04-29 (Giỗ Tổ Hùng Vương (10/3 âm lịch))',
      '05-03 compensatory Nghỉ bù 2023-04-30 (Ngày Chiến thắng)',
      '05-04 1',
      '05-05 2',
      '05-06 weekend',
      '05-07 weekend',
      '05-08 3',
      'due 2023-05-08 17:00',
    ]);
  });

  it('counts from the start of the clock where the unit does so', () => {
    const limit = { amount: 1, unit: 'working_day' } as const;
    expect(trace({ from: at('2023-05-13 09:00'), limit, dayZero: 'start' })).toEqual([
      'received 2023-05-13 09:00',
      '05-13 weekend',
      '05-14 weekend',
      'starts 2023-05-15 07:30',
      '05-15 zero',
      '05-16 1',
      'due 2023-05-16 17:00',
    ]);
  });

  it('names a swapped Saturday it counts, and the day it was swapped for', () => {
    const limit = { amount: 5, unit: 'working_day' } as const;
    const lines = trace({ from: at('2024-04-26 09:00'), limit, dayZero: 'receipt' });
    expect(lines).toContain('05-04 3 Làm bù cho 2024-04-29 (dịp 30/4-1/5)');
    expect(lines).toContain('04-29 swapped_off Nghỉ hoán đổi dịp 30/4-1/5 (làm bù 2024-05-04)');
  });

  it('E9: counts first, then says how long the clock stood still and when that is given back', () => {
    const pauses = [{ from: at('2023-05-11 10:00'), to: at('2023-05-18 08:30') }];
    const limit = { amount: 10, unit: 'working_day' } as const;
    const lines = trace({ from: at('2023-05-08 09:00'), limit, dayZero: 'receipt', pauses });
    expect(lines.slice(-10)).toEqual([
      '05-22 10',
      'paused 2023-05-11 10:00 to 2023-05-18 08:30 2310',
      '05-23 worked 480',
      '05-24 worked 480',
      '05-25 worked 480',
      '05-26 worked 480',
      '05-27 weekend',
      '05-28 weekend',
      '05-29 worked 390',
      'due 2023-05-29 15:30',
    ]);
  });

  it('has no due while a pause is open', () => {
    const limit = { amount: 2, unit: 'working_day' } as const;
    const pauses = [{ from: at('2023-05-09 10:00'), to: null }];
    expect(trace({ from: at('2023-05-08 09:00'), limit, dayZero: 'receipt', pauses })).toEqual([
      'received 2023-05-08 09:00',
      '05-08 zero',
      '05-09 1',
      '05-10 2',
      'paused 2023-05-09 10:00 to open 0',
    ]);
  });

  it('shows a second pause among the days given back for the first', () => {
    const limit = { amount: 1, unit: 'working_day' } as const;
    const pauses = [
      { from: at('2023-05-09 16:00'), to: at('2023-05-10 08:30') },
      { from: at('2023-05-10 09:00'), to: at('2023-05-10 10:00') },
    ];
    expect(trace({ from: at('2023-05-08 09:00'), limit, dayZero: 'receipt', pauses })).toEqual([
      'received 2023-05-08 09:00',
      '05-08 zero',
      '05-09 1',
      'paused 2023-05-09 16:00 to 2023-05-10 08:30 120',
      '05-10 worked 60',
      'paused 2023-05-10 09:00 to 2023-05-10 10:00 60',
      'due 2023-05-10 10:30',
    ]);
  });

  it('tells pauses that touch or overlap as one', () => {
    const limit = { amount: 1, unit: 'working_day' } as const;
    const pauses = [
      { from: at('2023-05-09 09:00'), to: at('2023-05-09 10:00') },
      { from: at('2023-05-09 10:00'), to: at('2023-05-09 11:00') },
      { from: at('2023-05-09 10:30'), to: at('2023-05-09 10:45') },
    ];
    const lines = trace({ from: at('2023-05-08 09:00'), limit, dayZero: 'receipt', pauses });
    expect(lines.filter((line) => line.startsWith('paused'))).toEqual([
      'paused 2023-05-09 09:00 to 2023-05-09 11:00 120',
    ]);
  });

  it('says so when a weekday has no hours', () => {
    const week = officeWeek();
    const calendar = deskCalendar({ weekly: [{ ...week, spells: { ...week.spells, 3: [] } }] });
    const limit = { amount: 2, unit: 'working_day' } as const;
    expect(trace({ from: at('2023-05-08 09:00'), limit, dayZero: 'receipt' }, calendar)).toEqual([
      'received 2023-05-08 09:00',
      '05-08 zero',
      '05-09 1',
      '05-10 no_hours',
      '05-11 2',
      'due 2023-05-11 17:00',
    ]);
  });
});

it('a limit in calendar days counts holidays, then moves on from a last day that is off', () => {
  const limit = { amount: 3, unit: 'calendar_day' } as const;
  expect(trace({ from: at('2022-08-31 09:00'), limit, dayZero: 'receipt' })).toEqual([
    'received 2022-08-31 09:00',
    '08-31 zero',
    '09-01 1 Quốc khánh (ngày liền kề)',
    '09-02 2 Quốc khánh',
    '09-03 3',
    '09-03 weekend',
    '09-04 weekend',
    'due 2022-09-05 17:00',
  ]);
});

describe('a same-day limit', () => {
  const limit = { amount: 0, unit: 'same_day' } as const;

  it('has nothing to explain when it is kept today', () => {
    expect(trace({ from: at('2023-05-16 15:00'), limit, dayZero: 'receipt' })).toEqual([
      'received 2023-05-16 15:00',
      'due 2023-05-16 17:00',
    ]);
  });

  it('says that 15:00 was over, and what lies between', () => {
    expect(trace({ from: at('2023-05-12 15:20'), limit, dayZero: 'receipt', extra: 1 })).toEqual([
      'received 2023-05-12 15:20',
      'after_cutoff 2023-05-12 15:20',
      '05-13 weekend',
      '05-14 weekend',
      '05-16 1',
      'due 2023-05-16 17:00',
    ]);
  });

  it('says which day off it was handed in on', () => {
    expect(trace({ from: at('2023-05-14 16:00'), limit, dayZero: 'receipt' })).toEqual([
      'received 2023-05-14 16:00',
      '05-14 weekend',
      'due 2023-05-15 17:00',
    ]);
  });
});

describe('a limit in hours', () => {
  it('tells the minutes of each day, and when a night or a pause stopped them', () => {
    const pauses = [{ from: at('2023-05-15 08:00'), to: at('2023-05-15 14:00') }];
    const limit = { amount: 4, unit: 'working_hour' } as const;
    expect(trace({ from: at('2023-05-12 15:30'), limit, dayZero: 'receipt', pauses })).toEqual([
      'received 2023-05-12 15:30',
      '05-12 worked 90',
      '05-13 weekend',
      '05-14 weekend',
      '05-15 worked 150',
      'paused 2023-05-15 08:00 to 2023-05-15 14:00 270',
      'due 2023-05-15 16:00',
    ]);
  });

  it('tells when the clock starts', () => {
    const limit = { amount: 1, unit: 'working_hour' } as const;
    expect(trace({ from: at('2023-05-12 17:00'), limit, dayZero: 'receipt' })).toEqual([
      'received 2023-05-12 17:00',
      '05-13 weekend',
      '05-14 weekend',
      'starts 2023-05-15 07:30',
      '05-15 worked 60',
      'due 2023-05-15 08:30',
    ]);
  });

  it('a pause open from the first minute leaves nothing to count', () => {
    const pauses = [{ from: at('2023-05-12 09:00'), to: null }];
    const limit = { amount: 1, unit: 'working_hour' } as const;
    expect(trace({ from: at('2023-05-12 09:00'), limit, dayZero: 'receipt', pauses })).toEqual([
      'received 2023-05-12 09:00',
      'paused 2023-05-12 09:00 to open 0',
    ]);
  });
});

it('gives the day that ends when work ends at midnight', () => {
  const night = [{ opens: 22 * 60, closes: 24 * 60 }];
  const calendar = deskCalendar({ weekly: [officeWeek(night)], days: [] });
  const steps = explain(calendar, {
    from: at('2023-05-15 22:00'),
    limit: { amount: 2, unit: 'working_hour' },
    dayZero: 'receipt',
  });
  expect(steps.map(told)).toEqual(['received 2023-05-15 22:00', '05-15 worked 120', 'due 2023-05-16 00:00']);
  expect(steps.at(-1)?.date).toBe('2023-05-15');
});

it('the longest limit anybody may enter is told in full, one step a day', () => {
  const limit = { amount: 365, unit: 'working_day' } as const;
  const steps = explain(desk, { from: at('2023-01-03 09:00'), limit, dayZero: 'receipt' });
  expect(steps.filter(({ kind }) => kind === 'counted')).toHaveLength(365);
  const days = steps.filter(({ kind }) => kind === 'counted' || kind === 'skipped').map(({ date }) => date);
  expect(new Set(days).size).toBe(days.length);
  expect(days.at(-1)).toBe(steps.at(-1)?.date);
});
