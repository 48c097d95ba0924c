import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { durationBucket, percentileOf, type DurationCount } from '../../../../src/domain/kpi/stage-time.js';

const countsOf = (minutes: readonly number[]): DurationCount[] =>
  minutes.map((each) => ({ bucket: durationBucket(each), n: 1 }));

/** Nearest rank over the durations themselves. */
function exactly(minutes: readonly number[], share: number): number {
  const sorted = [...minutes].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

describe('a percentile of durations', () => {
  test.each`
    minutes                        | share  | least  | most
    ${[0, 0, 0]}                   | ${0.8} | ${0}   | ${0}
    ${[100]}                       | ${0.8} | ${100} | ${109}
    ${[10, 20, 30, 40, 480]}       | ${0.8} | ${40}  | ${43}
    ${[10, 20, 30, 480, 960]}      | ${0.8} | ${480} | ${523}
    ${[60, 60, 60, 60, 60, 60, 1]} | ${0.1} | ${1}   | ${1}
  `('$share of $minutes lies in [$least, $most]', ({ minutes, share, least, most }) => {
    const found = percentileOf(countsOf(minutes as number[]), share as number) ?? -1;
    expect(found).toBeGreaterThanOrEqual(least as number);
    expect(found).toBeLessThanOrEqual(most as number);
  });

  it('of nothing is nothing, also of what was taken back', () => {
    expect(percentileOf([], 0.8)).toBeNull();
    const taken = [
      { bucket: 40, n: 1 },
      { bucket: 40, n: -1 },
    ];
    expect(percentileOf(taken, 0.8)).toBeNull();
  });

  it('is never shorter than the true one and less than a tenth longer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.5, 0.8, 0.9, 1),
        (minutes, share) => {
          const truth = exactly(minutes, share);
          const read = percentileOf(countsOf(minutes), share) ?? -1;
          expect(read).toBeGreaterThanOrEqual(truth);
          expect(read).toBeLessThanOrEqual(truth * 1.1);
        },
      ),
    );
  });
});
