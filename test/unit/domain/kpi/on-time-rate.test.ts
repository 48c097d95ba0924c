import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addCounts,
  balances,
  meetsTarget,
  NO_COUNTS,
  percent,
  ratesOf,
  withoutCounts,
  type Counts,
} from '../../../../src/domain/kpi/on-time-rate.js';

/** Reference E14: online 310 and direct or post 640 received, 85 carried in. */
const E14: Counts = {
  ...NO_COUNTS,
  received: 310 + 640,
  carried: 85,
  early: 412,
  onTime: 380,
  late: 37,
  inTime: 180,
  overdue: 26,
};

const few = fc.nat({ max: 20_000 });
const counts: fc.Arbitrary<Counts> = fc.record({
  received: few,
  carried: few,
  early: few,
  onTime: few,
  late: few,
  inTime: few,
  overdue: few,
  withdrawn: few,
  stopped: few,
  refused: few,
});

describe('the on-time rates', () => {
  it('are those of the worked example E14', () => {
    expect(balances(E14)).toBe(true);
    expect(ratesOf(E14, 95)).toEqual({
      resolved: 829,
      inProgress: 206,
      resolvedOnTimeRate: 95.54,
      receivedOnTimeRate: 76.52,
      qd766Rate: 93.91,
      met: true,
    });
  });

  it('are nothing, not 100 %, where there is nothing to divide by', () => {
    const nothing = { resolvedOnTimeRate: null, receivedOnTimeRate: null, qd766Rate: null, met: null };
    expect(ratesOf(NO_COUNTS, 95)).toEqual({ resolved: 0, inProgress: 0, ...nothing });
    expect(ratesOf({ ...NO_COUNTS, received: 3, inTime: 2, overdue: 1 }, 95)).toEqual({
      resolved: 0,
      inProgress: 3,
      resolvedOnTimeRate: null,
      receivedOnTimeRate: 0,
      qd766Rate: 66.67,
      met: null,
    });
  });

  test.each<{ kept: number; resolved: number; target: number; met: boolean | null }>`
    kept    | resolved | target | met
    ${949}  | ${1000}  | ${95}  | ${false}
    ${9499} | ${10000} | ${95}  | ${false}
    ${950}  | ${1000}  | ${95}  | ${true}
    ${951}  | ${1000}  | ${95}  | ${true}
    ${19}   | ${20}    | ${95}  | ${true}
    ${18}   | ${19}    | ${95}  | ${false}
    ${90}   | ${100}   | ${90}  | ${true}
    ${0}    | ${5}     | ${95}  | ${false}
    ${0}    | ${0}     | ${95}  | ${null}
  `('$kept of $resolved against $target %: met is $met', ({ kept, resolved, target, met }) => {
    expect(meetsTarget(kept, resolved, target)).toBe(met);
  });

  test.each([0, 100, 95.5, Number.NaN])('refuse the target %p', (target) => {
    expect(() => ratesOf(E14, target)).toThrow(RangeError);
  });

  test.each<{ part: number; whole: number; shown: number | null }>`
    part        | whole        | shown
    ${1}        | ${3}         | ${33.33}
    ${2}        | ${3}         | ${66.67}
    ${1}        | ${800}       | ${0.13}
    ${3}        | ${800}       | ${0.38}
    ${201}      | ${20_000}    | ${1.01}
    ${19_999}   | ${20_000}    | ${100}
    ${9499}     | ${10_000}    | ${94.99}
    ${1_000_00} | ${1_000_000} | ${10}
    ${0}        | ${7}         | ${0}
    ${7}        | ${7}         | ${100}
    ${0}        | ${0}         | ${null}
  `('$part of $whole is shown as $shown', ({ part, whole, shown }) => {
    expect(percent(part, whole)).toBe(shown);
  });

  it('are rounded half-up, by at most half of the last digit', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (a, b) => {
        const [part, whole] = a <= b ? [a, b] : [b, a];
        const hundredths = Math.round((percent(part, whole) ?? Number.NaN) * 100);
        // -whole <= 2(10^4 part - hundredths whole) < whole, the lower bound excluded: a half goes up
        const error = 2 * (10_000 * part - hundredths * whole);
        return error >= -whole && error < whole;
      }),
    );
  });

  it('never claim the target on a rounded figure', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const { met, resolvedOnTimeRate } = ratesOf(some, 95);
        if (met === null) return resolvedOnTimeRate === null;
        return met ? resolvedOnTimeRate! >= 95 : resolvedOnTimeRate! <= 95;
      }),
    );
  });

  it('stay between 0 and 100 and in order when the identities hold', () => {
    const sound = fc.record({ c: counts, cut: fc.double({ min: 0, max: 1, noNaN: true }) }).map(({ c, cut }) => {
      const total = c.early + c.onTime + c.late + c.inTime + c.overdue;
      const received = Math.floor(total * cut);
      return { ...c, received, carried: total - received };
    });
    fc.assert(
      fc.property(sound, (c) => {
        const { receivedOnTimeRate, qd766Rate, resolvedOnTimeRate } = ratesOf(c, 95);
        expect(balances(c)).toBe(true);
        if (receivedOnTimeRate === null || qd766Rate === null) return;
        expect(receivedOnTimeRate).toBeLessThanOrEqual(qd766Rate);
        expect(qd766Rate).toBeLessThanOrEqual(100);
        expect(resolvedOnTimeRate ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('notice a dossier that came in and is nowhere', () => {
    expect(balances({ ...E14, received: E14.received + 1 })).toBe(false);
    expect(balances({ ...E14, inTime: -1, overdue: E14.inTime + E14.overdue + 1 })).toBe(false);
  });
});

describe('counts', () => {
  it('add up field by field, with nothing as the neutral one', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(addCounts(a, NO_COUNTS)).toEqual(a);
        expect(withoutCounts(addCounts(a, b), b)).toEqual(a);
        expect(addCounts(a, b)).toEqual(addCounts(b, a));
        const sum = addCounts(a, b);
        for (const key of Object.keys(NO_COUNTS) as (keyof Counts)[]) expect(sum[key]).toBe(a[key] + b[key]);
      }),
    );
  });
});
