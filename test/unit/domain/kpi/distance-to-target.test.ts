import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { distanceToTarget } from '../../../../src/domain/kpi/distance-to-target.js';
import { meetsTarget } from '../../../../src/domain/kpi/on-time-rate.js';

describe('the distance to the target', () => {
  test.each<{ kept: number; resolved: number; distance: number | null; because: string }>`
    kept    | resolved | distance | because
    ${400}  | ${417}   | ${4}     | ${'400 of 421 is 95.01 %, of 422 94.79 %'}
    ${949}  | ${1000}  | ${-20}   | ${'969 of 1020 is exactly 95 %'}
    ${950}  | ${1000}  | ${0}     | ${'exactly at the target: not one more'}
    ${19}   | ${20}    | ${0}     | ${'the smallest lot that can hold one late return'}
    ${20}   | ${20}    | ${1}     | ${'the next may be late'}
    ${1}    | ${1}     | ${0}     | ${'one of two would be 50 %'}
    ${0}    | ${1}     | ${-19}   | ${'one late return needs nineteen on time'}
    ${1000} | ${1000}  | ${52}    | ${'1000 of 1052 is 95.06 %'}
    ${9499} | ${10000} | ${-20}   | ${'9519 of 10020 is 95 %'}
    ${0}    | ${0}     | ${null}  | ${'nothing resolved yet'}
  `('of $kept kept in $resolved is $distance: $because', ({ kept, resolved, distance }) => {
    expect(distanceToTarget(kept, resolved, 95)).toBe(distance);
  });

  test.each([
    [5, 4, 95],
    [-1, 4, 95],
    [1.5, 4, 95],
    [1, 4, 100],
    [1, 4, 0],
  ])('refuses %p kept of %p at %p %%', (kept, resolved, target) => {
    expect(() => distanceToTarget(kept, resolved, target)).toThrow(RangeError);
  });

  it('is exact: so many more keep or regain the target, and one more or fewer does not', () => {
    const lot = fc.tuple(fc.nat(5000), fc.nat(300), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(lot, ([kept, late, target]) => {
        const resolved = kept + late;
        const distance = distanceToTarget(kept, resolved, target);
        if (distance === null) return resolved === 0;
        if (meetsTarget(kept, resolved, target)) {
          expect(distance).toBeGreaterThanOrEqual(0);
          expect(meetsTarget(kept, resolved + distance, target)).toBe(true);
          expect(meetsTarget(kept, resolved + distance + 1, target)).toBe(false);
        } else {
          const needed = -distance;
          expect(needed).toBeGreaterThan(0);
          expect(meetsTarget(kept + needed, resolved + needed, target)).toBe(true);
          expect(meetsTarget(kept + needed - 1, resolved + needed - 1, target)).toBe(false);
        }
        return true;
      }),
      { numRuns: 500 },
    );
  });
});
