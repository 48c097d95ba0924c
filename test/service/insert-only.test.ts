import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { Table } from 'typeorm';
import { guardInsertOnly, releaseInsertOnly } from '../../src/platform/database/insert-only.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

/** Not `toThrow`: the driver's errors may come from the realm of another test file of the same process. */
const REFUSED: Record<string, unknown> = { message: expect.stringContaining('is insert-only') };

const column = (name: string) => ({ name, type: 'varchar', length: '20' });

describe('an insert-only table', () => {
  let world: TestDatabase;
  let transactor: Transactor;
  const run = (sql: string) => transactor.run((tx) => tx.execute(sql));

  beforeAll(async () => {
    world = await openTestDatabase();
    transactor = new Transactor(world.database);
    const runner = world.database.writer.createQueryRunner();
    for (const name of ['stone', 'clay']) {
      const id = { ...column('id'), isPrimary: true, primaryKeyConstraintName: `pk_${name}` };
      await runner.createTable(new Table({ name, columns: [id, column('text'), column('mark')] }));
    }
    await guardInsertOnly(runner, 'stone');
    await guardInsertOnly(runner, 'clay', { allowUpdateOf: ['mark'] });
    await runner.release();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await run(`UPDATE "maintenance_switch" SET "open" = TRUE`);
    for (const name of ['stone', 'clay']) {
      await run(`DELETE FROM "${name}"`);
      await run(`INSERT INTO "${name}" VALUES ('1', 'as promised', '-')`);
    }
    await run(`UPDATE "maintenance_switch" SET "open" = FALSE`);
  });

  test.each`
    what                                    | sql
    ${'an update'}                          | ${`UPDATE "stone" SET "text" = 'other'`}
    ${'an upsert'}                          | ${`INSERT INTO "stone" VALUES ('1', 'x', '-') ON CONFLICT ("id") DO UPDATE SET "text" = 'other'`}
    ${'a delete'}                           | ${`DELETE FROM "stone"`}
    ${'an update of a frozen column'}       | ${`UPDATE "clay" SET "text" = 'other'`}
    ${'a mixed update'}                     | ${`UPDATE "clay" SET "mark" = 'x', "text" = 'other'`}
    ${'a delete where a column may change'} | ${`DELETE FROM "clay"`}
  `('refuses $what', async ({ sql }) => {
    await expect(run(String(sql))).rejects.toMatchObject(REFUSED);
  });

  it('refuses the engine’s own way round', async () => {
    const sql = world.database.engine === 'sqlite' ? `REPLACE INTO "stone" VALUES ('1', 'x', '-')` : `TRUNCATE "stone"`;
    await expect(run(sql)).rejects.toMatchObject(REFUSED);
  });

  it('takes new rows, and changes of the columns named', async () => {
    await run(`INSERT INTO "stone" VALUES ('2', 'b', '-')`);
    expect(await run(`UPDATE "clay" SET "mark" = 'seen'`)).toBe(1);
    expect(await world.database.query(`SELECT * FROM "clay"`)).toEqual([
      { id: '1', text: 'as promised', mark: 'seen' },
    ]);
  });

  it('gives way while the maintenance switch is open', async () => {
    await run(`UPDATE "maintenance_switch" SET "open" = TRUE`);
    expect(await run(`UPDATE "stone" SET "text" = 'mended'`)).toBe(1);
    expect(await run(`DELETE FROM "clay"`)).toBe(1);
  });

  it('can be released', async () => {
    const runner = world.database.writer.createQueryRunner();
    await releaseInsertOnly(runner, 'stone');
    await runner.release();
    expect(await run(`DELETE FROM "stone"`)).toBe(1);
  });
});
