import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Transactor } from '../../src/platform/database/transactor.js';
import { compileService, type Compiled } from '../support/compiled.js';
import { writeRows } from '../support/crash/beside.js';
import { startChild } from '../support/crash/run-child.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const onPostgres = Boolean(process.env['TEST_POSTGRES_URL']);

/** Takes about a tenth of a second, twice as long as SQLite may wait without giving the event loop back. */
const SLOW = onPostgres
  ? 'SELECT pg_sleep(0.02)'
  : 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT count(*) AS "n" FROM n';

describe('the one door to writing', () => {
  let world: TestDatabase;
  let transactor: Transactor;
  let compiled: Compiled;

  beforeAll(async () => {
    compiled = compileService();
    world = await openTestDatabase();
    transactor = new Transactor(world.database);
    await world.database.writer.query('CREATE TABLE "probe" ("id" integer PRIMARY KEY, "fate" varchar(10) NOT NULL)');
  });
  afterAll(async () => {
    await world.close();
    compiled.remove();
  });
  beforeEach(() => transactor.run((tx) => tx.execute('DELETE FROM "probe"')));

  const rows = () => world.database.query<{ id: number; fate: string }>('SELECT * FROM "probe" ORDER BY "id"');

  it('keeps exactly the writes that succeeded, of 20 that overlap; no reader ever sees one that did not', async () => {
    const fates = Array.from({ length: 20 }, (_, id) => ({ id, fate: id % 3 === 1 ? 'doomed' : 'kept' }));
    const seen = new Set<string>();
    const end = new AbortController();
    const reader = (async () => {
      // Once more after the end: all twenty may have been kept between two looks.
      let last = false;
      while (!last) {
        last = end.signal.aborted;
        for (const { fate } of await rows()) seen.add(fate);
        await nextTurn();
      }
    })();
    const results = await Promise.allSettled(
      fates.map(({ id, fate }) =>
        transactor.run(async (tx) => {
          await tx.execute('INSERT INTO "probe" ("id", "fate") VALUES ($1, $2)', [id, fate]);
          // Long enough in the open for others to begin, and for readers to look.
          for (let turns = 0; turns < 5; turns += 1) {
            await tx.query('SELECT count(*) FROM "probe"');
            await nextTurn();
          }
          if (fate === 'doomed') throw new Error('changed my mind');
        }),
      ),
    );
    end.abort();
    await reader;
    expect(results.map(({ status }) => status)).toEqual(
      fates.map(({ fate }) => (fate === 'kept' ? 'fulfilled' : 'rejected')),
    );
    expect(await rows()).toEqual(fates.filter(({ fate }) => fate === 'kept'));
    expect([...seen]).toEqual(['kept']);
  });

  // On PostgreSQL each has a transaction of its own, and PostgreSQL groups the flushes.
  if (!onPostgres)
    it('flushes once for those that ask together; what one undoes is undone for that one alone', together);

  async function together(): Promise<void> {
    const sql = 'INSERT INTO "probe" ("id", "fate") VALUES ($1, $2)';
    const answered: number[] = [];
    let seen: unknown[] = [];
    const first = transactor.run((tx) => tx.execute(sql, [1, 'kept'])).then(() => answered.push(1));
    const second = transactor
      .run(async (tx) => {
        await tx.execute(sql, [2, 'doomed']);
        seen = [await tx.query('SELECT * FROM "probe"'), await rows(), [...answered]];
        throw new Error('changed my mind');
      })
      .catch(() => answered.push(2));
    const third = transactor.run((tx) => tx.execute(sql, [3, 'kept'])).then(() => answered.push(3));
    await Promise.all([first, second, third]);
    expect(seen).toEqual([[expect.objectContaining({ id: 1 }), expect.objectContaining({ id: 2 })], [], []]);
    expect(answered).toEqual([1, 2, 3]);
    expect(await rows()).toEqual([1, 3].map((id) => ({ id, fate: 'kept' })));
  }

  it('goes on after a work that broke a rule of the database', async () => {
    const insert = (id: number) =>
      transactor.run((tx) => tx.execute(`INSERT INTO "probe" ("id", "fate") VALUES ($1, 'kept')`, [id]));
    const results = await Promise.allSettled([insert(1), insert(1), insert(2)]);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(results[2].status).toBe('fulfilled');
    expect(await rows()).toEqual([1, 2].map((id) => ({ id, fate: 'kept' })));
  });

  it('refuses a second transaction inside the first, and the first may go on', async () => {
    await transactor.run(async (tx) => {
      await expect(transactor.run(() => Promise.resolve())).rejects.toThrow('already inside a transaction');
      await tx.execute(`INSERT INTO "probe" ("id", "fate") VALUES (1, 'kept')`);
    });
    expect(await rows()).toHaveLength(1);
  });

  it('shares the database with a second process: both write all they have, nobody is told to come back', async () => {
    const { url, sqliteFile } = world;
    const count = 12;
    const errand = { url, sqliteFile, from: 100, count, slow: SLOW };
    const child = await startChild(compiled.script('test/support/crash/beside.ts'), errand, url);
    await Promise.all([child.go(), writeRows(transactor, { from: 200, count, slow: SLOW })]);
    expect((await rows()).map(({ id }) => id)).toEqual(
      [100, 200].flatMap((from) => Array.from({ length: count }, (_, i) => from + i)),
    );
  });

  // Only PostgreSQL runs transactions side by side, so only there two can wait for each other.
  const ends = 'runs a work again that the engine chose to end in a deadlock';
  if (onPostgres) it(ends, deadlock);

  async function deadlock(): Promise<void> {
    await transactor.run((tx) => tx.execute(`INSERT INTO "probe" ("id", "fate") VALUES (1, '0'), (2, '0')`));
    let waiting = 2;
    let both: () => void;
    const bothHoldOne = new Promise<void>((resolve) => (both = resolve));
    let attempts = 0;
    const raise = (first: number, second: number) =>
      transactor.run(async (tx) => {
        attempts += 1;
        const sql = 'UPDATE "probe" SET "fate" = CAST(CAST("fate" AS integer) + 1 AS varchar) WHERE "id" = $1';
        await tx.execute(sql, [first]);
        if ((waiting -= 1) === 0) both();
        await bothHoldOne;
        await tx.execute(sql, [second]);
      });
    await Promise.all([raise(1, 2), raise(2, 1)]);
    expect(await rows()).toEqual([
      { id: 1, fate: '2' },
      { id: 2, fate: '2' },
    ]);
    expect(attempts).toBe(3);
  }
});
