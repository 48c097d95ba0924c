import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is promised and not given yet: its condition is that of the indexes of open dossiers. */
export class CreateDueView1704326400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW "dossier_due" AS
      SELECT d."id", d."code", d."unitCode", d."responsibleUnitCode", d."holderUnitCode", d."holderUsername",
             d."procedureCode", d."currentDueAt", d."lateFrom", d."lateFromDay"
        FROM "dossier" d
       WHERE d."finishedAt" IS NULL AND d."voidedAt" IS NULL AND d."acceptedDay" IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "dossier_due"');
  }
}
