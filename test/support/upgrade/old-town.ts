import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { createApp } from '../../../src/app.js';
import { readConfig } from '../../../src/platform/config/app-config.js';
import { Database } from '../../../src/platform/database/database.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { Keys } from '../../../src/platform/keys/keys.js';
import { RecordedRows } from '../../../src/platform/seals/recorded-rows.js';
import { schema } from '../../../src/schema.js';
import { Agent, type Http } from '../agents.js';
import { StoppedClock } from '../clock.js';
import { onServer } from '../database.js';
import { TEST_PASSWORD } from '../small-world.js';

/** The steps of version 0.1.0. */
const OLD_STEPS = 10;
const DUMP = readFileSync(new URL('version-0.1.0.sql', import.meta.url), 'utf8');

/** An installation of version 0.1.0 with its data, before anybody upgraded it. */
export interface OldTown {
  /** rows as the old version left them */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** opens it with this version: migrates, and starts the application */
  upgrade(): Promise<NewTown>;
  close(): Promise<void>;
}

export interface NewTown {
  readonly database: Database;
  readonly transactor: Transactor;
  readonly clock: StoppedClock;
  get: Awaited<ReturnType<typeof createApp>>['get'];
  as(username: string): Promise<Agent>;
}

export async function openOldTown(): Promise<OldTown> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-old-'));
  const server = process.env['TEST_POSTGRES_URL'];
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const url = server ? Object.assign(new URL(server), { pathname: `/${name}` }).toString() : undefined;
  const sqliteFile = join(folder, 'dung-hen.sqlite');
  if (server) await onServer(server, `CREATE DATABASE ${name}`);
  if (url) await restoreOnPostgres(url);
  else restoreOnSqlite(sqliteFile);
  const open: (() => Promise<unknown>)[] = [];
  return {
    rows: (sql) => (url ? onPostgres(url, sql) : Promise.resolve(onSqlite(sqliteFile, sql))),
    upgrade: async () => {
      const database = await Database.open({ url, sqliteFile, poolSize: 5 }, schema);
      open.push(() => database.close());
      const town = await started(database, folder);
      open.push(town.stop);
      return town;
    },
    close: async () => {
      for (const end of open.reverse()) await end();
      if (server) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function started(database: Database, folder: string): Promise<NewTown & { readonly stop: () => Promise<void> }> {
  const clock = new StoppedClock('2023-05-16T09:00:00+07:00');
  const config = readConfig({ NODE_ENV: 'test', JOBS: '0', DATA_DIR: folder });
  const keys = new Keys(Buffer.alloc(32, 7));
  const transactor = new Transactor(database, new RecordedRows(database, keys));
  const app = await createApp({ config, clock, database, transactor, keys }, { log: false });
  const http: Http = (request) => app.inject(request);
  return {
    database,
    transactor,
    clock,
    get: app.get.bind(app),
    as: (username) => Agent.signIn(http, username, TEST_PASSWORD),
    stop: () => app.close(),
  };
}

function restoreOnSqlite(file: string): void {
  const handle = new Sqlite(file);
  handle.pragma('journal_mode = WAL');
  handle.exec(DUMP);
  handle.close();
}

function onSqlite(file: string, sql: string): Record<string, unknown>[] {
  const handle = new Sqlite(file, { readonly: true });
  try {
    return handle.prepare(sql).all() as Record<string, unknown>[];
  } finally {
    handle.close();
  }
}

/** The old steps make the schema there; what they put into it themselves is not put in twice. */
async function restoreOnPostgres(url: string): Promise<void> {
  const old = { entities: schema.entities, migrations: schema.migrations.slice(0, OLD_STEPS) };
  const database = await Database.open({ url, sqliteFile: '', poolSize: 2 }, old);
  await database.close();
  const rows = DUMP.slice(DUMP.indexOf('-- rows')).split('\n');
  const own = rows.filter((row) => !/^INSERT INTO "(migrations|maintenance_switch)"/.test(row));
  await onServer(url, own.join('\n'));
}

async function onPostgres(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
