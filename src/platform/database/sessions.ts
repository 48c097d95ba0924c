import type { Database as SqliteHandle, Statement as Prepared } from 'better-sqlite3';
import type { QueryRunner } from 'typeorm';
import { shiftParameters, type Answer, type SqlValue, type Statement } from './sql.js';

/** One connection, spoken to with the SQL of `sql.ts`. */
export interface Session {
  send<T>(sql: string, params: readonly SqlValue[]): Promise<Answer<T>>;
  batch(statements: readonly Statement[]): Promise<number[]>;
}

/** better-sqlite3, with every statement prepared once. It is synchronous: the promise only keeps one shape. */
export class SqliteSession implements Session {
  private readonly prepared = new Map<string, Prepared>();

  constructor(readonly handle: SqliteHandle) {}

  send<T>(sql: string, params: readonly SqlValue[]): Promise<Answer<T>> {
    return Promise.resolve().then(() => this.sendNow<T>(sql, params));
  }

  batch(statements: readonly Statement[]): Promise<number[]> {
    return Promise.resolve().then(() => statements.map(({ sql, params }) => this.sendNow(sql, params).affected));
  }

  private sendNow<T>(sql: string, params: readonly SqlValue[]): Answer<T> {
    const statement = this.prepare(sql);
    const bound = params.length === 0 ? [] : [named(params)];
    if (statement.reader) {
      const rows = statement.all(...bound) as T[];
      return { rows, affected: rows.length };
    }
    return { rows: [], affected: statement.run(...bound).changes };
  }

  /** Lists with many filters make many texts; the oldest is dropped long before memory would notice. */
  private prepare(sql: string): Prepared {
    const known = this.prepared.get(sql);
    if (known) return known;
    const statement = this.handle.prepare(sql);
    this.prepared.set(sql, statement);
    if (this.prepared.size > 300) this.prepared.delete(this.prepared.keys().next().value ?? '');
    return statement;
  }
}

/** `$1` is a named parameter to better-sqlite3, and booleans are not values it knows. */
function named(params: readonly SqlValue[]): Record<string, Exclude<SqlValue, boolean>> {
  return Object.fromEntries(params.map((value, i) => [i + 1, typeof value === 'boolean' ? Number(value) : value]));
}

/** One PostgreSQL client, through TypeORM's query runner. */
export class PostgresSession implements Session {
  constructor(private readonly runner: QueryRunner) {}

  async send<T>(sql: string, params: readonly SqlValue[]): Promise<Answer<T>> {
    const result = await this.runner.query(sql, [...params], true);
    return { rows: result.records as T[], affected: result.affected ?? result.records.length };
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
