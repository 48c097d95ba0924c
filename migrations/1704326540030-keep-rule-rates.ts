import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const key = (name: string, length: number): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
  ...{ isPrimary: true, primaryKeyConstraintName: 'pk_qd766_rule' },
});

/** Who was asked for a supplement after acceptance, and what rule 2.1 of QĐ 766 makes of it: counted at night. */
export class KeepRuleRates1704326540030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW "supplement_fact" AS
      SELECT d."id", d."responsibleUnitCode", d."acceptedDay", d."finishedDay", d."timeliness", d."lateFromDay",
             s."askedAt", s."receivedAt"
        FROM "supplement_request" s JOIN "dossier" d ON d."id" = s."dossierId"
       WHERE d."voidedAt" IS NULL AND d."acceptedDay" IS NOT NULL AND NOT s."beforeAcceptance"`);
    await runner.createTable(
      new Table({
        name: 'qd766_rule',
        withoutRowid: true,
        columns: [
          key('period', 7),
          key('unitCode', 40),
          { name: 'through', type: 'varchar', length: '10' },
          { name: 'part', type: 'integer' },
          { name: 'whole', type: 'integer' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('qd766_rule');
    await runner.query('DROP VIEW "supplement_fact"');
  }
}
