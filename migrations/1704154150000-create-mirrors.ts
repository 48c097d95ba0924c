import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** What may still break and of which nobody has said so; its first conditions are those of the index ix_dossier_breach. */
const NEAR_DUE = (ours: string): string => `
  CREATE VIEW "promise_near_due" AS
  SELECT d."id" AS "dossierId", d."responsibleUnitCode", d."acceptedAt", d."statutoryDueAt", d."lateFrom", d."limitUnit"
    FROM "dossier" d
   WHERE d."finishedAt" IS NULL AND NOT d."breachNoted"${ours} AND NOT d."delayDeclared" AND d."voidedAt" IS NULL`;

/** Open dossiers that another system works, and until when it has told of them. */
const MIRROR_FACT = `
  CREATE VIEW "mirror_fact" AS
  SELECT m."dossierId", m."unitCode", m."vouchedUntil", d."code", d."status", d."procedureCode", d."acceptedAt",
         d."currentDueAt", d."lateFrom"
    FROM "dossier_mirror" m JOIN "dossier" d ON d."id" = m."dossierId"
   WHERE d."finishedAt" IS NULL AND d."voidedAt" IS NULL`;

const BREACH = `CREATE INDEX "ix_dossier_breach" ON "dossier" ("lateFrom") WHERE "finishedAt" IS NULL AND NOT "breachNoted"`;

/**
 * Dossiers that another system works and that are only known here as its files tell of them, and what files say about
 * themselves: whether they mirror a system that stays, and until when they vouch.
 */
export class CreateMirrors1704154150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const no = engine === 'postgres' ? 'FALSE' : '(0)';
    const { type, length } = instantColumn('asOf', engine);
    await runner.createTable(mirror(instantColumn('vouchedUntil', engine)));
    // In SQL of our own: TypeORM writes a SQLite table anew for a column, and its triggers would be gone.
    await runner.query(`ALTER TABLE "dossier" ADD COLUMN "awaitsSource" boolean NOT NULL DEFAULT ${no}`);
    await runner.query('DROP INDEX "ix_dossier_breach"');
    await runner.query(`${BREACH} AND NOT "awaitsSource"`);
    await runner.query('DROP VIEW "promise_near_due"');
    await runner.query(NEAR_DUE(' AND NOT d."awaitsSource"'));
    await runner.query(MIRROR_FACT);
    await runner.query(`ALTER TABLE "import_file" ADD COLUMN "mode" varchar(8) NOT NULL DEFAULT 'takeover'`);
    const moment = length === undefined ? type : `${type}(${length})`;
    await runner.query(`ALTER TABLE "import_file" ADD COLUMN "asOf" ${moment}`);
    await runner.query('ALTER TABLE "import_file" ADD COLUMN "units" text');
    await runner.query('ALTER TABLE "import_file" ADD COLUMN "mirroredLine" integer NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE "import_row" ADD COLUMN "told" varchar(5)');
    await runner.query('CREATE INDEX "ix_import_row_code" ON "import_row" ("importId", "code")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_import_row_code"');
    await runner.query('ALTER TABLE "import_row" DROP COLUMN "told"');
    for (const name of ['mirroredLine', 'units', 'asOf', 'mode']) {
      await runner.query(`ALTER TABLE "import_file" DROP COLUMN "${name}"`);
    }
    await runner.query('DROP VIEW "mirror_fact"');
    await runner.query('DROP VIEW "promise_near_due"');
    await runner.query(NEAR_DUE(''));
    await runner.query('DROP INDEX "ix_dossier_breach"');
    await runner.query(BREACH);
    await runner.query('ALTER TABLE "dossier" DROP COLUMN "awaitsSource"');
    await runner.dropTable('dossier_mirror');
  }
}

function mirror(vouchedUntil: TableColumnOptions): Table {
  return new Table({
    name: 'dossier_mirror',
    columns: [
      {
        name: 'dossierId',
        type: 'varchar',
        length: '36',
        isPrimary: true,
        primaryKeyConstraintName: 'pk_dossier_mirror',
      },
      { name: 'unitCode', type: 'varchar', length: '40' },
      vouchedUntil,
    ],
    foreignKeys: [
      {
        name: 'fk_dossier_mirror_dossier',
        columnNames: ['dossierId'],
        referencedTableName: 'dossier',
        referencedColumnNames: ['id'],
      },
    ],
    indices: [{ name: 'ix_dossier_mirror_unit', columnNames: ['unitCode', 'vouchedUntil'] }],
  });
}
