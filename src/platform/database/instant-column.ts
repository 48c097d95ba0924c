import { Column, type ColumnOptions, type TableColumnOptions } from 'typeorm';
import { instant, toIso, type Instant } from '../../domain/time/instant.js';

/** Column decorators are read once, when a class loads: the engine is decided by the environment, not by a setting. */
const onPostgres = process.env['DATABASE_URL'] !== undefined && process.env['DATABASE_URL'] !== '';

/** `2026-01-05T09:00:00.000Z` */
const WIDTH = 24;

/** An instant of either engine's row, as epoch milliseconds. */
export function readInstant(value: unknown): Instant {
  if (value instanceof Date) return value.getTime() as Instant;
  if (typeof value === 'string') return ofText(value);
  throw new TypeError('a column that must hold an instant does not');
}

/** What we wrote ourselves is in one form, which the engine of the language reads fastest. */
function ofText(text: string): Instant {
  const value = text.length === WIDTH && text.endsWith('Z') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(value) ? instant(text) : (value as Instant);
}

export function readInstantOrNull(value: unknown): Instant | null {
  return value === null || value === undefined ? null : readInstant(value);
}

export function writeInstant(at: Instant | null): string | null {
  return at === null ? null : toIso(at);
}

/** `timestamptz` on PostgreSQL, fixed-width UTC ISO text on SQLite, epoch milliseconds in code. */
export function InstantColumn(
  options: Pick<ColumnOptions, 'nullable' | 'primary' | 'primaryKeyConstraintName'> = {},
): PropertyDecorator {
  const transformer = {
    to: (at: Instant | null) => writeInstant(at),
    from: (value: unknown) => readInstantOrNull(value),
  };
  return onPostgres
    ? Column({ type: 'timestamptz', transformer, ...options })
    : Column({ type: 'varchar', length: 24, transformer, ...options });
}

/** The same column in a migration. */
export function instantColumn(
  name: string,
  engine: string,
  options: Partial<TableColumnOptions> = {},
): TableColumnOptions {
  return engine === 'postgres'
    ? { name, type: 'timestamptz', ...options }
    : { name, type: 'varchar', length: '24', ...options };
}
