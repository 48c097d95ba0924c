import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  explain,
  RECONCILE_RULES,
  REFERENCE_OF,
  whyAbsent,
  type ReconcileRule,
} from '../../../../src/domain/kpi/reconcile.js';
import {
  agrees,
  isOutside,
  ourReckoning,
  siblingPeriod,
  type Ground,
  type OurDossier,
  type TheirRow,
} from '../../../../src/domain/kpi/reconcile-facts.js';
import { otherReckonings, OTHER_RULES } from '../../../../src/domain/kpi/reconcile-rules.js';
import type { PlainDate } from '../../../../src/domain/time/plain-date.js';
import { honestLives, lived } from '../../../support/other-system.js';
import { LOOKED, plantedDifferences, QUARTER } from '../../../support/planted-differences.js';

const GROUND: Ground = { period: QUARTER, now: LOOKED, takenAt: LOOKED };
const LIVES = honestLives(400).map(lived);

const told = (ours: OurDossier, changes: Partial<TheirRow> = {}): TheirRow => {
  const { received, due, finished, standing } = ourReckoning(ours, GROUND);
  return { received, due, finished: finished ?? 'open', standing, ...changes };
};

describe('why another system says something else', () => {
  it('is nothing when it says the same, however little it tells', () => {
    const blanks = fc.record({
      received: fc.boolean(),
      due: fc.boolean(),
      finished: fc.boolean(),
      standing: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...LIVES), blanks, (ours, blank) => {
        fc.pre(!isOutside(ours, QUARTER));
        const row = told(ours);
        const less = Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, blank[name as keyof typeof blank] ? null : value]),
        ) as unknown as TheirRow;
        expect(explain(ours, less, GROUND)).toBeNull();
      }),
    );
  });

  it('is the rule that made it, or one that says the same and is more specific', () => {
    for (const ours of LIVES.filter((one) => !isOutside(one, QUARTER))) {
      for (const { rule, reckoning } of otherReckonings(ours, null, GROUND)) {
        const { received, due, finished, standing } = reckoning;
        const found = explain(ours, { received, due, finished: finished ?? 'open', standing }, GROUND);
        if (found === null) expect(agrees(told(ours), reckoning)).toBe(true);
        else {
          const order: readonly ReconcileRule[] = OTHER_RULES;
          expect(order.indexOf(found)).toBeGreaterThanOrEqual(0);
          expect(order.indexOf(found)).toBeLessThanOrEqual(order.indexOf(rule));
        }
      }
    }
  });

  test('is never made up: a class that no single rule gives stays unexplained', () => {
    const late = LIVES.find(({ timeliness, ending }) => timeliness === 'late' && ending === 'completed')!;
    expect(explain(late, told(late, { standing: 'early' }), GROUND)).toBe('unexplained');
    expect(explain(late, told(late, { received: '2021-01-04' as PlainDate }), GROUND)).toBe('unexplained');
  });

  it('may be that early and on time are one class there, and late and overdue too', () => {
    for (const ours of LIVES.filter((one) => !isOutside(one, QUARTER))) {
      const { standing } = ourReckoning(ours, GROUND);
      const kept = standing === 'early' || standing === 'on_time';
      const broken = standing === 'late' || standing === 'overdue';
      if (kept) expect(explain(ours, told(ours, { standing: 'kept' }), GROUND)).toBeNull();
      if (broken) expect(explain(ours, told(ours, { standing: 'broken' }), GROUND)).toBeNull();
    }
  });

  it('names a rule of the reference wherever there is one', () => {
    expect(RECONCILE_RULES.filter((rule) => REFERENCE_OF[rule] === null)).toEqual([
      ...['missing_here', 'missing_there', 'double_there', 'elsewhere', 'unreadable', 'unexplained'],
    ]);
  });
});

test.each([
  ['2023-03-15', '2023-06-14', '2023-04-01', '2023-06-30'],
  ['2022-12-15', '2023-12-14', '2023-01-01', '2023-12-31'],
  ['2023-05-01', '2023-05-31', '2023-04-15', '2023-05-14'],
  ['2023-01-01', '2023-03-31', '2022-12-15', '2023-03-14'],
] as const)('%s to %s is %s to %s, cut the other way (R27)', (from, to, otherFrom, otherTo) => {
  expect(siblingPeriod({ from: from as PlainDate, to: to as PlainDate })).toEqual({ from: otherFrom, to: otherTo });
});

test('days that are no period have no other way', () => {
  expect(siblingPeriod({ from: '2023-05-02' as PlainDate, to: '2023-05-19' as PlainDate })).toBeNull();
});

test('a late dossier may be absent there because its new date was kept', () => {
  const extended = plantedDifferences().find(({ rule }) => rule === 'extension')!.ours!;
  expect(whyAbsent(extended, GROUND, true)).toBe('extension');
  const late = plantedDifferences().find(({ rule }) => rule === 'missing_there')!.ours!;
  expect(whyAbsent({ ...late, returnedAt: late.finishedAt }, { ...GROUND, takenAt: LOOKED }, true)).toBeNull();
});
