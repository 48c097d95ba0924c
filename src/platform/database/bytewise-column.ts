import { Column, type ColumnOptions, type TableColumnOptions } from 'typeorm';

/** Column decorators are read once, when a class loads: the engine is decided by the environment, not by a setting. */
const onPostgres = process.env['DATABASE_URL'] !== undefined && process.env['DATABASE_URL'] !== '';

/**
 * Text that is compared byte by byte on both engines, whatever collation the cluster of PostgreSQL has: what begins
 * alike stands together, and a range of the index finds it.
 */
export function BytewiseColumn(
  length: number,
  options: Pick<ColumnOptions, 'primary' | 'primaryKeyConstraintName'> = {},
): PropertyDecorator {
  return Column({ type: 'varchar', length, ...(onPostgres && { collation: 'C' }), ...options });
}

/** The same column in a migration. */
export function bytewiseColumn(
  name: string,
  length: number,
  engine: string,
  options: Partial<TableColumnOptions> = {},
): TableColumnOptions {
  const collation = engine === 'postgres' ? { collation: 'C' } : {};
  return { name, type: 'varchar', length: String(length), ...collation, ...options };
}
