import { type MigrationInterface, type QueryRunner, TableColumn, type TableColumnOptions } from 'typeorm';
import { releaseInsertOnly, guardInsertOnly } from '../src/platform/database/insert-only.js';
import { instantColumn } from '../src/platform/database/instant-column.js';

const PROMISED = ['acceptedAt', 'acceptedDay', 'startsAt', 'originalDueAt', 'statutoryDueAt', 'currentDueAt'];
const SETTLEMENT = ['state', 'fault', 'settledAt', 'timely', 'letterId', 'waivedBy', 'waiverReason'];

const FACT_COLUMNS = `d."id", d."code", d."status", d."unitCode", d."responsibleUnitCode", d."procedureCode", d."fieldCode",
             d."channel", d."onlineLevel", d."limitUnit", d."instant", d."acceptedDay", d."currentDueAt",
             d."lateFrom", d."lateFromDay", d."finishedDay", d."timeliness", d."daysLate", d."ending", d."outcome",
             d."settledBy", d."holderUnitCode", d."holderUsername"`;

/** Figures read accepted dossiers only: a filing, and one withdrawn before it was accepted, stand nowhere (R23). */
const DOSSIER_FACT = (counted: string): string => `
  CREATE VIEW "dossier_fact" AS SELECT ${FACT_COLUMNS} FROM "dossier" d WHERE d."voidedAt" IS NULL AND ${counted}`;

const OBLIGATION_FACT = `
  CREATE VIEW "obligation_fact" AS
  SELECT o."id", o."dossierId", o."cause", o."state", o."fault", o."unitCode", o."since", o."openedAt",
         o."openedDay", o."settledAt", o."timely", o."letterId", d."code" AS "dossierCode", d."unitCode" AS "deskUnitCode", d."limitUnit",
         d."originalDueAt", d."procedureCode", d."fieldCode"
    FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId"`;

/**
 * Dossiers that are not accepted yet, what their promise is computed from, and the history's own words on what each
 * event wrote.
 */
export class WidenDossiers1704153600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.query('DROP VIEW "obligation_fact"');
    await runner.query('DROP VIEW "dossier_fact"');
    await (engine === 'postgres' ? widenOnPostgres(runner) : widenOnSqlite(runner));
    // In SQL of our own: TypeORM writes a SQLite table anew for a column, and its triggers would be gone.
    await runner.query('ALTER TABLE "dossier_event" ADD COLUMN "changes" text');
    await releaseInsertOnly(runner, 'obligation');
    const { type, length } = instantColumn('numberedAt', engine);
    const sort = length === undefined ? type : `${type}(${length})`;
    await runner.query(`ALTER TABLE "obligation" ADD COLUMN "numberedAt" ${sort}`);
    await runner.query(`UPDATE "obligation" SET "numberedAt" = (
      SELECT max(l."numberedAt") FROM "letter" l JOIN "letter_obligation" lo ON lo."letterId" = l."id"
       WHERE lo."obligationId" = "obligation"."id" AND l."state" IN ('numbered', 'issued'))`);
    await guardInsertOnly(runner, 'obligation', { allowUpdateOf: [...SETTLEMENT, 'numberedAt'] });
    await runner.query(DOSSIER_FACT('d."acceptedDay" IS NOT NULL'));
    await runner.query(OBLIGATION_FACT);
  }

  async down(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.query('DROP VIEW "obligation_fact"');
    await runner.query('DROP VIEW "dossier_fact"');
    await releaseInsertOnly(runner, 'obligation');
    await runner.query('ALTER TABLE "obligation" DROP COLUMN "numberedAt"');
    await guardInsertOnly(runner, 'obligation', { allowUpdateOf: SETTLEMENT });
    await runner.query('ALTER TABLE "dossier_event" DROP COLUMN "changes"');
    await (engine === 'postgres' ? narrowOnPostgres(runner) : narrowOnSqlite(runner));
    await runner.query(DOSSIER_FACT(`d."status" NOT IN ('submitted', 'rejected')`));
    await runner.query(OBLIGATION_FACT);
  }
}

function added(engine: string): TableColumnOptions[] {
  const at = (name: string): TableColumnOptions => instantColumn(name, engine, { isNullable: true });
  const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean', default: false });
  const whole = (name: string, by: number): TableColumnOptions => ({ name, type: 'integer', default: by });
  return [
    { name: 'origin', type: 'varchar', length: '8', default: `'desk'` },
    at('filedAt'),
    at('answerDueAt'),
    flag('askedFirst'),
    at('countedFrom'),
    { name: 'pauses', type: 'text', default: `'[]'` },
    whole('extraAmount', 0),
    at('extensionDueAt'),
    flag('delayDeclared'),
    whole('supplementsAsked', 0),
    flag('restarts'),
    at('resultSentAt'),
    whole('promiseSeq', 1),
  ];
}

/** What dossiers of version 0.1 would have held in the new columns. */
const KNOWN = {
  countedFrom: '"acceptedAt"',
  extensionDueAt: 'CASE WHEN "extended" THEN "currentDueAt" END',
  promiseSeq: '(SELECT CAST(count(*) AS integer) FROM "promise" p WHERE p."dossierId" = "dossier"."id")',
};

async function widenOnPostgres(runner: QueryRunner): Promise<void> {
  await runner.addColumns(
    'dossier',
    added('postgres').map((column) => new TableColumn(column)),
  );
  const set = Object.entries(KNOWN).map(([name, value]) => `"${name}" = ${value}`);
  await runner.query(`UPDATE "dossier" SET ${set.join(', ')}`);
  await runner.dropColumn('dossier', 'extended');
  for (const name of PROMISED) await runner.query(`ALTER TABLE "dossier" ALTER COLUMN "${name}" DROP NOT NULL`);
}

async function narrowOnPostgres(runner: QueryRunner): Promise<void> {
  for (const name of PROMISED) await runner.query(`ALTER TABLE "dossier" ALTER COLUMN "${name}" SET NOT NULL`);
  await runner.addColumn('dossier', new TableColumn({ name: 'extended', type: 'boolean', default: false }));
  await runner.query('UPDATE "dossier" SET "extended" = ("extensionDueAt" IS NOT NULL)');
  await runner.query('ALTER TABLE "dossier" ALTER COLUMN "extended" DROP DEFAULT');
  await runner.dropColumns(
    'dossier',
    added('postgres').map(({ name }) => name),
  );
}

/** SQLite cannot take NOT NULL from a column: the table is written anew, with its own words changed where needed. */
async function widenOnSqlite(runner: QueryRunner): Promise<void> {
  const columns = added('sqlite').map((column) => definition(column));
  await rewrite(
    runner,
    (ddl) =>
      PROMISED.reduce(
        (text, name) => replaced(text, new RegExp(`("${name}" varchar\\(\\d+\\)) NOT NULL`), '$1'),
        replaced(ddl, /, "extended" boolean NOT NULL/, ''),
      ).replace(', CONSTRAINT', `, ${columns.join(', ')}, CONSTRAINT`),
    KNOWN,
  );
}

async function narrowOnSqlite(runner: QueryRunner): Promise<void> {
  await rewrite(
    runner,
    (ddl) => {
      const without = added('sqlite').reduce((text, column) => replaced(text, `, ${definition(column)}`, ''), ddl);
      const full = PROMISED.reduce(
        (text, name) => replaced(text, new RegExp(`("${name}" varchar\\(\\d+\\))`), '$1 NOT NULL'),
        without,
      );
      return replaced(
        full,
        '"breachNoted" boolean NOT NULL',
        '"breachNoted" boolean NOT NULL, "extended" boolean NOT NULL',
      );
    },
    { extended: '"extensionDueAt" IS NOT NULL' },
  );
}

function definition({ name, type, length, isNullable, default: by }: TableColumnOptions): string {
  const sort = length === undefined ? type : `${type}(${length})`;
  return `"${name}" ${sort}${isNullable === true ? '' : ` NOT NULL DEFAULT (${by === false ? '0' : String(by)})`}`;
}

function replaced(text: string, what: string | RegExp, by: string): string {
  const result = text.replace(what, by);
  if (result === text) throw new Error(`the table "dossier" is not as it was left: no ${String(what)}`);
  return result;
}

/** @param known what the new table's columns take from the old one, where it is not the same column */
async function rewrite(
  runner: QueryRunner,
  change: (ddl: string) => string,
  known: Readonly<Record<string, string>>,
): Promise<void> {
  const master = (await runner.query(
    `SELECT "type", "sql" FROM "sqlite_master" WHERE "tbl_name" = 'dossier' AND "sql" IS NOT NULL`,
  )) as { type: string; sql: string }[];
  const ddl = master.find(({ type }) => type === 'table')?.sql ?? '';
  const before = await columnsOf(runner, 'dossier');
  await runner.query(replaced(change(ddl), 'CREATE TABLE "dossier"', 'CREATE TABLE "dossier_next"'));
  const after = (await columnsOf(runner, 'dossier_next')).filter((name) => name in known || before.includes(name));
  const names = after.map((name) => `"${name}"`).join(', ');
  const values = after.map((name) => known[name] ?? `"${name}"`).join(', ');
  await runner.query(`INSERT INTO "dossier_next" (${names}) SELECT ${values} FROM "dossier"`);
  await runner.query('DROP TABLE "dossier"');
  await runner.query('ALTER TABLE "dossier_next" RENAME TO "dossier"');
  for (const { sql } of master.filter(({ type }) => type === 'index')) await runner.query(sql);
}

async function columnsOf(runner: QueryRunner, table: string): Promise<string[]> {
  const rows = (await runner.query(`PRAGMA table_info("${table}")`)) as { name: string }[];
  return rows.map(({ name }) => name);
}
