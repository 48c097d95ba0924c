import { Column } from 'typeorm';

/** Column decorators are read once, when a class loads: the engine is decided by the environment, not by a setting. */
const onPostgres = process.env['DATABASE_URL'] !== undefined && process.env['DATABASE_URL'] !== '';

/**
 * Whole đồng up to 2^53, a plain number in code on both engines: PostgreSQL's `integer` ends at two thousand million,
 * and its `bigint` arrives as text.
 */
export function MoneyColumn(): PropertyDecorator {
  return Column({ type: onPostgres ? 'double precision' : 'integer' });
}
