import { type MigrationInterface, type QueryRunner, Table, TableCheck, TableIndex } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** What was paid: land-use fees pass two thousand million đồng, more than an `integer` of PostgreSQL holds. */
const MONEY = ['payment_request', 'payment'];

/** Changed calendars: who let the dates of open dossiers move, and how far that has come. */
export class CreateReplans1704153950000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'calendar_replan',
        columns: [
          {
            name: 'id',
            type: 'varchar',
            length: '36',
            isPrimary: true,
            primaryKeyConstraintName: 'pk_calendar_replan',
          },
          { name: 'state', type: 'varchar', length: '8' },
          { name: 'revision', type: 'integer' },
          instantColumn('confirmedAt', engine),
          { name: 'confirmedBy', type: 'varchar', length: '60' },
          instantColumn('throughDueAt', engine, { isNullable: true }),
          { name: 'throughId', type: 'varchar', length: '36', isNullable: true },
          { name: 'moved', type: 'integer' },
          { name: 'stuck', type: 'integer' },
          instantColumn('finishedAt', engine, { isNullable: true }),
        ],
        checks: [new TableCheck({ name: 'ck_calendar_replan_state', expression: `"state" IN ('running', 'done')` })],
      }),
    );
    await runner.createIndex(
      'calendar_replan',
      new TableIndex({
        name: 'uq_calendar_replan_running',
        columnNames: ['state'],
        isUnique: true,
        where: `"state" = 'running'`,
      }),
    );
    // An integer of SQLite is wide enough as it is.
    if (engine === 'postgres') await this.amountsAs(runner, 'double precision');
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') await this.amountsAs(runner, 'integer');
    await runner.dropTable('calendar_replan');
  }

  private async amountsAs(runner: QueryRunner, type: string): Promise<void> {
    for (const table of MONEY) await runner.query(`ALTER TABLE "${table}" ALTER COLUMN "amountVnd" TYPE ${type}`);
  }
}
