import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addIi06,
  brokenIdentities,
  ii06Of,
  II06_COLUMNS,
  NO_II06,
  type ChannelCounts,
} from '../../../../src/domain/kpi/ii06.js';
import { NO_COUNTS } from '../../../../src/domain/kpi/on-time-rate.js';

/** Reference E14. */
const E14: readonly ChannelCounts[] = [
  { ...NO_COUNTS, channel: 'online', received: 310, early: 212, onTime: 80, late: 7, inTime: 11 },
  { ...NO_COUNTS, channel: 'counter', received: 600, carried: 85, early: 180, onTime: 290, late: 30, inTime: 159, overdue: 26 }, // prettier-ignore
  { ...NO_COUNTS, channel: 'postal', received: 40, early: 20, onTime: 10, inTime: 10 },
];

const few = fc.nat({ max: 500 });
/** One channel whose dossiers add up, whatever became of them. */
const anyChannel: fc.Arbitrary<ChannelCounts> = fc
  .record({
    channel: fc.constantFrom('online' as const, 'counter' as const, 'postal' as const),
    ...{ early: few, onTime: few, late: few, inTime: few, overdue: few, carriedShare: fc.nat({ max: 100 }) },
  })
  .map(({ carriedShare, ...counts }) => {
    const all = counts.early + counts.onTime + counts.late + counts.inTime + counts.overdue;
    const carried = Math.floor((all * carriedShare) / 100);
    return { ...NO_COUNTS, ...counts, carried, received: all - carried };
  });

describe('a line of form II.06', () => {
  it('is that of the example of the reference', () => {
    const line = ii06Of(E14);
    expect(II06_COLUMNS.map((column) => line[column])).toEqual([1035, 310, 640, 85, 829, 412, 380, 37, 206, 180, 26]);
    expect(brokenIdentities(line)).toEqual([]);
  });

  it('of nothing is nothing, and sound', () => {
    expect(Object.values(NO_II06).every((value) => value === 0)).toBe(true);
    expect(brokenIdentities(NO_II06)).toEqual([]);
  });

  it('holds its identities, by itself and added up', () => {
    fc.assert(
      fc.property(fc.array(anyChannel), fc.array(anyChannel), (one, other) => {
        const [a, b] = [ii06Of(one), ii06Of(other)];
        for (const line of [a, b, addIi06(a, b)]) expect(brokenIdentities(line)).toEqual([]);
        expect(addIi06(a, b)).toEqual(ii06Of([...one, ...other]));
      }),
    );
  });

  test.each([
    ['(3) = (4) + (5) + (6)', { direct: 1 }],
    ['(7) = (8) + (9) + (10)', { late: 1 }],
    ['(11) = (12) + (13)', { overdue: 1 }],
    ['(3) = (7) + (11)', { total: 1, online: 1 }],
  ])('that breaks %s says so', (identity, changed) => {
    expect(brokenIdentities({ ...NO_II06, ...changed })).toEqual([identity]);
  });
});
