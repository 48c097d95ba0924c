import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ClosedRepository } from '../../../src/counting/closed.repository.js';
import { CountsRepository, type CountRow } from '../../../src/counting/counts.repository.js';
import { adjustmentStatements } from '../../../src/counting/tail.js';
import { movementsOf } from '../../../src/domain/kpi/movements.js';
import { addCounts, NO_COUNTS, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { parsePeriod, type DayRange } from '../../../src/domain/kpi/period.js';
import { countIn } from '../../../src/domain/kpi/population.js';
import { instant } from '../../../src/domain/time/instant.js';
import { addDays, plainDate } from '../../../src/domain/time/plain-date.js';
import type { Tx } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { anyDossier } from '../../support/counted-dossiers.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { countable, insertFacts, insertFactWorld, type FactRow } from '../../support/dossier-facts.js';
import { within } from '../../support/undone.js';

const BRANCHES = new Map([
  ['T', 'T'],
  ['T.1', 'T.1'],
]);
const NOW = instant('2023-02-20T10:00:00+07:00');
const TODAY = plainDate('2023-02-20');
/** Two periods, all the time there is: the first is closed, then the rest of the world becomes known. */
const CLOSED = { code: 'one', from: plainDate('2020-01-01'), to: plainDate('2023-01-14') };
const NEXT = { code: 'two', from: plainDate('2023-01-15'), to: plainDate('2023-02-14') };
const BOTH = { code: 'both', from: CLOSED.from, to: NEXT.to };

const anyFact: fc.Arbitrary<Omit<FactRow, 'code'>> = fc
  .record({
    counted: anyDossier,
    unit: fc.constantFrom('T', 'T.1', 'X'),
    field: fc.constantFrom(['P1', 'xd'] as const, ['P3', 'ht'] as const),
    channel: fc.constantFrom('counter' as const, 'online' as const),
  })
  .map(({ counted, unit, field, channel }) => ({
    ...{ ...counted, responsibleUnitCode: unit, procedureCode: field[0], fieldCode: field[1], channel },
    ...{ limitUnit: 'working_day' as const, instant: false },
    settledBy: counted.finishedDay === null ? null : 'an',
  }));

const facts = (prefix: string): fc.Arbitrary<FactRow[]> =>
  fc
    .array(anyFact, { maxLength: 25 })
    .map((all) => all.map((fact, i) => ({ ...fact, code: `${prefix}-${String(i).padStart(3, '0')}` })));

describe('days that a report has closed', () => {
  let test: TestDatabase;
  let transactor: Transactor;
  let counts: CountsRepository;
  let closed: ClosedRepository;

  beforeAll(async () => {
    test = await openTestDatabase();
    transactor = new Transactor(test.database);
    counts = new CountsRepository(test.database);
    closed = new ClosedRepository(test.database);
    await transactor.run(
      (tx) =>
      insertFactWorld(tx, { units: [['T', null], ['T.1', 'T'], ['X', null]], procedures: [['P1', 'xd'], ['P3', 'ht']] }), // prettier-ignore
    );
  });
  afterAll(() => test.close());

  const ask = (tx: Tx, period: DayRange & { readonly code: string }, asReported: boolean): Promise<CountRow[]> =>
    counts.count(
      {
        ...{ unitCode: 'T', branches: BRANCHES, grouping: 'field', periods: [period], now: NOW },
        ...{ byChannel: true, asReported },
      },
      tx,
    );
  const sum = (rows: readonly CountRow[]): Counts => rows.reduce<Counts>(addCounts, NO_COUNTS);

  /** Written today, as acts do it: the figures by their days, and what is said of closed days besides. */
  async function becomeKnown(tx: Tx, later: readonly FactRow[]): Promise<void> {
    await insertFacts(tx, later);
    for (const fact of later) {
      for (const { sql, params } of adjustmentStatements(fact.code, 1, movementsOf(null, countable(fact)), TODAY)) {
        await tx.execute(sql, params);
      }
    }
  }

  it('are reported as they were, and the next period begins where they ended, whatever becomes known of them', async () => {
    await fc.assert(
      fc.asyncProperty(facts('A'), facts('B'), async (before, later) => {
        await within(transactor, async (tx) => {
          await insertFacts(tx, before);
          const frozen = await ask(tx, CLOSED, true);
          expect(frozen).toEqual(await ask(tx, CLOSED, false));
          await closed.close(tx, [...BRANCHES.keys()], addDays(CLOSED.to, 1));
          await becomeKnown(tx, later);
          expect(byKey(await ask(tx, CLOSED, true))).toEqual(byKey(frozen));
          const [one, two, both] = [
            sum(frozen),
            sum(await ask(tx, NEXT, true)),
            countIn([...before, ...later].filter(isInside), BOTH, NOW),
          ];
          expect(two.carried).toBe(one.inTime + one.overdue);
          // Together the two say what was: nothing is lost by closing, and nothing is said twice.
          for (const name of ['received', 'early', 'onTime', 'late', 'withdrawn', 'stopped', 'refused'] as const)
            expect(one[name] + two[name]).toBe(both[name]);
          expect([two.inTime, two.overdue]).toEqual([both.inTime, both.overdue]);
          expect(sum(await ask(tx, BOTH, false))).toEqual(both);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('names what was said of them later, where it is reported', async () => {
    const [fact] = fc.sample(anyFact, { numRuns: 1, seed: 1 });
    const late: FactRow = {
      ...{ ...fact!, code: 'L', responsibleUnitCode: 'T.1', acceptedDay: plainDate('2023-01-03') },
      ...{ finishedDay: null, timeliness: null, ending: null, outcome: null, settledBy: null },
      ...{ lateFrom: null, lateFromDay: null },
    };
    await within(transactor, async (tx) => {
      await closed.close(tx, ['T', 'T.1'], addDays(CLOSED.to, 1));
      await becomeKnown(tx, [late]);
      const named = await closed.adjustments(['T', 'T.1'], NEXT, 10, tx);
      expect(named).toMatchObject([{ dossierId: 'L', day: '2023-01-03', postDay: '2023-01-15', received: 1 }]);
      expect(await closed.adjustments(['T'], NEXT, 10, tx)).toEqual([]);
      // A day that was not closed is no adjustment, nor is one of another unit.
      await becomeKnown(tx, [{ ...late, code: 'M', acceptedDay: plainDate('2023-01-15') }]);
      await becomeKnown(tx, [{ ...late, code: 'N', responsibleUnitCode: 'X' }]);
      expect(await closed.adjustments(['T', 'T.1', 'X'], parsePeriod('2023'), 10, tx)).toHaveLength(1);
    });
  });

  it('never go back: an earlier period closed later opens nothing', async () => {
    await within(transactor, async (tx) => {
      await closed.close(tx, ['T'], plainDate('2023-02-15'));
      await closed.close(tx, ['T'], plainDate('2023-01-15'));
      expect(await tx.query('SELECT "nextDay" FROM "kpi_closed" WHERE "unitCode" = $1', ['T'])).toEqual([
        { nextDay: '2023-02-15' },
      ]);
    });
  });
});

function isInside({ responsibleUnitCode }: FactRow): boolean {
  return BRANCHES.has(responsibleUnitCode);
}

/** A key of which nothing is left has no row, or one of zeros. */
function byKey(rows: readonly CountRow[]): Record<string, unknown> {
  const filled = rows.filter((row) => Object.keys(NO_COUNTS).some((name) => row[name as keyof Counts] !== 0));
  return Object.fromEntries(filled.map((row) => [`${row.key}|${row.channel}|${String(row.sameDay)}`, row]));
}
