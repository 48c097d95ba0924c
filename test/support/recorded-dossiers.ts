import { newId } from '../../src/platform/ids/new-id.js';
import { insert, type SqlValue } from '../../src/platform/database/sql.js';
import type { TestApp } from './app.js';

/** Dossiers as lists and counts see them, each like a registered one but for some columns; without their histories. */
export async function recordDossiers(
  world: TestApp,
  likeCode: string,
  changes: readonly Readonly<Record<string, SqlValue>>[],
): Promise<void> {
  const [like] = await world.database.query<Record<string, SqlValue>>('SELECT * FROM "dossier" WHERE "code" = $1', [
    likeCode,
  ]);
  await world.transactor.run(async (tx) => {
    for (const [n, columns] of changes.entries()) {
      const row = { ...like, ...columns, id: newId(world.clock.now()), trackingSerial: n + 2 };
      const { sql, params } = insert('dossier', row);
      await tx.execute(sql, params);
    }
  });
}
