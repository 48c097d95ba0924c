import { describe, expect, it, test } from '@jest/globals';
import type { StageTime } from '../../../../src/domain/dossier/stages.js';
import { countHolders, lateHolder } from '../../../../src/domain/kpi/late-holder.js';
import { at } from '../../../support/moments.js';

const FROM = at('2023-05-15 08:30');

const stages = (...blames: (number | null)[]): StageTime[] =>
  blames.map((blame, i) => ({
    ...{ no: i + 1, unitCode: `U${String(i + 1)}`, budgetMinutes: 480, plannedDueAt: FROM, to: null, heldMinutes: 1 },
    from: blame === null ? null : FROM,
    late: false,
    blameMinutes: blame ?? 0,
  }));

describe('who held a late dossier (R28)', () => {
  test.each([
    ['the one with the largest share', [10, 90, 20], 2],
    ['the earlier of equals', [50, 50, null], 1],
    ['without a lost minute, the last that had it', [0, 0, null], 2],
    ['nobody where none was reached', [null, null], null],
    ['the only stage', [0], 1],
  ])('%s', (_, blames, no) => {
    const held = lateHolder(stages(...blames));
    expect(held?.no ?? null).toBe(no);
    if (held) expect(held).toEqual({ unitCode: `U${String(no)}`, no, of: blames.length });
  });

  it('is counted by unit and stage, the most first', () => {
    const [a, b] = [
      { unitCode: 'A', no: 1, of: 2 },
      { unitCode: 'B', no: 2, of: 2 },
    ];
    expect(countHolders([a, b, b, { ...a, no: 2 }])).toEqual([
      { ...b, n: 2 },
      { ...a, n: 1 },
      { ...a, no: 2, n: 1 },
    ]);
    expect(countHolders([])).toEqual([]);
  });
});
