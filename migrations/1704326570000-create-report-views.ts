import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** Questions to a report that somebody asks again and again, under a name of their own. */
export class CreateReportViews1704326570000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const key = (name: string) => ({
      ...{ name, type: 'varchar', length: '60', isPrimary: true },
      primaryKeyConstraintName: 'pk_report_view',
    });
    await runner.createTable(
      new Table({
        name: 'report_view',
        withoutRowid: true,
        columns: [
          key('username'),
          key('name'),
          { name: 'address', type: 'varchar', length: '500' },
          instantColumn('savedAt', runner.dataSource.options.type),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('report_view');
  }
}
