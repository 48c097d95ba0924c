import { type MigrationInterface, type QueryRunner, Table, TableIndex, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const KEY = { type: 'varchar', isPrimary: true, primaryKeyConstraintName: 'pk_desk_work_half' } as const;

const COUNTS = [
  ...['contactsNone', 'contactsOnce', 'contactsMore'],
  ...['received', 'onlineFull', 'onlinePartial', 'onlineOther', 'assisted'],
  ...['filed', 'answered', 'answeredInTime', 'sentBack', 'rejected'],
  ...['paidCash', 'paidTransfer', 'paidCard', 'paidQr'],
];

const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });

/**
 * What a desk is evaluated by besides its promises, counted each night by half-months; and what it is counted from: how
 * dossiers came and were completed, when filings were first answered, how fees were paid. Nobody's name.
 */
export class CreateDeskWork1704326530000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'desk_work_half',
        columns: [
          { name: 'unitCode', length: '40', ...KEY },
          { name: 'half', length: '10', ...KEY },
          ...COUNTS.map(whole),
          instantColumn('countedAt', runner.dataSource.options.type),
        ],
      }),
    );
    await runner.createIndex('payment', new TableIndex({ name: 'ix_payment_paid', columnNames: ['paidAt'] }));
    await runner.query(`
      CREATE VIEW "dossier_desk_fact" AS
      SELECT d."id", d."responsibleUnitCode", d."channel", d."onlineLevel", d."assisted", d."filedAt", d."askedFirst",
             d."supplementsAsked", d."status", d."acceptedDay", d."finishedDay",
             CASE WHEN d."filedAt" IS NULL THEN NULL ELSE (
               SELECT min(e."at") FROM "dossier_event" e
                WHERE e."dossierId" = d."id" AND e."act" IN ('accept', 'ask_first', 'reject')) END AS "answeredAt",
             d."unitCode"
        FROM "dossier" d WHERE d."voidedAt" IS NULL`);
    await runner.query(`
      CREATE VIEW "payment_fact" AS
      SELECT p."id", p."method", p."paidAt", d."responsibleUnitCode"
        FROM "payment" p JOIN "dossier" d ON d."id" = p."dossierId" WHERE d."voidedAt" IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "payment_fact"');
    await runner.query('DROP VIEW "dossier_desk_fact"');
    await runner.dropIndex('payment', 'ix_payment_paid');
    await runner.dropTable('desk_work_half');
  }
}
