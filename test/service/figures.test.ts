import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addCounts, NO_COUNTS, type Counts } from '../../src/domain/kpi/on-time-rate.js';
import { monthsWithin } from '../../src/domain/kpi/period.js';
import { countIn } from '../../src/domain/kpi/population.js';
import { DAY, instant, type Instant } from '../../src/domain/time/instant.js';
import { localDate, plainDate, startOfDay } from '../../src/domain/time/plain-date.js';
import type { Tx } from '../../src/platform/database/sql.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import {
  ReportingRepository,
  type CountRow,
  type Grouping,
  type OpenScope,
} from '../../src/reporting/reporting.repository.js';
import { anyDossier, anyMoment, anyRange } from '../support/counted-dossiers.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../support/dossier-facts.js';

const UNITS = ['T', 'T.1', 'T.2', 'X'];
const ASKED = ['T', 'T.1', 'T.2'];
const PROCEDURES = [
  ['P1', 'xd'],
  ['P2', 'xd'],
  ['P3', 'ht'],
] as const;

const anyFact: fc.Arbitrary<Omit<FactRow, 'code'>> = fc
  .record({
    counted: anyDossier,
    unit: fc.constantFrom(...UNITS),
    procedure: fc.constantFrom(...PROCEDURES),
    channel: fc.constantFrom('counter' as const, 'online' as const, 'postal' as const),
    limitUnit: fc.constantFrom('working_day' as const, 'working_hour' as const, 'same_day' as const),
    instant: fc.boolean(),
    officer: fc.constantFrom('an', 'binh'),
    nowhere: fc.constantFrom('voided', 'submitted', 'rejected', ...Array.from({ length: 12 }, () => null)),
  })
  .map(
    ({ counted, unit, procedure: [procedureCode, fieldCode], channel, limitUnit, instant: now, officer, nowhere }) => ({
      ...counted,
      responsibleUnitCode: unit,
      procedureCode,
      fieldCode,
      channel,
      limitUnit,
      instant: now,
      settledBy: counted.finishedDay === null ? null : officer,
      ...(nowhere === 'voided' ? { voidedAt: instant('2023-01-05T09:00:00+07:00') } : {}),
      ...(nowhere === 'submitted' || nowhere === 'rejected' ? { status: nowhere } : {}),
    }),
  );

const anyWorld = fc
  .array(anyFact, { minLength: 1, maxLength: 60 })
  .map((facts): FactRow[] => facts.map((fact, i) => ({ ...fact, code: `D-${String(i).padStart(3, '0')}` })));

/** What stands in the figures of the units asked for. */
function counted(world: readonly FactRow[]): FactRow[] {
  return world.filter(
    ({ voidedAt, status, responsibleUnitCode }) =>
      voidedAt === undefined && status === undefined && ASKED.includes(responsibleUnitCode),
  );
}

describe('figures from the database', () => {
  let test: TestDatabase;
  let transactor: Transactor;
  let repository: ReportingRepository;

  beforeAll(async () => {
    test = await openTestDatabase();
    transactor = new Transactor(test.database);
    repository = new ReportingRepository(test.database);
    await transactor.run((tx) =>
      insertFactWorld(tx, {
        units: [
          ['T', null],
          ['T.1', 'T'],
          ['T.2', 'T'],
          ['X', null],
        ],
        procedures: PROCEDURES,
      }),
    );
  });
  afterAll(() => test.close());

  /** Each world lives in a transaction of its own and is gone afterwards. */
  async function within<T>(world: readonly FactRow[], look: (tx: Tx) => Promise<T>): Promise<T> {
    class Undone extends Error {
      constructor(readonly seen: T) {
        super('undone on purpose');
      }
    }
    try {
      return await transactor.run(async (tx) => {
        await insertFacts(tx, world);
        throw new Undone(await look(tx));
      });
    } catch (error) {
      if (error instanceof Undone) return error.seen;
      throw error;
    }
  }

  it.each<{ grouping: Grouping; keyOf: (fact: FactRow, to: string) => string }>([
    { grouping: 'unit', keyOf: (fact) => fact.responsibleUnitCode },
    { grouping: 'field', keyOf: (fact) => fact.fieldCode },
    { grouping: 'procedure', keyOf: (fact) => fact.procedureCode },
    { grouping: 'channel', keyOf: (fact) => fact.channel },
    {
      grouping: 'officer',
      keyOf: (fact, to) => (fact.finishedDay !== null && fact.finishedDay <= to ? (fact.settledBy ?? '') : ''),
    },
  ])('by $grouping say what the definition says, on any world', async ({ grouping, keyOf }) => {
    await fc.assert(
      fc.asyncProperty(anyWorld, anyRange, anyMoment, async (world, range, now) => {
        const rows = await within(world, (tx) =>
          repository.count({ unitCodes: ASKED, grouping, periods: [{ ...range, code: 'all' }], now }, tx),
        );
        const groups = new Map<string, FactRow[]>();
        for (const fact of counted(world)) {
          const key = `${keyOf(fact, range.to)}|${fact.instant || fact.limitUnit === 'same_day'}`;
          groups.set(key, [...(groups.get(key) ?? []), fact]);
        }
        const expected = [...groups].map(([key, facts]) => [key, countIn(facts, range, now)] as const);
        expect(byKey(rows)).toEqual(new Map(expected.filter(([, counts]) => !isNothing(counts))));
      }),
      { numRuns: 25 },
    );
  });

  it('by month say what the definition says of each month by itself', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, anyRange, anyMoment, async (world, range, now) => {
        const periods = monthsWithin(range);
        const rows = await within(world, (tx) =>
          repository.count({ unitCodes: ASKED, grouping: 'period', periods, now }, tx),
        );
        for (const period of periods) {
          const both = rows.filter(({ key }) => key === period.code).reduce<Counts>(addCounts, NO_COUNTS);
          expect({ period: period.code, ...both }).toEqual({
            period: period.code,
            ...countIn(counted(world), period, now),
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('agree with the definition on each edge of a period, one by one', async () => {
    const range = { from: plainDate('2023-01-10'), to: plainDate('2023-01-19') };
    const edges = ['2023-01-09', '2023-01-10', '2023-01-19', '2023-01-20'].map(plainDate);
    const lateFroms = [null, ...edges.map(startOfDay), instant('2023-01-19T16:31:00+07:00')];
    const now = instant('2023-01-19T16:00:00+07:00');
    for (const acceptedDay of edges) {
      for (const finishedDay of [null, ...edges.filter((edge) => edge >= acceptedDay)]) {
        for (const lateFrom of lateFroms) {
          const fact = edgeFact({ acceptedDay, finishedDay, lateFrom });
          for (const moment of [now, (now + DAY) as Instant]) {
            const [row] = await within([fact], (tx) =>
              repository.count(
                { unitCodes: ASKED, grouping: 'unit', periods: [{ ...range, code: 'x' }], now: moment },
                tx,
              ),
            );
            expect({ fact, ...(row ?? NO_COUNTS) }).toMatchObject({ fact, ...countIn([fact], range, moment) });
          }
        }
      }
    }
  });

  function edgeFact(over: Pick<FactRow, 'acceptedDay' | 'finishedDay' | 'lateFrom'>): FactRow {
    const settled = over.finishedDay !== null;
    return {
      ...openFact('D-edge', over.lateFrom ?? startOfDay(over.acceptedDay)),
      ...over,
      lateFromDay: over.lateFrom === null ? null : localDate(over.lateFrom),
      timeliness: settled ? 'late' : null,
      ending: settled ? 'stopped' : null,
      settledBy: settled ? 'an' : null,
    };
  }

  const all = (unitCodes: readonly string[]): OpenScope => ({ unitCodes, concerning: null });

  it('of no unit, or no period, are empty', async () => {
    const now = instant('2023-01-10T08:00:00+07:00');
    const range = { code: 'x', from: plainDate('2023-01-01'), to: plainDate('2023-01-31') };
    expect(await repository.count({ unitCodes: [], grouping: 'unit', periods: [range], now })).toEqual([]);
    expect(await repository.count({ unitCodes: ASKED, grouping: 'unit', periods: [], now })).toEqual([]);
    expect(await repository.nearestToLate(all([]), now, 5)).toEqual([]);
    expect(await repository.countDue(all([]), { after: now, through: now, now })).toBe(0);
    expect(await repository.unsound([], range, 5)).toEqual([]);
  });

  function isNothing(counts: Counts): boolean {
    return Object.values(counts).every((count) => count === 0);
  }

  function byKey(rows: readonly CountRow[]): Map<string, Counts> {
    return new Map(
      rows.map(({ key, sameDay, unsound, ...counts }) => {
        expect(unsound).toBe(0);
        return [`${key}|${sameDay}`, counts];
      }),
    );
  }

  describe('about what is open', () => {
    const at = (text: string): Instant => instant(`${text}:00+07:00`);
    const now = at('2023-01-10T10:00');

    it('name the nearest to late first, ties by code, without the late, the waiting, the finished and other units', async () => {
      const soon = at('2023-01-11T00:00');
      const found = await within(
        [
          openFact('D-late', at('2023-01-10T00:00')),
          openFact('D-late-now', now),
          openFact('D-b', soon),
          openFact('D-a', soon, { holderUsername: 'an' }),
          openFact('D-first', at('2023-01-10T10:01')),
          openFact('D-waits', soon, { lateFrom: null, lateFromDay: null }),
          openFact('D-done', soon, {
            finishedDay: plainDate('2023-01-09'),
            timeliness: 'early',
            ending: 'completed',
            settledBy: 'an',
          }),
          openFact('D-elsewhere', soon, { responsibleUnitCode: 'X' }),
          openFact('D-void', soon, { voidedAt: now }),
          openFact('D-next', at('2023-01-20T00:00')),
        ],
        (tx) => repository.nearestToLate(all(ASKED), now, 4, tx),
      );
      expect(found.map(({ code }) => code)).toEqual(['D-first', 'D-a', 'D-b', 'D-next']);
      expect(found[1]).toEqual({
        id: 'D-a',
        code: 'D-a',
        responsibleUnitCode: 'T.1',
        procedureCode: 'P1',
        currentDueAt: soon,
        lateFrom: soon,
        holderUnitCode: 'T.1',
        holderUsername: 'an',
      });
    });

    const today = { after: at('2023-01-10T00:00'), through: at('2023-01-11T00:00') };
    const due = (code: string, currentDueAt: Instant, over: Partial<FactRow> = {}): FactRow =>
      openFact(code, at('2023-02-01T00:00'), { currentDueAt, ...over });

    it('count a due at midnight with the day that ends, and none that is late already', async () => {
      const world = [
        due('D-yesterday-ends', at('2023-01-10T00:00')),
        due('D-noon', at('2023-01-10T12:00')),
        due('D-extended', at('2023-01-10T08:00')),
        due('D-today-ends', at('2023-01-11T00:00')),
        due('D-tomorrow', at('2023-01-11T00:01')),
        due('D-late', at('2023-01-10T08:00'), { lateFrom: at('2023-01-10T08:01') }),
        due('D-waits', at('2023-01-10T12:00'), { lateFrom: null, lateFromDay: null }),
        due('D-elsewhere', at('2023-01-10T12:00'), { responsibleUnitCode: 'X' }),
      ];
      expect(await within(world, (tx) => repository.countDue(all(ASKED), { ...today, now }, tx))).toBe(4);
    });

    it('are for whoever has to do with them: who received, decides or holds', async () => {
      const noon = at('2023-01-10T12:00');
      const world = [
        due('D-decides', noon, { responsibleUnitCode: 'T.1' }),
        due('D-holds', noon, { responsibleUnitCode: 'T.2', holderUnitCode: 'T.1' }),
        due('D-received', noon, { responsibleUnitCode: 'T.2', unitCode: 'T.1' }),
        due('D-others', noon, { responsibleUnitCode: 'T.2' }),
      ];
      const concerning = { unitCodes: ASKED, concerning: 'T.1' };
      expect(await within(world, (tx) => repository.countDue(concerning, { ...today, now }, tx))).toBe(3);
      const nearest = await within(world, (tx) => repository.nearestToLate(concerning, now, 9, tx));
      expect(nearest.map(({ code }) => code)).toEqual(['D-decides', 'D-holds', 'D-received']);
    });

    it('name what cannot be counted honestly', async () => {
      const world = [
        openFact('D-sound', at('2023-02-01T00:00')),
        openFact('D-waits', now, { lateFrom: null, lateFromDay: null }),
        openFact('D-no-due', now, { lateFrom: null, lateFromDay: null, status: 'processing' }),
        openFact('D-before', now, {
          finishedDay: plainDate('2023-01-02'),
          timeliness: 'on_time',
          ending: 'completed',
          settledBy: 'an',
        }),
      ];
      const range = { from: plainDate('2023-01-01'), to: plainDate('2023-01-31') };
      const periods = [{ ...range, code: 'x' }];
      const rows = await within(world, (tx) =>
        repository.count({ unitCodes: ASKED, grouping: 'unit', periods, now }, tx),
      );
      expect(rows.map(({ unsound }) => unsound)).toEqual([2]);
      expect(await within(world, (tx) => repository.unsound(ASKED, range, 5, tx))).toEqual(['D-before', 'D-no-due']);
      expect(await within(world, (tx) => repository.unsound(ASKED, range, 1, tx))).toEqual(['D-before']);
    });
  });
});
