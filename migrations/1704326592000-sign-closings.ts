import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const key = (name: string, column: string, table: string, referenced: string): TableForeignKey =>
  new TableForeignKey({ name, columnNames: [column], referencedTableName: table, referencedColumnNames: [referenced] });

/** The paper of a closed period as its head has signed it. */
export class SignClosings1704326592000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'period_signature',
        columns: [
          { name: 'closingId', type: 'varchar', length: '36', isPrimary: true, primaryKeyConstraintName: 'pk_period_signature' }, // prettier-ignore
          { name: 'fileHash', type: 'varchar', length: '64' },
          { name: 'signatures', type: 'text' },
          instantColumn('at', runner.dataSource.options.type),
          { name: 'by', type: 'varchar', length: '60' },
        ],
        foreignKeys: [
          key('fk_period_signature_closing', 'closingId', 'period_closing', 'id'),
          key('fk_period_signature_file', 'fileHash', 'stored_file', 'hash'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('period_signature');
  }
}
