import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, primaryKeyConstraintName?: string): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...(primaryKeyConstraintName === undefined ? {} : { isPrimary: true, primaryKeyConstraintName }),
});

const pair = (own: string, same: string): string => `
  SELECT pa."dossierId", d."code" AS "otherCode", pa."name", pb."name" AS "otherName",
         CASE WHEN pa."idHash" = pb."idHash" THEN 1 ELSE 0 END AS "sameId",
         CASE WHEN pa."phoneHash" = pb."phoneHash" THEN 1 ELSE 0 END AS "samePhone"
    FROM "dossier_party" pa
    JOIN "dossier_party" pb ON pb."${own}" = pa."${own}" AND pb."role" = 'applicant' AND pb."dossierId" < pa."dossierId"
    JOIN "dossier" d ON d."id" = pb."dossierId" AND d."erasedAt" IS NULL
   WHERE pa."role" = 'applicant' AND pa."kind" = 'person' AND pb."kind" = 'person' AND ${same}`;

/** Defects of the data that no index finds: looked for at night, kept until they are mended. */
export class CreateDataDefects1704326500100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW "quality_fact" AS
      SELECT d."id", d."code", d."responsibleUnitCode", d."holderUnitCode", d."holderUsername", d."acceptedAt",
             d."finishedAt", d."eventSeq",
             (SELECT CAST(count(*) AS integer) FROM "dossier_event" e WHERE e."dossierId" = d."id") AS "events",
             (SELECT COALESCE(max(e."seq"), 0) FROM "dossier_event" e WHERE e."dossierId" = d."id") AS "lastSeq"
        FROM "dossier" d`);
    await runner.query(`
      CREATE VIEW "stage_taken_fact" AS
      SELECT h."dossierId", h."acknowledgedAt" AS "takenAt", h."sentAt", h."id"
        FROM "hand_over" h WHERE h."acknowledgedAt" IS NOT NULL`);
    await runner.query(
      `CREATE VIEW "namesake_fact" AS ${pair('idHash', 'pa."name" <> pb."name"')}
       UNION ALL ${pair('phoneHash', 'pa."idHash" <> pb."idHash"')}`,
    );
    await runner.createTable(defects(runner.dataSource.options.type));
    await runner.createTable(
      new Table({
        name: 'quality_mark',
        columns: [text('id', 10, 'pk_quality_mark'), text('lapDay', 10), { ...text('after', 36), isNullable: true }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['quality_mark', 'data_defect']) await runner.dropTable(table);
    for (const view of ['namesake_fact', 'stage_taken_fact', 'quality_fact']) await runner.query(`DROP VIEW "${view}"`);
  }
}

function defects(engine: string): Table {
  return new Table({
    name: 'data_defect',
    columns: [
      text('dossierId', 36, 'pk_data_defect'),
      text('kind', 20, 'pk_data_defect'),
      text('unitCode', 40),
      text('code', 40),
      instantColumn('foundAt', engine),
      { ...text('otherCode', 40), isNullable: true },
      { name: 'expected', type: 'integer', isNullable: true },
      { name: 'found', type: 'integer', isNullable: true },
    ],
    foreignKeys: [
      {
        name: 'fk_data_defect_dossier',
        columnNames: ['dossierId'],
        referencedTableName: 'dossier',
        referencedColumnNames: ['id'],
      },
    ],
    indices: [{ name: 'ix_data_defect_unit', columnNames: ['unitCode', 'kind', 'code'] }],
  });
}
