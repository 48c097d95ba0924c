import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BinsRepository } from '../../../src/counting/bins.repository.js';
import type { Grouping } from '../../../src/counting/counts-sql.js';
import { CountsRepository, type CountQuestion, type CountRow } from '../../../src/counting/counts.repository.js';
import { postingsOf } from '../../../src/counting/roll-up.js';
import { addCounts, NO_COUNTS, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { daysWithin, monthsWithin, type DayRange } from '../../../src/domain/kpi/period.js';
import { countIn } from '../../../src/domain/kpi/population.js';
import { DAY, instant, type Instant } from '../../../src/domain/time/instant.js';
import { localDate, plainDate, startOfDay, type PlainDate } from '../../../src/domain/time/plain-date.js';
import type { Tx } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { anyDossier, anyMoment, anyRange, knownAt } from '../../support/counted-dossiers.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../../support/dossier-facts.js';
import { within } from '../../support/undone.js';

/** `T` decides some things itself; a question about it shows what is just below it. */
const PARENTS: Readonly<Record<string, string | null>> = { T: null, 'T.1': 'T', 'T.1.1': 'T.1', 'T.2': 'T', X: null };
const BRANCHES = new Map([
  ['T', 'T'],
  ['T.1', 'T.1'],
  ['T.1.1', 'T.1'],
  ['T.2', 'T.2'],
]);
const PROCEDURES = [
  ['P1', 'xd'],
  ['P2', 'xd'],
  ['P3', 'ht'],
] as const;

const anyFact: fc.Arbitrary<Omit<FactRow, 'code'>> = fc
  .record({
    counted: anyDossier,
    unit: fc.constantFrom(...Object.keys(PARENTS)),
    procedure: fc.constantFrom(...PROCEDURES),
    channel: fc.constantFrom('counter' as const, 'online' as const, 'postal' as const),
    limitUnit: fc.constantFrom('working_day' as const, 'working_hour' as const, 'same_day' as const),
    instant: fc.boolean(),
    officer: fc.constantFrom('an', 'binh'),
    nowhere: fc.constantFrom('voided', 'submitted', 'rejected', ...Array.from({ length: 12 }, () => null)),
  })
  .map(({ counted, unit, procedure, channel, limitUnit, instant: onTheSpot, officer, nowhere }) => ({
    ...counted,
    responsibleUnitCode: unit,
    procedureCode: procedure[0],
    fieldCode: procedure[1],
    channel,
    limitUnit,
    instant: onTheSpot,
    settledBy: counted.finishedDay === null ? null : officer,
    ...(nowhere === 'voided' ? { voidedAt: instant('2023-01-05T09:00:00+07:00') } : {}),
    ...(nowhere === 'submitted' || nowhere === 'rejected' ? { status: nowhere } : {}),
  }));

const anyWorld = fc
  .array(anyFact, { minLength: 1, maxLength: 60 })
  .map((facts): FactRow[] => facts.map((fact, i) => ({ ...fact, code: `D-${String(i).padStart(3, '0')}` })));

/** What has been folded: nothing, some of the rows, all of them; and whether the new year had been opened before. */
const anyFold = fc.record({ rows: fc.constantFrom(0, 7, 1_000), openedFirst: fc.boolean(), openedLast: fc.boolean() });

/** What stands in the figures of the unit asked about. */
function counted(world: readonly FactRow[]): FactRow[] {
  return world.filter(
    ({ voidedAt, status, responsibleUnitCode }) =>
      voidedAt === undefined && status === undefined && BRANCHES.has(responsibleUnitCode),
  );
}

function path(code: string): string[] {
  const parent = PARENTS[code] ?? null;
  return parent === null ? [code] : [code, ...path(parent)];
}

describe('figures from the bins', () => {
  let test: TestDatabase;
  let transactor: Transactor;
  let counts: CountsRepository;
  const bins = new BinsRepository();

  beforeAll(async () => {
    test = await openTestDatabase();
    transactor = new Transactor(test.database);
    counts = new CountsRepository(test.database);
    const units = Object.entries(PARENTS);
    await transactor.run((tx) => insertFactWorld(tx, { units, procedures: PROCEDURES }));
  });
  afterAll(() => test.close());

  async function fold(tx: Tx, how: { rows: number; openedFirst: boolean; openedLast: boolean }): Promise<void> {
    const years = [plainDate('2022-01-01'), plainDate('2023-01-01')];
    const open = async (): Promise<void> => {
      await bins.openYear(tx, plainDate('2022-01-01'), '');
      await bins.openYear(tx, plainDate('2023-01-01'), plainDate('2022-01-01'));
    };
    if (how.openedFirst) await open();
    const movements = how.rows === 0 ? [] : await bins.take(tx, how.rows);
    await bins.post(tx, postingsOf(movements, path, how.openedFirst ? years : []));
    if (how.openedLast && !how.openedFirst) await open();
  }

  function ask(
    world: readonly FactRow[],
    how: { rows: number; openedFirst: boolean; openedLast: boolean },
    question: { grouping: Grouping; periods: readonly (DayRange & { code: string })[]; now: Instant },
  ): Promise<CountRow[]> {
    return within(transactor, async (tx) => {
      await insertFacts(tx, world);
      await fold(tx, how);
      return counts.count({ unitCode: 'T', branches: BRANCHES, ...question }, tx);
    });
  }

  it.each<{ grouping: Grouping; keyOf: (fact: FactRow, to: string) => string }>([
    { grouping: 'unit', keyOf: (fact) => BRANCHES.get(fact.responsibleUnitCode) ?? '' },
    { grouping: 'field', keyOf: (fact) => fact.fieldCode },
    { grouping: 'procedure', keyOf: (fact) => fact.procedureCode },
    { grouping: 'channel', keyOf: (fact) => fact.channel },
    {
      grouping: 'officer',
      keyOf: (fact, to) => (fact.finishedDay !== null && fact.finishedDay <= to ? (fact.settledBy ?? '') : ''),
    },
  ])('by $grouping say what the definition says, on any world, however much is folded', async ({ grouping, keyOf }) => {
    await fc.assert(
      fc.asyncProperty(anyWorld, anyRange, anyMoment, anyFold, async (all, range, now, how) => {
        const world = knownAt(all, now);
        const rows = await ask(world, how, { grouping, periods: [{ ...range, code: 'all' }], now });
        const groups = new Map<string, FactRow[]>();
        for (const fact of counted(world)) {
          const key = `${keyOf(fact, range.to)}|${fact.instant || fact.limitUnit === 'same_day'}`;
          groups.set(key, [...(groups.get(key) ?? []), fact]);
        }
        const expected = [...groups].map(([key, facts]) => [key, countIn(facts, range, now)] as const);
        expect(byKey(rows)).toEqual(new Map(expected.filter(([, counts]) => !isNothing(counts))));
      }),
      { numRuns: 40 },
    );
  });

  it.each<{
    name: string;
    question: Pick<CountQuestion, 'grouping' | 'only' | 'without' | 'byChannel'>;
    keyOf: (fact: FactRow) => string;
    counts: (fact: FactRow) => boolean;
  }>([
    {
      name: 'a field, by unit and channel',
      question: { grouping: 'unit', only: { fieldCode: 'xd' }, byChannel: true },
      keyOf: (fact) => `${BRANCHES.get(fact.responsibleUnitCode) ?? ''}|${fact.channel}`,
      counts: ({ fieldCode }) => fieldCode === 'xd',
    },
    {
      name: 'a procedure online, by channel',
      question: { grouping: 'channel', only: { procedureCode: 'P1', channel: 'online' } },
      keyOf: (fact) => `${fact.channel}|`,
      counts: ({ procedureCode, channel }) => procedureCode === 'P1' && channel === 'online',
    },
    {
      name: 'a unit without one below it, by field and channel',
      question: { grouping: 'field', without: ['T.1'], byChannel: true },
      keyOf: (fact) => `${fact.fieldCode}|${fact.channel}`,
      counts: ({ responsibleUnitCode }) => !['T.1', 'T.1.1'].includes(responsibleUnitCode),
    },
  ])('of $name say what the definition says', async ({ question, keyOf, counts: isCounted }) => {
    const left = question.without ? ['T.1', 'T.1.1'] : [];
    const branches = new Map([...BRANCHES].filter(([code]) => !left.includes(code)));
    await fc.assert(
      fc.asyncProperty(anyWorld, anyRange, anyMoment, anyFold, async (all, range, now, how) => {
        const world = knownAt(all, now);
        const rows = await within(transactor, async (tx) => {
          await insertFacts(tx, world);
          await fold(tx, how);
          const periods = [{ ...range, code: 'all' }];
          return counts.count({ unitCode: 'T', branches, periods, now, ...question }, tx);
        });
        const groups = new Map<string, FactRow[]>();
        for (const fact of counted(world).filter(isCounted)) {
          const key = `${keyOf(fact)}|${String(fact.instant || fact.limitUnit === 'same_day')}`;
          groups.set(key, [...(groups.get(key) ?? []), fact]);
        }
        const expected = [...groups].map(([key, facts]) => [key, countIn(facts, range, now)] as const);
        const told = rows.map(({ key, sameDay, channel, ...rest }) => [`${key}|${channel}|${String(sameDay)}`, rest] as const); // prettier-ignore
        expect(new Map(told)).toEqual(new Map(expected.filter(([, of]) => !isNothing(of))));
      }),
      { numRuns: 40 },
    );
  });

  it.each<{ name: string; of: (range: DayRange) => readonly (DayRange & { code: string })[] }>([
    { name: 'month', of: monthsWithin },
    { name: 'day', of: (range) => daysWithin(range).map((day) => ({ code: day, from: day, to: day })) },
  ])('by $name say what the definition says of each by itself', async ({ of }) => {
    await fc.assert(
      fc.asyncProperty(anyWorld, anyRange, anyMoment, anyFold, async (all, range, now, how) => {
        const world = knownAt(all, now);
        const periods = of(range);
        const rows = await ask(world, how, { grouping: 'period', periods, now });
        for (const period of periods) {
          const both = rows.filter(({ key }) => key === period.code).reduce<Counts>(addCounts, NO_COUNTS);
          const expected = { period: period.code, ...countIn(counted(world), period, now) };
          expect({ period: period.code, ...both }).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('agree with the definition on each edge of a period, one by one', async () => {
    const range = { from: plainDate('2023-01-10'), to: plainDate('2023-01-19') };
    const edges = ['2023-01-09', '2023-01-10', '2023-01-19', '2023-01-20'].map(plainDate);
    const lateFroms = [null, ...edges.map(startOfDay), instant('2023-01-19T16:31:00+07:00')];
    const now = instant('2023-01-19T16:00:00+07:00');
    const how = { rows: 1_000, openedFirst: true, openedLast: true };
    for (const acceptedDay of edges) {
      for (const finishedDay of [null, ...edges.filter((edge) => edge >= acceptedDay)]) {
        for (const lateFrom of lateFroms) {
          for (const moment of [now, (now + DAY) as Instant]) {
            const known = knownAt([edgeFact({ acceptedDay, finishedDay, lateFrom })], moment);
            const question = { grouping: 'unit' as const, periods: [{ ...range, code: 'x' }], now: moment };
            const [row] = await ask(known, how, question);
            expect({ known, ...(row ?? NO_COUNTS) }).toMatchObject({ known, ...countIn(known, range, moment) });
          }
        }
      }
    }
  });

  it('of no unit, or no period, are empty', async () => {
    const now = instant('2023-01-10T08:00:00+07:00');
    const range = { code: 'x', from: plainDate('2023-01-01'), to: plainDate('2023-01-31') };
    const asked = { unitCode: 'T', grouping: 'unit', now } as const;
    expect(await counts.count({ ...asked, branches: new Map(), periods: [range] })).toEqual([]);
    expect(await counts.count({ ...asked, branches: BRANCHES, periods: [] })).toEqual([]);
  });

  function edgeFact(over: {
    acceptedDay: PlainDate;
    finishedDay: PlainDate | null;
    lateFrom: Instant | null;
  }): FactRow {
    const { acceptedDay, finishedDay, lateFrom } = over;
    const late = lateFrom !== null && finishedDay !== null && localDate(lateFrom) < finishedDay;
    return {
      ...openFact('D-edge', lateFrom ?? startOfDay(acceptedDay)),
      ...over,
      lateFromDay: lateFrom === null ? null : localDate(lateFrom),
      timeliness: finishedDay === null ? null : late ? 'late' : 'on_time',
      ending: finishedDay === null ? null : 'stopped',
      settledBy: finishedDay === null ? null : 'an',
    };
  }

  function isNothing(of: Counts): boolean {
    return Object.values(of).every((count) => count === 0);
  }

  function byKey(rows: readonly CountRow[]): Map<string, Counts> {
    return new Map(rows.map(({ key, sameDay, channel: _, ...rest }) => [`${key}|${sameDay}`, rest]));
  }
});
