import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BinsRepository } from '../../../src/counting/bins.repository.js';
import { CountsRepository } from '../../../src/counting/counts.repository.js';
import { FoldService } from '../../../src/counting/fold.service.js';
import { RecountRepository } from '../../../src/counting/recount.repository.js';
import { RecountService } from '../../../src/counting/recount.service.js';
import type { Posting } from '../../../src/counting/roll-up.js';
import { stageTailStatements } from '../../../src/counting/tail.js';
import type { DayRange } from '../../../src/domain/kpi/period.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { Database } from '../../../src/platform/database/database.js';
import type { Tx } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { schema } from '../../../src/schema.js';
import { anyDossier, knownAt } from '../../support/counted-dossiers.js';
import { countable, insertFacts, insertFactWorld, posted, type FactRow } from '../../support/dossier-facts.js';
import { defined, reported } from '../../support/figures.js';
import { openReferenceWorld, type ReferenceWorld } from '../../support/reference.js';

const NOW = '2023-02-20T10:00:00+07:00';
const RANGES: readonly DayRange[] = [
  ['2022-12-15', '2023-12-14'],
  ['2022-01-01', '2022-12-31'],
  ['2023-01-01', '2023-01-31'],
  ['2023-01-10', '2023-02-20'],
  ['2022-12-20', '2022-12-20'],
].map(([from = '', to = '']) => ({ from: plainDate(from), to: plainDate(to) }));
const PROCEDURES = [
  ['P1', 'xd'],
  ['P2', 'ht'],
] as const;
const UNITS = ['T', 'T.1', 'T.1.1', 'T.2'];

/** The same world every time: 250 dossiers of nine weeks around the new year. */
function world(prefix = 'D', seed = 20230220): FactRow[] {
  const dossiers = knownAt(fc.sample(anyDossier, { numRuns: 250, seed }), instant(NOW));
  return dossiers.map((dossier, i): FactRow => {
    const [procedureCode, fieldCode] = PROCEDURES[i % 3 === 0 ? 1 : 0];
    return {
      ...dossier,
      code: `${prefix}-${String(i).padStart(4, '0')}`,
      responsibleUnitCode: UNITS[i % UNITS.length] ?? 'T',
      procedureCode,
      fieldCode,
      channel: i % 5 === 0 ? 'online' : 'counter',
      instant: false,
      limitUnit: i % 7 === 0 ? 'same_day' : 'working_day',
      settledBy: dossier.finishedDay === null ? null : i % 2 === 0 ? 'an' : 'binh',
    };
  });
}

describe('the fold', () => {
  let house: ReferenceWorld;
  let counts: CountsRepository;
  let folds: FoldService;
  let recounts: RecountService;

  beforeEach(async () => {
    house = await openReferenceWorld(NOW);
    counts = new CountsRepository(house.database);
    ({ folds, recounts } = services(house.database, house.transactor));
    await house.transactor.run((tx) =>
      insertFactWorld(tx, {
        units: [
          ['T', null],
          ['T.1', 'T'],
          ['T.1.1', 'T.1'],
          ['T.2', 'T'],
        ],
        procedures: PROCEDURES,
      }),
    );
  });
  afterEach(() => house.close());

  function services(database: Database, transactor: Transactor, bins = new BinsRepository()) {
    const own = new FoldService(transactor, bins, house.units, house.clock);
    const repository = new RecountRepository(database);
    return { folds: own, recounts: new RecountService(transactor, bins, repository, own, house.units) };
  }

  const insertWorld = (rows: readonly FactRow[]): Promise<void> => house.transactor.run((tx) => insertFacts(tx, rows));

  const rowsIn = async (table: string): Promise<number> =>
    (await house.database.query(`SELECT 1 FROM "${table}"`)).length;

  async function expectTrue(): Promise<void> {
    const tree = await house.units.tree();
    for (const unitCode of UNITS) {
      for (const range of RANGES) {
        const now = house.clock.now();
        const expected = await defined(house.database, tree.subtree(unitCode), range, now);
        expect({ unitCode, ...range, ...(await reported(counts, tree, unitCode, range, now)) }).toEqual({
          unitCode,
          ...range,
          ...expected,
        });
      }
    }
  }

  it('changes no figure, empties the tail, and has nothing to do the second time', async () => {
    await insertWorld(world());
    const waiting = (await rowsIn('kpi_tail')) + (await rowsIn('kpi_open_tail'));
    expect(waiting).toBeGreaterThan(250);
    await expectTrue();
    expect(await folds.fold(100)).toBe(waiting);
    expect(await rowsIn('kpi_tail')).toBe(0);
    expect(await rowsIn('kpi_open_tail')).toBe(0);
    expect(await rowsIn('kpi_open_day')).toBeGreaterThan(0);
    await expectTrue();
    expect(await recounts.check()).toEqual([]);
    expect(await folds.fold()).toBe(0);
    expect(await recounts.check()).toEqual([]);
  });

  it('run twice at once moves every row once', async () => {
    await insertWorld(world());
    const waiting = (await rowsIn('kpi_tail')) + (await rowsIn('kpi_open_tail'));
    const { url, sqliteFile } = house;
    const other = await Database.open({ url, sqliteFile, poolSize: 4 }, schema);
    try {
      const second = services(other, new Transactor(other)).folds;
      const moved = await Promise.all([folds.fold(20), second.fold(20)]);
      expect(moved[0] + moved[1]).toBe(waiting);
    } finally {
      await other.close();
    }
    expect(await recounts.check()).toEqual([]);
    await expectTrue();
  });

  it('dying in the middle of a batch leaves what was, and the next one goes on', async () => {
    await insertWorld(world());
    class Dying extends BinsRepository {
      private batches = 0;
      override async post(tx: Tx, postings: readonly Posting[]): Promise<void> {
        this.batches += 1;
        await super.post(tx, this.batches === 3 ? postings.slice(0, 5) : postings);
        if (this.batches === 3) throw new Error('the power went');
      }
    }
    await expect(services(house.database, house.transactor, new Dying()).folds.fold(50)).rejects.toThrow(
      'the power went',
    );
    await expectTrue();
    await folds.fold();
    expect(await recounts.check()).toEqual([]);
    await expectTrue();
  });

  it('opens the year, and brings what is posted to an earlier one into its balance', async () => {
    const all = world();
    await insertWorld(all.slice(0, 200));
    await folds.fold();
    const years = await house.database.query('SELECT "yearStart" FROM "kpi_year"');
    expect(years).toEqual([{ yearStart: '2023-01-01' }]);
    expect(await rowsIn('kpi_balance')).toBeGreaterThan(0);
    await insertWorld(all.slice(200));
    await folds.fold();
    house.clock.set('2025-01-02T08:00:00+07:00');
    await folds.fold();
    expect(await rowsIn('kpi_year')).toBe(3);
    expect(await recounts.check()).toEqual([]);
    await expectTrue();
  });

  it('takes back what a void takes back', async () => {
    const all = world();
    await insertWorld(all);
    await folds.fold();
    const gone = all.filter((_, i) => i % 3 === 0);
    await house.transactor.run(async (tx) => {
      for (const row of gone) {
        const before = countable(row);
        const after = { ...before, voidedAt: house.clock.now() };
        await tx.execute('UPDATE "dossier" SET "voidedAt" = $1 WHERE "id" = $2', [NOW, row.code]);
        for (const { sql, params } of posted(row.code, 2, before, after)) await tx.execute(sql, params);
      }
    });
    await expectTrue();
    await folds.fold();
    expect(await recounts.check()).toEqual([]);
    await expectTrue();
  });

  it('adds up times of stages by half-month, at each unit above too', async () => {
    const stage = { unitCode: 'T.1.1', procedureCode: 'P1', stageNo: 2, day: plainDate('2023-01-20') } as const;
    const late = { ...stage, n: 1, heldMinutes: 960, lateMinutes: 480 } as const;
    await house.transactor.run(async (tx) => {
      const statements = [
        ...stageTailStatements('d-1', 4, [late, { ...late, stageNo: 1, heldMinutes: 0, lateMinutes: 0 }]),
        ...stageTailStatements('d-2', 9, [{ ...late, day: plainDate('2023-01-31') }]),
        ...stageTailStatements('d-1', 5, [{ ...late, stageNo: 1, n: -1, heldMinutes: 0, lateMinutes: 0 }]),
      ];
      for (const { sql, params } of statements) await tx.execute(sql, params);
    });
    expect(await folds.fold()).toBe(4);
    const rows = await house.database.query('SELECT * FROM "kpi_stage_half" ORDER BY "nodeCode", "stageNo"');
    const sum = {
      procedureCode: 'P1',
      half: '2023-01-15',
      bucket: 80,
      stageNo: 2,
      stages: 2,
      heldMinutes: 1920,
      lateMinutes: 960,
    };
    expect(rows).toEqual(['T', 'T.1', 'T.1.1'].map((nodeCode) => ({ nodeCode, ...sum })));
  });

  describe('a recount', () => {
    const change = (sql: string): Promise<number> => house.transactor.run((tx) => tx.execute(sql));

    it.each<[table: string, sql: string, measure: string]>([
      ['kpi_bin', `UPDATE "kpi_bin" SET "early" = "early" + 2 WHERE "span" = 'day' AND "early" > 0`, 'early'],
      ['kpi_bin', `DELETE FROM "kpi_bin" WHERE "span" = 'day' AND "nodeCode" = 'T.1.1'`, 'received'],
      ['kpi_bin', `DELETE FROM "kpi_tail"`, 'received'],
      ['kpi_bin', `UPDATE "kpi_bin" SET "overdueDelta" = 5 WHERE "span" = 'half' AND "nodeCode" = 'T'`, 'overdueDelta'],
      ['kpi_balance', `DELETE FROM "kpi_balance" WHERE "nodeCode" = 'T.2'`, 'open'],
      ['kpi_officer_half', `UPDATE "kpi_officer_half" SET "settledBy" = 'chi' WHERE "settledBy" = 'an'`, 'late'],
    ])('names what is wrong in %s after %s, and rebuilds it', async (table, sql, measure) => {
      const all = world();
      await insertWorld(all.slice(0, 200));
      await folds.fold();
      await insertWorld(all.slice(200));
      expect(await change(sql)).toBeGreaterThan(0);
      const found = await recounts.check();
      expect(found.filter((one) => one.table === table).some(({ lacking }) => measure in lacking)).toBe(true);
      await recounts.rebuild();
      expect(await recounts.check()).toEqual([]);
      await expectTrue();
    });

    it('makes the figures of dossiers that never posted anything', async () => {
      await insertWorld(world());
      await change('DELETE FROM "kpi_tail"');
      const seen: number[] = [];
      await recounts.rebuild((done, of) => seen.push(done / of));
      expect(seen).toHaveLength(3 * UNITS.length);
      expect(seen.at(-1)).toBe(1);
      expect(await recounts.check()).toEqual([]);
      await expectTrue();
    });

    it('goes on beside acts and folds', async () => {
      await insertWorld(world());
      await change(`UPDATE "kpi_tail" SET "received" = 3 WHERE "received" = 1`);
      await folds.fold();
      const more = world('E', 7);
      await Promise.all([
        recounts.rebuild(),
        ...more.map((row) => insertWorld([row])),
        ...[1, 2, 3].map(() => folds.fold(10)),
      ]);
      expect(await recounts.check()).toEqual([]);
      await expectTrue();
    });

    it('follows a unit that was put under another one', async () => {
      await insertWorld(world());
      await folds.fold();
      await change(`UPDATE "unit" SET "parentCode" = 'T.2' WHERE "code" = 'T.1'`);
      await change(`UPDATE "counter" SET "value" = "value" + 1 WHERE "scope" = 'units.revision'`);
      await change(
        `INSERT INTO "counter" ("scope", "value") VALUES ('units.revision', 1) ON CONFLICT ("scope") DO NOTHING`,
      );
      expect((await recounts.check()).every(({ key }) => /^(field|procedure) half /.test(key))).toBe(true);
      expect(await recounts.check()).not.toEqual([]);
      await recounts.rebuild();
      expect(await recounts.check()).toEqual([]);
      await expectTrue();
    });
  });

  it('of a database that is older than its figures begins with all its dossiers', async () => {
    const { writer } = house.database;
    const names = async (): Promise<string[]> =>
      (await house.database.query<{ name: string }>('SELECT "name" FROM "migrations"')).map(({ name }) => name);
    while ((await names()).some((name) => name.startsWith('CreateCounting'))) {
      await writer.undoLastMigration({ transaction: 'each' });
    }
    await house.transactor.run((tx) => insertFacts(tx, world(), { alone: true }));
    await writer.runMigrations({ transaction: 'each' });
    await expectTrue();
    expect(await recounts.check()).toEqual([]);
    await folds.fold();
    expect(await recounts.check()).toEqual([]);
    await expectTrue();
  });
});
