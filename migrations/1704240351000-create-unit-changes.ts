import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** What a unit was called, where it stood and when it ended: each change with the day from which it holds. */
export class CreateUnitChanges1704240351000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'unit_change',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true, primaryKeyConstraintName: 'pk_unit_change' },
          { name: 'unitCode', type: 'varchar', length: '40' },
          { name: 'validFrom', type: 'varchar', length: '10' },
          { name: 'changes', type: 'text' },
          { name: 'before', type: 'text', isNullable: true },
          { name: 'reason', type: 'varchar', length: '400', isNullable: true },
          { name: 'by', type: 'varchar', length: '80' },
          instantColumn('recordedAt', engine),
          instantColumn('appliedAt', engine, { isNullable: true }),
          instantColumn('cancelledAt', engine, { isNullable: true }),
        ],
        foreignKeys: [
          {
            name: 'fk_unit_change_unit',
            columnNames: ['unitCode'],
            referencedTableName: 'unit',
            referencedColumnNames: ['code'],
          },
        ],
        indices: [
          { name: 'ix_unit_change_unit', columnNames: ['unitCode', 'validFrom'] },
          {
            name: 'ix_unit_change_waiting',
            columnNames: ['validFrom', 'id'],
            where: `"appliedAt" IS NULL AND "cancelledAt" IS NULL`,
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('unit_change');
  }
}
