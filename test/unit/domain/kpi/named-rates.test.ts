import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { NAMED_RATES, shareOf } from '../../../../src/domain/kpi/named-rates.js';
import { NO_COUNTS, percent, ratesOf, TARGET_PERCENT, type Counts } from '../../../../src/domain/kpi/on-time-rate.js';

/** Reference E14: 950 received or carried in, 829 resolved, 37 of them late. */
const E14: Counts = { ...NO_COUNTS, received: 950, carried: 85, early: 412, onTime: 380, late: 37, inTime: 180, overdue: 26 }; // prettier-ignore

describe('the named on-time rates', () => {
  test.each([
    ['resolved', { part: 792, whole: 829, missed: 37 }],
    ['received', { part: 792, whole: 1035, missed: 243 }],
    ['qd766', { part: 972, whole: 1035, missed: 63 }],
  ] as const)('%s divides %j', (rate, share) => {
    expect(shareOf(rate, E14)).toEqual(share);
  });

  it('are the rates of the figures, and what misses is the rest', () => {
    const few = fc.nat({ max: 5_000 });
    const balanced = fc.tuple(few, few, few, few, few, fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(balanced, ([early, onTime, late, inTime, overdue, share]) => {
        const all = early + onTime + late + inTime + overdue;
        const carried = Math.floor(all * share);
        const counts: Counts = { ...NO_COUNTS, received: all - carried, carried, early, onTime, late, inTime, overdue };
        const { resolvedOnTimeRate, receivedOnTimeRate, qd766Rate } = ratesOf(counts, TARGET_PERCENT);
        const shares = NAMED_RATES.map((rate) => shareOf(rate, counts));
        expect(shares.map(({ part, whole }) => percent(part, whole))).toEqual([resolvedOnTimeRate, receivedOnTimeRate, qd766Rate]); // prettier-ignore
        for (const { part, whole, missed } of shares) expect(part + missed).toBe(whole);
      }),
    );
  });
});
