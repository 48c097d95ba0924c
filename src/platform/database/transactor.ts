import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { postgresPool, sqliteHandle, type Database } from './database.js';
import { PostgresSession, SqliteSession, type PostgresClient, type Session } from './sessions.js';
import { inOneStatement, writeNamed, type Series } from './series.js';
import { SqliteWrites } from './sqlite-writes.js';
import type { RecordedRows } from '../seals/recorded-rows.js';
import type { RowKey } from '../seals/row-seal.js';
import { Witness } from '../seals/witness.js';
import { isTransient, type SqlValue, type Statement, type Tx } from './sql.js';

/** How often a transaction that the engine itself asks to repeat is run again. */
const RETRIES = 5;

/** Seals written at once. */
const MARKS = 200;

/**
 * The one door to writing. SQLite has one writing connection, so there transactions queue (SqliteWrites); PostgreSQL
 * runs them side by side.
 *
 * Work handed in must be re-runnable (ids, the time and secrets are drawn before) and awaits nothing but `tx`.
 */
export class Transactor {
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly sqlite: SqliteWrites | null;

  /** @param recorded without it nothing is sealed: only for rows that nobody has to answer for */
  constructor(
    private readonly database: Database,
    private readonly recorded: RecordedRows | null = null,
  ) {
    this.sqlite =
      database.engine === 'sqlite' ? new SqliteWrites(new SqliteSession(sqliteHandle(database.writer))) : null;
  }

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.inside.getStore()) throw new Error('already inside a transaction: pass tx on');
    const { sqlite } = this;
    if (!sqlite) return this.inside.run(true, () => this.repeatWhileTransient(() => this.onPostgres(work)));
    return sqlite.add((session) => this.inside.run(true, () => this.doAll(session, work)));
  }

  /**
   * A transaction of its own that draws the next name of a series and writes rows with it; none of them of a table of
   * record.
   *
   * @param rows may be called again, and knows of the name only that it is a text that stands in its rows
   * @returns the name
   */
  async runNamed(series: Series, rows: (name: string) => readonly Statement[]): Promise<string> {
    if (this.sqlite) return this.run((tx) => writeNamed(tx, series, rows));
    if (this.inside.getStore()) throw new Error('already inside a transaction: pass tx on');
    const { sql, params } = inOneStatement(series, rows);
    const pool = new PostgresSession(postgresPool(this.database.writer));
    return this.repeatWhileTransient(async () => (await pool.send<{ name: string }>(sql, params)).rows[0]?.name ?? '');
  }

  private async onPostgres<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.database.writer.createQueryRunner();
    try {
      await runner.startTransaction();
      const client = (await runner.connect()) as PostgresClient;
      const result = await this.doAll(new PostgresSession(client), work);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // On a line that broke there is nothing to roll back, and the first error is the one that tells why.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** @returns what `work` answers, everything written */
  private async doAll<T>(session: Session, work: (tx: Tx) => Promise<T>): Promise<T> {
    const tx = new OpenTransaction(session, this.recorded);
    const result = await work(tx);
    await tx.finish();
    return result;
  }

  private async repeatWhileTransient<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (tries > RETRIES || !isTransient(error)) throw error;
        await pause(5 * 2 ** tries);
      }
    }
  }
}

class OpenTransaction implements Tx {
  private joined: Statement[] = [];
  private witness: Witness | null = null;

  constructor(
    private readonly session: Session,
    private readonly recorded: RecordedRows | null,
  ) {}

  async query<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.session.send<T>(sql, params)).rows;
  }

  async execute(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return (await this.session.send(sql, params)).affected;
  }

  /** What joined goes first, so that two of the same request meet at the same row. */
  async batch(statements: readonly Statement[]): Promise<number[]> {
    const { joined } = this;
    this.joined = [];
    return (await this.session.batch([...joined, ...statements])).slice(joined.length);
  }

  join(statement: Statement): void {
    this.joined.push(statement);
  }

  async vouch(table: string, ...keys: readonly RowKey[]): Promise<void> {
    await this.ownWitness()?.vouch(this, table, keys);
  }

  born(table: string, ...keys: readonly RowKey[]): void {
    this.ownWitness()?.born(table, keys);
  }

  /** Writes what joined and met no batch, and the seals of what stands now. */
  async finish(): Promise<void> {
    if (this.joined.length > 0) await this.batch([]);
    const marks = this.witness ? await this.witness.marks(this) : [];
    for (let i = 0; i < marks.length; i += MARKS) await this.batch(marks.slice(i, i + MARKS));
  }

  /** Most transactions touch no table of record. */
  private ownWitness(): Witness | null {
    if (this.recorded) this.witness ??= new Witness(this.recorded);
    return this.witness;
  }
}
