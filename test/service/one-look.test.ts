import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inOneLook } from '../../src/platform/database/one-look.js';
import { lockRevision, raiseRevision, RevisedCache } from '../../src/platform/database/revised-cache.js';
import type { Queries } from '../../src/platform/database/sql.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const SCOPE = 'probe.revision';

describe('what a request sees through caches', () => {
  let world: TestDatabase;
  let transactor: Transactor;
  let asked: number;
  let counted: Queries;

  beforeEach(async () => {
    world = await openTestDatabase();
    transactor = new Transactor(world.database);
    asked = 0;
    counted = {
      query: (sql, params) => {
        asked += 1;
        return world.database.query(sql, params);
      },
    };
  });
  afterEach(() => world.close());

  /** How often the rows were changed, as a cache of another instance holds it. */
  const cache = (scope = SCOPE): RevisedCache<number> =>
    new RevisedCache(counted, scope, async () => {
      const rows = await world.database.query<{ value: number }>('SELECT "value" FROM "counter" WHERE "scope" = $1', [
        scope,
      ]);
      return rows[0]?.value ?? 0;
    });
  const raise = (): Promise<void> => transactor.run((tx) => raiseRevision(tx, SCOPE));

  it('asks the database once for all of its caches, when they hold what is still true', async () => {
    const [one, other] = [cache(), cache('probe.other')];
    await Promise.all([one.get(), other.get()]);
    asked = 0;
    await inOneLook(async () => {
      for (const each of [one, other, one, other]) await each.get();
    });
    expect(asked).toBe(1);
  });

  it('sees what somebody else changed before it, whoever changed it', async () => {
    const one = cache();
    expect(await one.get()).toBe(0);
    await raise();
    expect(await inOneLook(() => one.get())).toBe(1);
    await raise();
    expect(await inOneLook(() => one.get())).toBe(2);
  });

  it('sees its own changes, and once it waits to change something, those of others too', async () => {
    const one = cache();
    await inOneLook(async () => {
      expect(await one.get()).toBe(0);
      await raise();
      expect(await one.get()).toBe(1);
    });
    const elsewhere = new Transactor(world.database);
    await inOneLook(async () => {
      await one.get();
      await transactor.run((tx) => lockRevision(tx, SCOPE));
      await elsewhere.run((tx) => tx.execute('UPDATE "counter" SET "value" = "value" + 1 WHERE "scope" = $1', [SCOPE]));
      expect(await one.get()).toBe(2);
    });
  });
});
