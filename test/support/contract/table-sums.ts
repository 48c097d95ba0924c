import { createHash } from 'node:crypto';
import type { Database } from '../../../src/platform/database/database.js';

/** Every table that there is, with how many rows it has and what they come to. */
export async function tableSums(database: Database): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const table of await tablesOf(database)) {
    const rows = await database.query<Record<string, unknown>>(`SELECT * FROM "${table}"`);
    const texts = rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
    sums[table] = `${String(rows.length)} ${createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16)}`;
  }
  return sums;
}

async function tablesOf(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    database.engine === 'sqlite'
      ? `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%'`
      : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  return rows.map(({ name }) => name).sort();
}
