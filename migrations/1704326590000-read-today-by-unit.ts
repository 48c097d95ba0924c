import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const NAME = 'ix_dossier_unit_open_late';
const NEAREST = ['responsibleUnitCode', 'lateFromDay', 'lateFrom', 'code'];

/**
 * What turns late later today, and the nearest of a unit, are read in the order of one index. The view could not use the
 * index it was made for any more, since that leaves out what waits for another system.
 */
export class ReadTodayByUnit1704326590000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('dossier', NAME);
    await runner.createIndex('dossier', index(NEAREST));
    await runner.query('DROP VIEW "dossier_unbroken"');
    await runner.query(view(', d."lateFromDay"'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "dossier_unbroken"');
    await runner.query(view(''));
    await runner.dropIndex('dossier', NAME);
    await runner.createIndex('dossier', index(NEAREST.slice(0, 2)));
  }
}

const index = (columnNames: string[]): TableIndex =>
  new TableIndex({ name: NAME, columnNames, where: '"finishedAt" IS NULL' });

const view = (more: string): string => `
  CREATE VIEW "dossier_unbroken" AS
  SELECT d."responsibleUnitCode", d."procedureCode", d."fieldCode", d."channel", d."limitUnit", d."instant", d."lateFrom"${more}
    FROM "dossier" d
   WHERE d."finishedAt" IS NULL AND NOT d."breachNoted" AND d."voidedAt" IS NULL AND d."acceptedDay" IS NOT NULL`;
