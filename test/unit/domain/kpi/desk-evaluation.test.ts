import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  agencyGrade,
  evaluate,
  feedbackPoints,
  INDICES,
  meanPoints,
  OFFICER_INDICES,
  officerGrade,
  oneDecimal,
  timePoints,
  type IndexNo,
} from '../../../../src/domain/kpi/desk-evaluation.js';
import { countFilings } from '../../../../src/domain/kpi/desk-work.js';

const points = (...all: [IndexNo, number][]): ReadonlyMap<IndexNo, number> => new Map(all);

describe('the evaluation of a desk (TT 01/2018 art. 13-15)', () => {
  test.each([
    [{ early: 3, onTime: 0, late: 0 }, 2],
    [{ early: 0, onTime: 4, late: 0 }, 1],
    [{ early: 0, onTime: 0, late: 2 }, 0],
    [{ early: 2, onTime: 1, late: 1 }, 1.25],
    [{ early: 0, onTime: 0, late: 0 }, null],
  ])('index 1 of %j is %p', (counts, mean) => {
    expect(meanPoints(timePoints(counts))).toBe(mean);
  });

  test.each([
    [10, 10, 2],
    [9, 10, 1],
    [899, 1000, 0],
    [900, 1000, 1],
    [0, 3, 0],
    [0, 0, null],
  ] as const)('index 8: %i of %i on time is %p', (onTime, all, given) => {
    expect(feedbackPoints(onTime, all)).toBe(given);
  });

  test.each([
    [18, 'excellent'],
    [15, 'excellent'],
    [14.9, 'good'],
    [12, 'good'],
    [11.9, 'fair'],
    [9, 'fair'],
    [8.9, 'average'],
    [6, 'average'],
    [5.9, 'weak'],
    [0, 'weak'],
  ] as const)('%d points of 18 are %s', (given, grade) => {
    expect(agencyGrade(given)).toBe(grade);
  });

  test.each([
    [10, 'whole'],
    [5, 'whole'],
    [4.9, 'most'],
    [3.5, 'most'],
    [3.4, 'part'],
  ] as const)('%d points of 10 are the %s task', (given, grade) => {
    expect(officerGrade(given)).toBe(grade);
  });

  test.each([
    [1.25, 1.3],
    [1.24, 1.2],
    [1.249999, 1.2],
    [14.95, 15],
    [0.05, 0.1],
    [4 / 3, 1.3],
    [5 / 3, 1.7],
  ])('%d is said as %d', (value, said) => {
    expect(oneDecimal(value)).toBe(said);
  });

  it('leaves out what there is no data of, and says what the rest would come to', () => {
    expect(evaluate(points())).toEqual({ indices: 0, points: null, most: 0, ofAll: null });
    expect(evaluate(points([1, 1.6], [3, 1.8]))).toEqual({ indices: 2, points: 3.4, most: 4, ofAll: 15.3 });
    expect(evaluate(points([1, 1], [8, 2]), OFFICER_INDICES)).toEqual({ indices: 1, points: 1, most: 2, ofAll: 5 });
    const all = new Map(INDICES.map((no) => [no, 2]));
    expect(evaluate(all)).toEqual({ indices: 9, points: 18, most: 18, ofAll: 18 });
  });

  it('is never below nothing nor above the most, and the whole of all indices is the points', () => {
    const some = fc
      .subarray([...INDICES])
      .chain((nos) =>
        fc.tuple(...nos.map((no) => fc.tuple(fc.constant(no), fc.double({ min: 0, max: 2, noNaN: true })))),
      );
    fc.assert(
      fc.property(some, (given) => {
        const found = evaluate(new Map(given));
        expect(found.indices).toBe(given.length);
        if (found.points === null || found.ofAll === null) return;
        expect([found.points >= 0, found.points <= found.most, found.ofAll <= 18]).toEqual([true, true, true]);
        if (given.length === INDICES.length) expect(found.ofAll).toBe(found.points);
      }),
    );
  });

  it('counts filings by their first answer', () => {
    const filing = { answered: true, inTime: true, sentBack: false, rejected: false };
    const some = [filing, { ...filing, inTime: false, sentBack: true }, { ...filing, answered: false, inTime: false }];
    expect(countFilings(some)).toEqual({ filed: 3, answered: 2, answeredInTime: 1, sentBack: 1, rejected: 0 });
  });
});
