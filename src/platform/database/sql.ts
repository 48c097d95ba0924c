import type { RowKey } from '../seals/row-seal.js';

/**
 * One SQL for both engines: parameters are `$1 … $n`, names are quoted camelCase, instants are ISO text,
 * days are `YYYY-MM-DD` text. PostgreSQL reads `$1` by itself; better-sqlite3 takes it as a named parameter.
 */
export type SqlValue = string | number | boolean | null | Buffer;

export type Row = Record<string, unknown>;

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

export interface Answer<T> {
  readonly rows: T[];
  readonly affected: number;
}

/** What a repository reads with: the reader, or the open transaction. */
export interface Queries {
  query<T = Row>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
}

/** An open transaction. Only `Transactor.run` hands one out. */
export interface Tx extends Queries {
  /** Runs one writing statement and says how many rows it changed. */
  execute(sql: string, params?: readonly SqlValue[]): Promise<number>;
  /**
   * Writes several statements that do not read one another's rows: prepared one after another on SQLite, one
   * data-modifying CTE (one round trip) on PostgreSQL. Answers the rows changed by each, in order.
   */
  batch(statements: readonly Statement[]): Promise<number[]>;
  /** Writes it with the next batch, at the latest before the transaction ends: it costs no way of its own. */
  join(statement: Statement): void;
  /**
   * Says which rows of a table of record it is about to change, add or take away, before it does; they are sealed when
   * it ends. @param keys primary keys: the columns of one that has several, in their order
   */
  vouch(table: string, ...keys: readonly RowKey[]): Promise<void>;
  /** The same of rows that it adds under ids drawn for them: nobody else can have written those, so nothing is asked. */
  born(table: string, ...keys: readonly RowKey[]): void;
}

/** Each kind of row is written in one shape nearly always: its text is made once. */
const inserts = new Map<string, { readonly columns: readonly string[]; readonly sql: string }>();

/** `INSERT INTO "table" ("a","b") VALUES ($1,$2)` for one row given as column → value. */
export function insert(table: string, row: Readonly<Record<string, SqlValue>>): Statement {
  const columns = Object.keys(row);
  const known = inserts.get(table);
  if (known?.columns.length === columns.length && known.columns.every((name, i) => name === columns[i])) {
    return { sql: known.sql, params: Object.values(row) };
  }
  const sql = `INSERT INTO "${table}" (${columns.map((c) => `"${c}"`).join(', ')}) VALUES (${placeholders(columns.length)})`;
  inserts.set(table, { columns, sql });
  return { sql, params: Object.values(row) };
}

/** `$from, $from+1, …` for `count` parameters. */
export function placeholders(count: number, from = 1): string {
  return Array.from({ length: count }, (_, i) => `$${i + from}`).join(', ');
}

/** Moves `$n` by an offset, so that statements can be joined into one. */
export function shiftParameters(sql: string, by: number): string {
  return by === 0 ? sql : sql.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + by}`);
}

/** True for the violated unique constraint or primary key of either engine. */
export function isUniqueViolation(error: unknown): boolean {
  return driverCodes(error).some(
    (code) => code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY',
  );
}

/** True when the engine asks for the whole transaction to be run again. */
export function isTransient(error: unknown): boolean {
  return driverCodes(error).some((code) => code === '40001' || code === '40P01' || code.startsWith('SQLITE_BUSY'));
}

function driverCodes(error: unknown): string[] {
  const outer = error as { code?: unknown; driverError?: { code?: unknown } } | null;
  return [outer?.code, outer?.driverError?.code].filter((code): code is string => typeof code === 'string');
}
