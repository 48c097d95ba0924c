import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database as SqliteHandle } from 'better-sqlite3';
import { DataSource, type MigrationInterface } from 'typeorm';
import { PostgresSession, SqliteReads, type PostgresClient, type Session } from './sessions.js';
import type { Queries, Row, SqlValue } from './sql.js';

export type Engine = 'sqlite' | 'postgres';

type Class<T> = new () => T;

/** Handed in by the composition root, so that plumbing knows no feature. */
export interface Schema {
  readonly entities: readonly Class<object>[];
  readonly migrations: readonly Class<MigrationInterface>[];
  /** tables of record, of which each row is sealed (platform/seals): what no history of a dossier vouches for */
  readonly recorded?: readonly Class<object>[];
}

export interface DatabaseSettings {
  /** postgres://… ; absent means SQLite */
  readonly url?: string | undefined;
  readonly sqliteFile: string;
  readonly poolSize: number;
  /**
   * false lets SQLite answer before the bytes are on the disk: only for building a file that nobody relies on until
   * it is complete and synced. A file that was being built when the power went is to be thrown away. Default true.
   */
  readonly durable?: boolean;
}

/** How long a second process may hold SQLite's write lock before we give the event loop back and try again. */
const BUSY_MS = 50;

/**
 * A page of a list lies on as many pages of a large file: a gigabyte of it is read where it lies, not copied. The memory
 * is what the machine has free, and it takes it back.
 */
const MAPPED = 'mmap_size = 1073741824';

/**
 * The two doors to the rows: `writer` belongs to the Transactor alone; everything else reads through `query`.
 * On SQLite they are two connections, so a reader never sees what may yet be rolled back (SqliteReads).
 */
export class Database implements Queries {
  private constructor(
    readonly engine: Engine,
    readonly writer: DataSource,
    private readonly reader: DataSource,
    private readonly readSession: Session,
    readonly recorded: readonly Class<object>[],
  ) {}

  /** Opens both doors and brings the schema up to date. */
  static async open(settings: DatabaseSettings, schema: Schema): Promise<Database> {
    return settings.url
      ? openPostgres(settings.url, settings.poolSize, schema)
      : openSqlite(settings.sqliteFile, schema, settings.durable ?? true);
  }

  /** @internal used by the two openers below */
  static of(
    engine: Engine,
    writer: DataSource,
    reader: DataSource,
    session: Session,
    recorded: Schema['recorded'],
  ): Database {
    return new Database(engine, writer, reader, session, recorded ?? []);
  }

  async query<T = Row>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.readSession.send<T>(sql, params)).rows;
  }

  async close(): Promise<void> {
    if (this.reader !== this.writer && this.reader.isInitialized) await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }
}

async function openSqlite(file: string, schema: Schema, durable: boolean): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const entities = [...schema.entities];
  const writer = new DataSource({
    type: 'better-sqlite3',
    database: file,
    entities,
    migrations: [...schema.migrations],
    enableWAL: true,
    prepareDatabase: (handle: unknown) => {
      const db = handle as SqliteHandle;
      // NORMAL can lose the last commits on a power cut: a dossier that was promised would be gone.
      db.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
      db.pragma('foreign_keys = ON');
      db.pragma(MAPPED);
      // What was erased is overwritten where it stood, and not only no longer pointed at.
      db.pragma('secure_delete = ON');
      // Without it REPLACE deletes a row behind the back of the insert-only triggers.
      db.pragma('recursive_triggers = ON');
      db.pragma(`busy_timeout = ${BUSY_MS}`);
    },
  });
  await writer.initialize();
  await writer.runMigrations({ transaction: 'each' });
  const reader = new DataSource({
    type: 'better-sqlite3',
    database: file,
    readonly: true,
    prepareDatabase: (handle: unknown) => {
      const db = handle as SqliteHandle;
      db.pragma(MAPPED);
      db.pragma('busy_timeout = 5000');
    },
  });
  await reader.initialize();
  return Database.of(
    'sqlite',
    writer,
    reader,
    new SqliteReads(sqliteHandle(reader), sqliteHandle(writer)),
    schema.recorded,
  );
}

async function openPostgres(url: string, poolSize: number, schema: Schema): Promise<Database> {
  const writer = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: [...schema.entities],
    migrations: [...schema.migrations],
  });
  await writer.initialize();
  await alone(writer, () => writer.runMigrations({ transaction: 'each' }));
  const session = new PostgresSession(postgresPool(writer));
  return Database.of('postgres', writer, writer, session, schema.recorded);
}

/** Names the lock under which instances that start together migrate one after the other. */
const MIGRATION_LOCK = 73_461_250;

async function alone(writer: DataSource, work: () => Promise<unknown>): Promise<void> {
  const runner = writer.createQueryRunner();
  try {
    // Of a transaction, not of a session: behind a pooler the next statement may meet another session.
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await work();
  } finally {
    if (runner.isTransactionActive) await runner.commitTransaction();
    await runner.release();
  }
}

export function postgresPool(dataSource: DataSource): PostgresClient {
  return (dataSource.driver as unknown as { master: PostgresClient }).master;
}

export function sqliteHandle(dataSource: DataSource): SqliteHandle {
  return (dataSource.driver as unknown as { databaseConnection: SqliteHandle }).databaseConnection;
}
