import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const SHELF = 'ix_dossier_shelf';
const PAPER_SESSION = 'ix_dossier_paper_session';

/** How a fee is computed; what waits to be collected at a desk; what was received in one paper session. */
export class AddCounterWork1704240050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "procedure_version" ADD COLUMN "feeRule" varchar(60)');
    await runner.createIndex(
      'dossier',
      new TableIndex({ name: SHELF, columnNames: ['unitCode', 'finishedAt', 'id'], where: `"status" = 'completed'` }),
    );
    await runner.createIndex(
      'dossier',
      new TableIndex({
        name: PAPER_SESSION,
        columnNames: ['paperSessionId', 'paperSerial'],
        where: '"paperSessionId" IS NOT NULL',
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "${PAPER_SESSION}"`);
    await runner.query(`DROP INDEX "${SHELF}"`);
    await runner.query('ALTER TABLE "procedure_version" DROP COLUMN "feeRule"');
  }
}
