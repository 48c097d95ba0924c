import { type MigrationInterface, type QueryRunner, Table, TableCheck, TableForeignKey, TableIndex } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** How units word the free sentences of their papers. */
export class CreateWordings1704240100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'wording_version',
        columns: [
          {
            name: 'id',
            type: 'varchar',
            length: '36',
            isPrimary: true,
            primaryKeyConstraintName: 'pk_wording_version',
          },
          { name: 'unitCode', type: 'varchar', length: '40' },
          { name: 'kind', type: 'varchar', length: '40' },
          { name: 'version', type: 'integer' },
          { name: 'validFrom', type: 'varchar', length: '10' },
          { name: 'source', type: 'text' },
          { name: 'sha256', type: 'varchar', length: '64' },
          { name: 'by', type: 'varchar', length: '80' },
          instantColumn('recordedAt', engine),
        ],
        checks: [new TableCheck({ name: 'ck_wording_version_version', expression: `"version" >= 1` })],
        indices: [
          new TableIndex({
            name: 'uq_wording_version_version',
            columnNames: ['unitCode', 'kind', 'version'],
            isUnique: true,
          }),
        ],
        foreignKeys: [
          new TableForeignKey({
            name: 'fk_wording_version_unit',
            columnNames: ['unitCode'],
            referencedTableName: 'unit',
            referencedColumnNames: ['code'],
          }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('wording_version');
  }
}
