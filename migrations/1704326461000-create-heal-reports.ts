import { type MigrationInterface, type QueryRunner, Table, TableIndex, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });

/** What the nightly round found, put right and had to leave; and when a unit last issued a letter, without looking for it. */
export class CreateHealReports1704326461000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'heal_report',
        columns: [
          { ...text('day', 10), isPrimary: true, primaryKeyConstraintName: 'pk_heal_report' },
          instantColumn('madeAt', runner.dataSource.options.type),
          ...['found', 'healed', 'left'].map(whole),
          { name: 'lines', type: 'text' },
        ],
      }),
    );
    await runner.createIndex(
      'letter',
      new TableIndex({ name: 'ix_letter_unit_issued', columnNames: ['unitCode', 'issuedAt'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('letter', 'ix_letter_unit_issued');
    await runner.dropTable('heal_report');
  }
}
