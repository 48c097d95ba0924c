import type { Database as SqliteHandle, Statement as Prepared } from 'better-sqlite3';
import { shiftParameters, type Answer, type SqlValue, type Statement } from './sql.js';

/** One connection, spoken to with the SQL of `sql.ts`. */
export interface Session {
  send<T>(sql: string, params: readonly SqlValue[]): Promise<Answer<T>>;
  batch(statements: readonly Statement[]): Promise<number[]>;
}

/** A statement with its parameters in the order in which its text asks for them. */
interface Ready {
  readonly statement: Prepared;
  readonly order: readonly number[];
}

/** Lists with many filters make many texts; the oldest is dropped long before memory would notice. */
const MOST_PREPARED = 300;

/** better-sqlite3, with every statement prepared once. It is synchronous: the promise only keeps one shape. */
export class SqliteSession implements Session {
  private readonly prepared = new Map<string, Ready>();

  /** @param onlyReads refuses what writes, for a connection that could */
  constructor(
    readonly handle: SqliteHandle,
    private readonly onlyReads = false,
  ) {}

  // `async` without `await`: what SQLite throws becomes a rejection, and the caller waits one turn less.
  // eslint-disable-next-line @typescript-eslint/require-await
  async send<T>(sql: string, params: readonly SqlValue[]): Promise<Answer<T>> {
    return this.sendNow<T>(sql, params);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async batch(statements: readonly Statement[]): Promise<number[]> {
    return statements.map(({ sql, params }) => this.sendNow(sql, params).affected);
  }

  private sendNow<T>(sql: string, params: readonly SqlValue[]): Answer<T> {
    const { statement, order } = this.prepare(sql);
    const values = order.map((i) => bindable(params[i]));
    if (statement.reader) {
      const rows = statement.all(values) as T[];
      return { rows, affected: rows.length };
    }
    return { rows: [], affected: statement.run(values).changes };
  }

  private prepare(sql: string): Ready {
    const known = this.prepared.get(sql);
    if (known) return known;
    const order: number[] = [];
    // Bound by place, which costs a third of binding by name.
    const text = sql.replace(/\$(\d+)/g, (_, n: string) => {
      order.push(Number(n) - 1);
      return '?';
    });
    const ready = { statement: this.handle.prepare(text), order };
    if (this.onlyReads && !ready.statement.readonly) throw new Error('the reader does not write');
    this.prepared.set(sql, ready);
    if (this.prepared.size > MOST_PREPARED) this.prepared.delete(this.prepared.keys().next().value ?? '');
    return ready;
  }
}

/** Booleans are not values SQLite knows; a parameter nobody gave is refused there. */
function bindable(value: SqlValue | undefined): Exclude<SqlValue, boolean> | undefined {
  return typeof value === 'boolean' ? Number(value) : value;
}

/**
 * Reads on SQLite. The writing connection knows its own pages already, while the other reads them anew after each commit:
 * between two transactions it answers reads too. While one is open only the other does, and never sees what may yet be
 * rolled back.
 */
export class SqliteReads implements Session {
  private readonly beside: SqliteSession;
  private readonly atWriter: SqliteSession;

  constructor(reader: SqliteHandle, writer: SqliteHandle) {
    this.beside = new SqliteSession(reader);
    this.atWriter = new SqliteSession(writer, true);
  }

  send<T>(sql: string, params: readonly SqlValue[]): Promise<Answer<T>> {
    return (this.atWriter.handle.inTransaction ? this.beside : this.atWriter).send(sql, params);
  }

  batch(): Promise<number[]> {
    return Promise.reject(new Error('the reader does not write'));
  }
}

/** What a PostgreSQL client, or a pool of them, is asked through. */
export interface PostgresClient {
  query(question: {
    name?: string;
    text: string;
    values: readonly SqlValue[];
  }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/** Fixed SQL is parsed once for each connection, by a name; beyond so many texts they are lists that nobody repeats. */
const MOST_NAMES = 400;
const names = new Map<string, string>();

function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `dh${names.size}`;
  names.set(sql, name);
  return name;
}

/** PostgreSQL: one client inside a transaction, the pool for reads. */
export class PostgresSession implements Session {
  constructor(private readonly client: PostgresClient) {}

  async send<T>(sql: string, params: readonly SqlValue[]): Promise<Answer<T>> {
    const name = nameOf(sql);
    const { rows, rowCount } = await this.client.query({
      ...(name === undefined ? {} : { name }),
      text: sql,
      values: params,
    });
    return { rows: rows as T[], affected: rowCount ?? rows.length };
  }

  async batch(statements: readonly Statement[]): Promise<number[]> {
    if (statements.length === 0) return [];
    const params: SqlValue[] = [];
    const parts = statements.map((statement, i) => {
      const sql = shiftParameters(statement.sql, params.length);
      params.push(...statement.params);
      return `s${i} AS (${sql} RETURNING 1)`;
    });
    const counts = statements.map((_, i) => `(SELECT count(*)::int FROM s${i}) AS "c${i}"`).join(', ');
    const { rows } = await this.send<Record<string, number>>(`WITH ${parts.join(', ')} SELECT ${counts}`, params);
    return statements.map((_, i) => rows[0]?.[`c${i}`] ?? 0);
  }
}
