import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { FEW_CASES, fewInterval, isUndecided, wilsonInterval } from '../../../../src/domain/kpi/wilson.js';

describe('the interval of a share', () => {
  // By R: prop.test(x, n, correct = FALSE)$conf.int
  test.each([
    [5, 6, 43.65, 96.99],
    [0, 10, 0, 27.75],
    [10, 10, 72.25, 100],
    [1, 1, 20.65, 100],
    [81, 263, 25.53, 36.62],
    [15, 148, 6.24, 16.05],
    [95, 100, 88.82, 97.85],
  ])('of %i out of %i is %f to %f percent', (part, whole, low, high) => {
    const interval = wilsonInterval(part, whole);
    expect(interval?.low).toBeCloseTo(low, 1);
    expect(interval?.high).toBeCloseTo(high, 1);
  });

  it('is not there of no cases', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(fewInterval(0, 0)).toBeNull();
  });

  const counted = fc
    .integer({ min: 1, max: 5_000 })
    .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));

  it('holds the share itself, lies within 0 and 100, and mirrors', () => {
    fc.assert(
      fc.property(counted, ([part, whole]) => {
        const { low, high } = wilsonInterval(part, whole)!;
        const share = (100 * part) / whole;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(low).toBeLessThanOrEqual(share + 1e-9);
        expect(high).toBeGreaterThanOrEqual(share - 1e-9);
        const mirrored = wilsonInterval(whole - part, whole)!;
        expect(mirrored.low).toBeCloseTo(100 - high, 6);
      }),
    );
  });

  it('is narrower of more cases', () => {
    fc.assert(
      fc.property(counted, ([part, whole]) => {
        const few = wilsonInterval(part, whole)!;
        const more = wilsonInterval(4 * part, 4 * whole)!;
        expect(more.high - more.low).toBeLessThan(few.high - few.low);
      }),
    );
  });

  it('speaks only where cases are few, and excuses only what may be well', () => {
    expect(fewInterval(28, FEW_CASES)).toBeNull();
    expect(isUndecided(5, 6, 95)).toBe(true);
    expect(isUndecided(6, 6, 95)).toBe(false);
    expect(isUndecided(2, 20, 95)).toBe(false);
    expect(isUndecided(50, 60, 95)).toBe(false);
  });
});
