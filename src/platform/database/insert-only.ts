import type { QueryRunner } from 'typeorm';

export interface InsertOnlyOptions {
  /** columns that may still be changed; every other column of the row is frozen once it is written */
  readonly allowUpdateOf?: readonly string[];
}

/** Closed is the rule; whoever opens the switch writes an audit row in the same transaction (docs/operations). */
const CLOSED = `NOT COALESCE((SELECT "open" FROM "maintenance_switch" WHERE "id" = 1), FALSE)`;

/**
 * Makes a table insert-only: UPDATE, DELETE (and TRUNCATE on PostgreSQL) are refused by triggers on both engines,
 * unless the named maintenance switch is open. Call it in the migration that creates the table, after `createTable`;
 * dropping the table drops the triggers, `releaseInsertOnly` also drops PostgreSQL's function.
 *
 * On SQLite, `REPLACE INTO` deletes without asking the triggers unless `recursive_triggers` is on: Database turns it on.
 * A migration that adds a column to a table with `allowUpdateOf` must release and guard again: SQLite names the frozen
 * columns one by one.
 *
 * Source: R9, docs/decisions/0003.
 */
export async function guardInsertOnly(
  runner: QueryRunner,
  table: string,
  { allowUpdateOf = [] }: InsertOnlyOptions = {},
): Promise<void> {
  if (runner.dataSource.options.type === 'postgres') await guardOnPostgres(runner, table, allowUpdateOf);
  else await guardOnSqlite(runner, table, allowUpdateOf);
}

/** Undoes `guardInsertOnly`; the table itself may be dropped before or after. */
export async function releaseInsertOnly(runner: QueryRunner, table: string): Promise<void> {
  if (runner.dataSource.options.type === 'postgres') {
    await runner.query(`DROP FUNCTION IF EXISTS "guard_${table}"() CASCADE`);
    return;
  }
  for (const act of ['update', 'delete']) await runner.query(`DROP TRIGGER IF EXISTS "tr_${table}_no_${act}"`);
}

async function guardOnSqlite(runner: QueryRunner, table: string, allowed: readonly string[]): Promise<void> {
  const columns = (await runner.query(`PRAGMA table_info("${table}")`)) as { name: string }[];
  const frozen = columns.map(({ name }) => name).filter((name) => !allowed.includes(name));
  const ofColumns = allowed.length === 0 ? '' : ` OF ${frozen.map((name) => `"${name}"`).join(', ')}`;
  for (const [act, when] of [
    ['update', `UPDATE${ofColumns}`],
    ['delete', 'DELETE'],
  ] as const) {
    await runner.query(
      `CREATE TRIGGER "tr_${table}_no_${act}" BEFORE ${when} ON "${table}" WHEN ${CLOSED} ` +
        `BEGIN SELECT RAISE(ABORT, '${table} is insert-only'); END`,
    );
  }
}

async function guardOnPostgres(runner: QueryRunner, table: string, allowed: readonly string[]): Promise<void> {
  const changeable = `ARRAY[${allowed.map((name) => `'${name}'`).join(', ')}]::text[]`;
  const untouched =
    allowed.length === 0
      ? ''
      : `IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ${changeable} = to_jsonb(NEW) - ${changeable} THEN RETURN NEW; END IF;`;
  await runner.query(`
    CREATE FUNCTION "guard_${table}"() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${untouched}
      IF ${CLOSED} THEN RAISE EXCEPTION '${table} is insert-only' USING ERRCODE = 'restrict_violation'; END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$`);
  await runner.query(
    `CREATE TRIGGER "tr_${table}_insert_only" BEFORE UPDATE OR DELETE ON "${table}" ` +
      `FOR EACH ROW EXECUTE FUNCTION "guard_${table}"()`,
  );
  await runner.query(
    `CREATE TRIGGER "tr_${table}_no_truncate" BEFORE TRUNCATE ON "${table}" ` +
      `FOR EACH STATEMENT EXECUTE FUNCTION "guard_${table}"()`,
  );
}
