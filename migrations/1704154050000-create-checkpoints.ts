import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { guardInsertOnly, releaseInsertOnly } from '../src/platform/database/insert-only.js';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const key = (column: TableColumnOptions, table: string): TableColumnOptions => ({
  ...column,
  isPrimary: true,
  primaryKeyConstraintName: `pk_${table}`,
});

/**
 * What proves a history to somebody who can write SQL: the ends of the chains and the letters under a key that is not
 * in the database, added up in a chain of checkpoints. And when a dossier's people were forgotten.
 */
export class CreateCheckpoints1704154050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const { type, length } = instantColumn('erasedAt', engine);
    // In SQL of our own: TypeORM would write a SQLite table anew for a column.
    await runner.query(
      `ALTER TABLE "dossier" ADD COLUMN "erasedAt" ${length === undefined ? type : `${type}(${length})`}`,
    );
    await runner.query(`CREATE INDEX "ix_dossier_unerased" ON "dossier" ("responsibleUnitCode", "finishedDay")
      WHERE "erasedAt" IS NULL AND "finishedAt" IS NOT NULL`);
    for (const table of tables(engine)) await runner.createTable(table);
    await guardInsertOnly(runner, 'history_checkpoint');
    await runner.query('INSERT INTO "unsealed_head" ("dossierId", "seq") SELECT "id", "eventSeq" FROM "dossier"');
    await runner.query(`
      CREATE VIEW "obligation_end" AS
      SELECT o."id", o."dossierId", o."state", o."letterId", o."numberedAt", d."code" AS "dossierCode",
             d."erasedAt"
        FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "obligation_end"');
    await releaseInsertOnly(runner, 'history_checkpoint');
    for (const { name } of tables(runner.dataSource.options.type).reverse()) await runner.dropTable(name);
    await runner.query('DROP INDEX "ix_dossier_unerased"');
    await runner.query('ALTER TABLE "dossier" DROP COLUMN "erasedAt"');
  }
}

/** No foreign keys to the dossier: a seal has to outlive what it speaks of, to say that it is gone. */
function tables(engine: string): Table[] {
  return [
    new Table({
      name: 'unsealed_head',
      columns: [key(text('dossierId', 36), 'unsealed_head'), key(whole('seq'), 'unsealed_head')],
    }),
    new Table({
      name: 'sealed_head',
      columns: [
        key(text('dossierId', 36), 'sealed_head'),
        text('code', 40),
        whole('eventSeq'),
        text('chainHash', 64),
        text('seal', 64),
      ],
    }),
    new Table({
      name: 'history_checkpoint',
      columns: [
        key(whole('no'), 'history_checkpoint'),
        instantColumn('at', engine),
        whole('dossiers'),
        whole('events'),
        text('digest', 64),
        text('mac', 64),
      ],
    }),
    new Table({
      name: 'letter_seal',
      columns: [
        key(text('letterId', 36), 'letter_seal'),
        text('code', 40),
        text('factsSeal', 64),
        text('fileSeal', 64, true),
      ],
    }),
  ];
}
