import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../../../src/domain/errors.js';
import {
  calendarMonthOf,
  calendarQuarter,
  calendarYear,
  day15YearOf,
  daysWithin,
  monthsUpTo,
  monthsWithin,
  parsePeriod,
} from '../../../../src/domain/kpi/period.js';
import { addDays, dayNumber, fromDayNumber, plainDate } from '../../../../src/domain/time/plain-date.js';

const day = fc
  .integer({ min: dayNumber(plainDate('2001-01-01')), max: dayNumber(plainDate('2198-12-31')) })
  .map(fromDayNumber);

describe('a reporting period', () => {
  test.each<{ code: string; basis: string; from: string; to: string }>`
    code                        | basis         | from            | to
    ${'2023-05'}                | ${'calendar'} | ${'2023-05-01'} | ${'2023-05-31'}
    ${'2023-02'}                | ${'calendar'} | ${'2023-02-01'} | ${'2023-02-28'}
    ${'2024-02'}                | ${'calendar'} | ${'2024-02-01'} | ${'2024-02-29'}
    ${'2023-12'}                | ${'calendar'} | ${'2023-12-01'} | ${'2023-12-31'}
    ${'2023-Q1'}                | ${'day15'}    | ${'2022-12-15'} | ${'2023-03-14'}
    ${'2023-Q2'}                | ${'day15'}    | ${'2023-03-15'} | ${'2023-06-14'}
    ${'2023-Q3'}                | ${'day15'}    | ${'2023-06-15'} | ${'2023-09-14'}
    ${'2023-Q4'}                | ${'day15'}    | ${'2023-09-15'} | ${'2023-12-14'}
    ${'2023-6M'}                | ${'day15'}    | ${'2022-12-15'} | ${'2023-06-14'}
    ${'2023-9M'}                | ${'day15'}    | ${'2022-12-15'} | ${'2023-09-14'}
    ${'2023'}                   | ${'day15'}    | ${'2022-12-15'} | ${'2023-12-14'}
    ${'2023-05-02..2023-05-19'} | ${'calendar'} | ${'2023-05-02'} | ${'2023-05-19'}
    ${'2023-05-02..2023-05-02'} | ${'calendar'} | ${'2023-05-02'} | ${'2023-05-02'}
  `('$code runs from $from to $to', ({ code, basis, from, to }) => {
    expect(parsePeriod(code)).toEqual({ code, basis, from, to });
  });

  test.each([
    '',
    '2023-13',
    '2023-00',
    '2023-5',
    '2023-Q5',
    '2023-Q0',
    '2023-q2',
    '2023-3M',
    '23',
    '1999',
    '9999',
    ' 2023',
    '2023\n',
    '2023-05-01',
    '2023-05-19..2023-05-02',
    '2023-02-30..2023-03-01',
    '2013-01-01..2023-12-31',
    '2023-05-02..2023-05-19..',
    '２０２３',
    'constructor',
    '2023-constructor',
    '2023-05'.repeat(10_000),
  ])('%.30p is none', (code) => {
    expect(() => parsePeriod(code)).toThrow(DomainError);
    expect(() => parsePeriod(code)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  });

  it('of any text is read or refused, never guessed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-?[\dQM]{0,3}$/)), (text) => {
        try {
          return parsePeriod(text).code === text;
        } catch (error) {
          return error instanceof DomainError;
        }
      }),
    );
  });

  it('of a quarter follows the one before without a gap, and four make the year', () => {
    const [q1, q2, q3, q4] = ['Q1', 'Q2', 'Q3', 'Q4'].map((q) => parsePeriod(`2024-${q}`));
    expect(addDays(q1!.to, 1)).toBe(q2!.from);
    expect(addDays(q2!.to, 1)).toBe(q3!.from);
    expect(addDays(q3!.to, 1)).toBe(q4!.from);
    expect({ from: q1!.from, to: q4!.to }).toMatchObject({
      from: parsePeriod('2024').from,
      to: parsePeriod('2024').to,
    });
    expect(addDays(parsePeriod('2023').to, 1)).toBe(parsePeriod('2024').from);
  });

  test.each<{ day: string; year: string }>`
    day             | year
    ${'2023-05-17'} | ${'2023'}
    ${'2023-12-14'} | ${'2023'}
    ${'2023-12-15'} | ${'2024'}
    ${'2024-01-01'} | ${'2024'}
  `('$day belongs to the statutory year $year', ({ day: text, year }) => {
    expect(day15YearOf(plainDate(text))).toEqual(parsePeriod(year));
  });

  it('holds the day it was asked for', () => {
    fc.assert(
      fc.property(day, (date) =>
        [day15YearOf(date), calendarMonthOf(date)].every(
          (period) => period.from <= date && date <= period.to && parsePeriod(period.code).from === period.from,
        ),
      ),
    );
  });

  it('by the calendar: quarters and years', () => {
    expect(calendarQuarter(2023, 1)).toEqual({ from: '2023-01-01', to: '2023-03-31' });
    expect(calendarQuarter(2023, 4)).toEqual({ from: '2023-10-01', to: '2023-12-31' });
    expect(calendarYear(2023)).toEqual({ from: '2023-01-01', to: '2023-12-31' });
  });
});

describe('the months of a figure', () => {
  it('up to a day are the last ones, oldest first, across the year', () => {
    expect(monthsUpTo(plainDate('2024-02-10'), 4).map(({ code }) => code)).toEqual([
      '2023-11',
      '2023-12',
      '2024-01',
      '2024-02',
    ]);
  });

  it('within a range are cut to it', () => {
    expect(monthsWithin({ from: plainDate('2022-12-15'), to: plainDate('2023-02-03') })).toMatchObject([
      { code: '2022-12', from: '2022-12-15', to: '2022-12-31' },
      { code: '2023-01', from: '2023-01-01', to: '2023-01-31' },
      { code: '2023-02', from: '2023-02-01', to: '2023-02-03' },
    ]);
  });

  it('within a range cover each of its days once', () => {
    fc.assert(
      fc.property(day, fc.nat(900), (from, length) => {
        const range = { from, to: addDays(from, length) };
        expect(monthsWithin(range).flatMap(daysWithin)).toEqual(daysWithin(range));
      }),
      { numRuns: 30 },
    );
  });
});
