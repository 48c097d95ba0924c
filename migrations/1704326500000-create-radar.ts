import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, primaryKeyConstraintName?: string): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...(primaryKeyConstraintName === undefined ? {} : { isPrimary: true, primaryKeyConstraintName }),
});
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });

/** As the index has it, word for word: only then the engines read it. */
const ACTS = `"act" IN ('register', 'serve_now', 'file', 'request_supplement', 'request_payment', 'stop', 'extend', 'grant_extra_time', 'transfer_result', 'complete', 'withdraw')`;

/**
 * What the radar reads of an act: the promise as it stood just before, and nobody's name. What another system worked
 * has no moments that say anything.
 */
const CLOCK_ACT_FACT = `
  CREATE VIEW "clock_act_fact" AS
  SELECT e."dossierId", e."seq", e."act", e."actor", e."at", d."code", d."responsibleUnitCode", d."procedureCode",
         CASE WHEN e."act" = 'complete' AND d."outcome" = 'refused' THEN 1 ELSE 0 END AS "refused",
         CASE WHEN d."paperSessionId" IS NULL THEN 0 ELSE 1 END AS "onPaper",
         COALESCE(
           (SELECT p."currentDueAt" FROM "promise" p WHERE p."dossierId" = e."dossierId" AND p."at" < e."at"
             ORDER BY p."seq" DESC LIMIT 1),
           d."originalDueAt") AS "dueAt",
         (SELECT CAST(count(*) AS integer) FROM "supplement_request" s
           WHERE s."dossierId" = e."dossierId" AND NOT s."beforeAcceptance" AND s."askedSeq" <= e."seq") AS "supplements"
    FROM "dossier_event" e JOIN "dossier" d ON d."id" = e."dossierId"
   WHERE e.${ACTS} AND d."origin" <> 'import'`;

/**
 * Dossiers of one procedure that the same person had before, and which gave them nothing. That there is no paper is
 * asked in a way that no index answers: it would hold every organisation there is.
 */
const again = (key: string, more: string): string => `
  SELECT a."id" AS "dossierId", b."code" AS "earlierCode", COALESCE(b."voidedAt", b."finishedAt") AS "endedAt"
    FROM "dossier" a
    JOIN "dossier_party" pa ON pa."dossierId" = a."id" AND pa."role" = 'applicant'${more}
    JOIN "dossier_party" pb ON pb."${key}" = pa."${key}" AND pb."role" = 'applicant' AND pb."dossierId" <> pa."dossierId"
    JOIN "dossier" b ON b."id" = pb."dossierId" AND b."procedureCode" = a."procedureCode"
   WHERE b."voidedAt" IS NOT NULL
      OR (b."finishedAt" IS NOT NULL AND (b."ending" IN ('withdrawn', 'stopped') OR b."outcome" = 'refused'))`;

/** Signs that a figure may be made to look better than the work, and how far the history was read for them. */
export class CreateRadar1704326500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.query(
      `CREATE INDEX "ix_dossier_event_clock" ON "dossier_event" ("at", "dossierId", "seq") WHERE ${ACTS}`,
    );
    await runner.query(CLOCK_ACT_FACT);
    await runner.query(
      `CREATE VIEW "filed_again_fact" AS ${again('idHash', '')} UNION ALL ${again('taxCode', ` AND COALESCE(pa."idHash", '') = ''`)}`,
    );
    // Voided ones too: a sign outlives what was done to its dossier.
    await runner.query(
      'CREATE VIEW "dossier_reference" AS SELECT d."id", d."code", d."procedureCode" FROM "dossier" d',
    );
    await runner.createTable(sign(engine));
    await runner.createTable(base());
    await runner.createTable(
      new Table({ name: 'radar_mark', columns: [text('id', 10, 'pk_radar_mark'), text('readTo', 10)] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['radar_mark', 'radar_base', 'radar_sign']) await runner.dropTable(table);
    await runner.query('DROP VIEW "dossier_reference"');
    await runner.query('DROP VIEW "filed_again_fact"');
    await runner.query('DROP VIEW "clock_act_fact"');
    await runner.query('DROP INDEX "ix_dossier_event_clock"');
  }
}

function sign(engine: string): Table {
  return new Table({
    name: 'radar_sign',
    columns: [
      text('id', 36, 'pk_radar_sign'),
      text('dossierId', 36),
      whole('seq'),
      text('kind', 20),
      text('unitCode', 40),
      text('officer', 60),
      instantColumn('at', engine),
      text('month', 7),
      { name: 'facts', type: 'text' },
      instantColumn('lookedAt', engine, { isNullable: true }),
      { ...text('lookedBy', 60), isNullable: true },
      { ...text('note', 300), isNullable: true },
    ],
    uniques: [{ name: 'uq_radar_sign_act', columnNames: ['dossierId', 'seq', 'kind'] }],
    checks: [{ name: 'ck_radar_sign_looked', expression: `("lookedAt" IS NULL) = ("lookedBy" IS NULL)` }],
    foreignKeys: [
      {
        name: 'fk_radar_sign_dossier',
        columnNames: ['dossierId'],
        referencedTableName: 'dossier',
        referencedColumnNames: ['id'],
      },
      {
        name: 'fk_radar_sign_unit',
        columnNames: ['unitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      },
    ],
    indices: [{ name: 'ix_radar_sign_month', columnNames: ['month', 'unitCode', 'at', 'id'] }],
  });
}

function base(): Table {
  return new Table({
    name: 'radar_base',
    columns: [
      text('month', 7, 'pk_radar_base'),
      text('unitCode', 40, 'pk_radar_base'),
      text('officer', 60, 'pk_radar_base'),
      text('kind', 20, 'pk_radar_base'),
      ...['cases', 'signs', 'closing'].map(whole),
    ],
    foreignKeys: [
      {
        name: 'fk_radar_base_unit',
        columnNames: ['unitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      },
    ],
    indices: [{ name: 'ix_radar_base_officer', columnNames: ['officer', 'kind', 'month'] }],
  });
}
