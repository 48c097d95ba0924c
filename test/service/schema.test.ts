import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

describe('the schema', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.close());

  it('is the same in entities and migrations', async () => {
    const { upQueries } = await test.database.writer.driver.createSchemaBuilder().log();
    expect(upQueries.map((query) => query.query)).toEqual([]);
  });

  it('goes down to nothing and up again', async () => {
    const { writer } = test.database;
    const steps = writer.migrations.length;
    for (let i = 0; i < steps; i += 1) await writer.undoLastMigration({ transaction: 'each' });
    const left = await writer.query<{ name: string }[]>(
      test.database.engine === 'sqlite'
        ? `SELECT name FROM sqlite_master WHERE type IN ('table','trigger') AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'`
        : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migrations'`,
    );
    expect(left).toEqual([]);
    expect(await writer.runMigrations({ transaction: 'each' })).toHaveLength(steps);
  });
});

const onPostgres = process.env['TEST_POSTGRES_URL'] ? it : null;

onPostgres?.('instances that start together on an empty database migrate it once', async () => {
  const together = await openTestDatabase(3);
  const steps = await together.database.query('SELECT "name" FROM "migrations"');
  expect(steps).toHaveLength(together.database.writer.migrations.length);
  await together.close();
});
