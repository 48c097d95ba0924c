import type { SqlValue, Row } from '../database/sql.js';
import type { Keys } from '../keys/keys.js';

/** What a row's primary key holds, in the order of its columns. */
export type RowKey = string | number | readonly (string | number)[];

/** The newest seal of a row: of `row_seal`, or a mark that waits to become one. */
export interface RowSeal {
  readonly key: string;
  readonly rev: number;
  readonly gone: boolean;
  readonly mac: string;
}

export function keyText(key: RowKey): string {
  return typeof key === 'object' ? key.join('/') : String(key);
}

/**
 * A row of a recorded table under our key, as the engine gives it back; null: it was taken away. Columns that hold
 * nothing are left out, so that a column which comes later (without a default) breaks no seal.
 *
 * @param rev how often this row was written
 */
export function rowMac(keys: Keys, table: string, key: string, rev: number, row: Row | null): string {
  return keys.mac('checkpoint', ['row', table, key, String(rev), row === null ? '-' : contentOf(row)].join('\n'));
}

function contentOf(row: Row): string {
  const held = Object.entries(row).filter(([, value]) => value !== null);
  return JSON.stringify(held.sort(([a], [b]) => (a < b ? -1 : 1)).map(([column, value]) => [column, plain(value)]));
}

/** One engine says TRUE, the other 1; one gives a date, the other its text. */
function plain(value: unknown): SqlValue {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ? Number(value) : (value as SqlValue);
}
