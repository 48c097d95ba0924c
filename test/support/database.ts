import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Database, type DatabaseSettings } from '../../src/platform/database/database.js';
import { schema } from '../../src/schema.js';

/** A real, migrated, empty database of the engine this run is for; `close` removes it. */
export interface TestDatabase {
  readonly database: Database;
  readonly url: string | undefined;
  readonly sqliteFile: string;
  close(): Promise<void>;
}

/** Names what one run of jest has migrated once, for all of its files; run.js clears it away. */
const RUN = process.env['TEST_RUN'];

/**
 * One instance alone gets a copy of what the first one of this run migrated.
 *
 * @param instances how many open it at once, each migrating if need be; the first one is given
 */
export async function openTestDatabase(instances = 1): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-'));
  const server = process.env['TEST_POSTGRES_URL'];
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const url = server ? Object.assign(new URL(server), { pathname: `/${name}` }).toString() : undefined;
  const sqliteFile = join(folder, 'test.sqlite');
  const settings: DatabaseSettings = { url, sqliteFile, poolSize: 10 };
  if (instances > 1 || RUN === undefined) {
    if (server) await onServer(server, `CREATE DATABASE ${name}`);
  } else if (server) await copyOnServer(server, name, settings, `dh_${RUN}`);
  else await copyFileOf(settings, join(tmpdir(), `dung-hen-${RUN}.sqlite`));
  const open = (): Promise<Database> => Database.open(settings, schema);
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

/** Closed, a file holds all of its write-ahead log: it can be copied as it is. */
async function copyFileOf(settings: DatabaseSettings, template: string): Promise<void> {
  if (!existsSync(template)) {
    await (await Database.open(settings, schema)).close();
    copyFileSync(settings.sqliteFile, `${settings.sqliteFile}.half`);
    renameSync(`${settings.sqliteFile}.half`, template);
  } else copyFileSync(template, settings.sqliteFile);
}

async function copyOnServer(server: string, name: string, settings: DatabaseSettings, template: string): Promise<void> {
  const NO_SUCH = '3D000';
  const THERE_ALREADY = ['42P04', '23505'];
  try {
    await copyDatabase(server, name, template);
  } catch (error) {
    if ((error as { code?: string }).code !== NO_SUCH) throw error;
    await onServer(server, `CREATE DATABASE ${name}`);
    await (await Database.open(settings, schema)).close();
    await copyDatabase(server, template, name).catch((late: unknown) => {
      if (!THERE_ALREADY.includes((late as { code?: string }).code ?? '')) throw late;
    });
  }
}

/** File by file, as before version 15: what is not there after a power cut needs no log, and it takes half the time. */
export async function copyDatabase(server: string, name: string, template: string): Promise<void> {
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
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
