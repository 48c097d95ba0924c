import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { summaryDays } from '../../../../src/domain/kpi/summary-days.js';
import { addDays, plainDate } from '../../../../src/domain/time/plain-date.js';

describe('what a morning looks back on', () => {
  test.each([
    ['a Tuesday', '2023-05-16', '2023-05-15', null, null],
    ['a Monday', '2023-05-15', '2023-05-12', '2023-05-08..2023-05-14', null],
    ['after a Monday off', '2023-05-16', '2023-05-12', '2023-05-08..2023-05-14', null],
    ['the first of a month, midweek', '2023-06-01', '2023-05-31', null, '2023-05'],
    ['after the holidays of May', '2023-05-04', '2023-04-28', '2023-04-24..2023-04-30', '2023-04'],
    ['after a week of Tết', '2023-01-30', '2023-01-19', '2023-01-16..2023-01-22', null],
    ['the first working day of a year', '2024-01-02', '2023-12-29', '2023-12-25..2023-12-31', '2023-12'],
  ])('%s', (_, today, before, week, month) => {
    const due = summaryDays(plainDate(today), plainDate(before));
    expect(due.week && `${due.week.from}..${due.week.to}`).toBe(week);
    expect(due.month?.code ?? null).toBe(month);
  });

  it('is each week that had a working day, once and whole', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(gaps, (steps) => {
        let before = plainDate('2023-01-02');
        const told: string[] = [];
        const worked = new Set<string>();
        for (const step of steps) {
          const today = addDays(before, step);
          const { week } = summaryDays(today, before);
          if (week) {
            expect([week.from <= before && before <= week.to, week.to < today]).toEqual([true, true]);
            told.push(week.from);
            worked.add(week.from);
          }
          before = today;
        }
        expect(told).toHaveLength(worked.size);
      }),
    );
  });
});
