import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What figures may read of a dossier: the frozen columns of the definition, nobody's name.
 * A voided dossier, or one never accepted, stands nowhere (R23).
 */
export class CreateDossierFactView1704067450000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW "dossier_fact" AS
      SELECT d."id", d."code", d."status", d."unitCode", d."responsibleUnitCode", d."procedureCode", d."fieldCode",
             d."channel", d."onlineLevel", d."limitUnit", d."instant", d."acceptedDay", d."currentDueAt",
             d."lateFrom", d."lateFromDay", d."finishedDay", d."timeliness", d."daysLate", d."ending", d."outcome",
             d."settledBy", d."holderUnitCode", d."holderUsername"
        FROM "dossier" d
       WHERE d."voidedAt" IS NULL AND d."status" NOT IN ('submitted', 'rejected')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "dossier_fact"');
  }
}
