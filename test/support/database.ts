import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Database } from '../../src/platform/database/database.js';
import { schema } from '../../src/schema.js';

/** A real, migrated, empty database of the engine this run is for; `close` removes it. */
export interface TestDatabase {
  readonly database: Database;
  readonly url: string | undefined;
  readonly sqliteFile: string;
  close(): Promise<void>;
}

/** @param instances how many open it at once, each migrating if need be; the first one is given */
export async function openTestDatabase(instances = 1): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-'));
  const server = process.env['TEST_POSTGRES_URL'];
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  if (server) await onServer(server, `CREATE DATABASE ${name}`);
  const url = server ? Object.assign(new URL(server), { pathname: `/${name}` }).toString() : undefined;
  const sqliteFile = join(folder, 'test.sqlite');
  const open = (): Promise<Database> => Database.open({ url, sqliteFile, poolSize: 10 }, schema);
  const [database, ...others] = await Promise.all([open(), ...Array.from({ length: instances - 1 }, open)]);
  await Promise.all(others.map((other) => other.close()));
  return {
    database,
    url,
    sqliteFile,
    close: async () => {
      await database.close();
      if (server) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @internal shared with test/support/crash/stage.ts */
export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
