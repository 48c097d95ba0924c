import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { FEE_RULE, feeFor, isPerPage } from '../../../../src/domain/procedure/fee.js';

const COPIES = { feeVnd: 2_000, feeRule: 'page;2000;2;1000;200000' };
const SIGNATURES = { feeVnd: 10_000, feeRule: 'copy;10000' };
const PLAIN = { feeVnd: 100_000, feeRule: null };

describe('the fee of what is asked for', () => {
  test.each([
    ['one page', COPIES, 1, 1, 2_000],
    ['two pages', COPIES, 1, 2, 4_000],
    ['the third page is cheaper', COPIES, 1, 3, 5_000],
    ['each copy again', COPIES, 3, 3, 15_000],
    ['the last page below the most', COPIES, 1, 198, 200_000],
    ['never more than the most a copy', COPIES, 1, 500, 200_000],
    ['the most for each copy', COPIES, 2, 500, 400_000],
    ['pages nobody counted', COPIES, 3, null, 2_000],
    ['so much a copy', SIGNATURES, 4, null, 40_000],
    ['so much a copy, whatever the pages', SIGNATURES, 1, 9, 10_000],
    ['one amount', PLAIN, 7, 7, 100_000],
  ])('%s', (_, terms, copies, pages, fee) => {
    expect(feeFor(terms, { copies, pages })).toBe(fee);
  });

  it('never falls when a page or a copy is added', () => {
    const count = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(count, count, (copies, pages) => {
        const fee = feeFor(COPIES, { copies, pages });
        expect(feeFor(COPIES, { copies, pages: pages + 1 })).toBeGreaterThanOrEqual(fee);
        expect(feeFor(COPIES, { copies: copies + 1, pages })).toBe((fee / copies) * (copies + 1));
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('takes no count of %d', (count) => {
    expect(() => feeFor(COPIES, { copies: count, pages: 1 })).toThrow(RangeError);
    expect(() => feeFor(COPIES, { copies: 1, pages: count })).toThrow(RangeError);
  });

  it('knows when pages must be counted', () => {
    expect([COPIES, SIGNATURES, PLAIN].map(isPerPage)).toEqual([true, false, false]);
  });

  it.each(['page;2000', 'copy;', 'copy;-1', 'copy;1;2', 'each;3', ''])('does not read %s', (rule) => {
    expect(FEE_RULE.test(rule)).toBe(false);
  });
});
