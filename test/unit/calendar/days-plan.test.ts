import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, plainDate, yearOf } from '../../../src/domain/time/plain-date.js';
import type { StoredDay } from '../../../src/calendar/calendar-facts.js';
import { readDays } from '../../../src/calendar/days-import.js';
import { planDays, type Stored } from '../../../src/calendar/days-plan.js';
import { hoursAlreadyWorked, readHours, weeklySets } from '../../../src/calendar/hours-import.js';
import { readSpells, spellsText } from '../../../src/calendar/spell-text.js';

const today = plainDate('2023-05-17');
const HEAD = 'date,kind,name,source,confidence,spells';
const nothing: Stored = { days: [], years: [] };
const fixed = (year: number, confidence = 'high'): string[] =>
  ['01-01', '04-30', '05-01', '09-02'].map((day) => `${year}-${day},holiday,Lễ,Luật,${confidence},`);
const read = (...rows: readonly string[]): ReturnType<typeof readDays> => readDays([HEAD, ...rows].join('\n'));

describe('a file of days off', () => {
  test.each([
    ['a day that does not exist', '2023-02-30,holiday,Lễ,Luật,high,', 'date'],
    ['a kind that there is not', '2023-02-20,weekend,Lễ,Luật,high,', 'kind'],
    ['a mere proposal', '2026-11-23,swapped_off,Hoán đổi,Đề xuất,low,', 'confidence'],
    ['hours on a day off', '2023-02-20,holiday,Lễ,Luật,high,07:30-11:30', 'spells'],
    ['a short day without hours', '2023-02-20,short,Chiều nghỉ,Luật,high,', 'spells'],
    ['hours that are none', '2023-02-20,short,Chiều nghỉ,Luật,high,sáng', 'spells'],
    ['hours that overlap', '2023-02-20,short,Chiều nghỉ,Luật,high,07:30-11:30 11:00-12:00', 'spells'],
    ['no source', '2023-02-20,holiday,Lễ,,high,', 'source'],
  ])('is refused for %s', (_, row, field) => {
    expect(read('2023-02-19,holiday,Lễ,Luật,high,', row).rejected).toEqual([
      { line: 3, field, message: expect.any(String) },
    ]);
  });

  it('may not name a day twice, nor mix what is decided with what is computed', () => {
    const [first = '', second = ''] = fixed(2027);
    expect(read(first, second, first).rejected).toMatchObject([{ line: 4, field: 'date' }]);
    expect(read(first, second.replace('high', 'projected')).rejected).toMatchObject([{ line: 3, field: 'confidence' }]);
  });

  it('makes a year known only when it is whole', () => {
    const plan = (rows: readonly string[]): number[] =>
      planDays(read(...rows).days, nothing, today, 'thử').change.years.map(({ year }) => year);
    expect(plan(fixed(2027))).toEqual([2027]);
    expect(plan(fixed(2027).slice(1))).toEqual([]);
    expect(plan(['2018-12-31,swapped_off,Hoán đổi,Công văn,high,', ...fixed(2019)])).toEqual([2019]);
    expect(plan(fixed(2027).map((row) => row.replace('holiday', 'compensatory')))).toEqual([]);
  });

  it('moves nothing already past in a year that carries promises, whatever it holds', () => {
    const dayOf = (n: number): StoredDay => ({
      date: addDays(plainDate('2023-01-01'), n),
      kind: 'holiday',
      name: 'Lễ',
      source: 'Luật',
      confidence: 'high',
      spells: null,
    });
    const stored: Stored = {
      days: [3, 40, 119, 120, 244, 300].map(dayOf),
      years: [{ year: 2023, state: 'official', confirmedAt: null, confirmedBy: null, source: 'thử' }],
    };
    const anyDays = fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 30 });
    fc.assert(
      fc.property(anyDays, fc.boolean(), (days, whole) => {
        const lines = days.map((n) => `${dayOf(n).date},holiday,Lễ,Luật,high,`);
        const rows = [...new Set(whole ? [...lines, ...fixed(2023)] : lines)];
        const { change, rejected } = planDays(read(...rows).days, stored, today, 'thử');
        const past = [...change.remove, ...change.days.map(({ date }) => date)].filter((date) => date <= today);
        return (
          (past.length === 0) === (rejected.length === 0) && change.days.every(({ date }) => yearOf(date) === 2023)
        );
      }),
    );
  });
});

describe('a file of working hours', () => {
  const hours = (...rows: readonly string[]): ReturnType<typeof readHours> =>
    readHours(['unitCode,validFrom,weekday,opens,closes', ...rows].join('\n'));

  test.each([
    ['hours that end before they begin', '*,2023-01-01,1,12:00,07:30', 'opens'],
    ['an hour that is none', '*,2023-01-01,1,7h30,12:00', 'opens'],
    ['a weekday that there is not', '*,2023-01-01,8,07:30,12:00', 'weekday'],
    ['no Monday: a swapped Saturday would have no hours', '*,2023-01-01,2,07:30,12:00', 'weekday'],
    ['a unit with a strange code', 'phòng,2023-01-01,1,07:30,12:00', 'unitCode'],
  ])('is refused for %s', (_, row, field) => {
    expect(hours(row).rejected).toMatchObject([{ line: 2, field }]);
  });

  it('is refused for hours that overlap', () => {
    expect(hours('*,2023-01-01,1,07:30,12:00', '*,2023-01-01,1,11:00,13:00').rejected).toHaveLength(1);
  });

  it('does not rewrite hours that were worked', () => {
    const before = hours('*,2021-11-01,1,07:30,12:00', '*,2021-11-01,1,13:30,17:00').spells;
    const stored = before.map(({ spell }) => spell);
    expect(hoursAlreadyWorked(before, stored, today)).toEqual([]);
    expect(hoursAlreadyWorked(hours('*,2021-11-01,1,07:30,12:00').spells, stored, today)).toHaveLength(1);
    expect(hoursAlreadyWorked(hours('*,2023-05-17,1,07:00,12:00').spells, stored, today)).toHaveLength(1);
    expect(hoursAlreadyWorked(hours('*,2023-05-18,1,07:00,12:00').spells, stored, today)).toEqual([]);
  });

  it('lets each set end where the next begins, and a unit follow everyone until its own', () => {
    const stored = hours(
      '*,2019-01-01,1,07:00,11:30',
      '*,2021-11-01,1,07:30,12:00',
      'H45.20.33,2023-06-01,1,08:00,12:00',
    ).spells.map(({ spell }) => spell);
    const spans = (unit: string): unknown[] =>
      weeklySets(stored, unit).map(({ validFrom, validTo, spells }) => [validFrom, validTo, spells[1][0]?.opens]);
    expect(spans('*')).toEqual([
      ['2019-01-01', '2021-10-31', 420],
      ['2021-11-01', null, 450],
    ]);
    expect(spans('H45.20.33')).toEqual([
      ['2019-01-01', '2021-10-31', 420],
      ['2021-11-01', '2023-05-31', 450],
      ['2023-06-01', null, 480],
    ]);
  });
});

describe('hours as text', () => {
  it('are read back as they were written', () => {
    expect(readSpells('00:00-24:00')).toEqual([{ opens: 0, closes: 1_440 }]);
    expect(spellsText(readSpells('07:30-11:30 13:30-17:00') as { opens: number; closes: number }[])).toBe(
      '07:30-11:30 13:30-17:00',
    );
    expect(readSpells('24:00-24:30')).toBe('faulty');
    expect(readSpells(null)).toBeNull();
  });
});
