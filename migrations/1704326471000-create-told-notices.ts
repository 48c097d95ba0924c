import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const key = (name: string, type: string, length?: string) => ({
  name,
  type,
  ...(length === undefined ? {} : { length }),
  isPrimary: true,
  primaryKeyConstraintName: 'pk_told_notice',
});

/** Who of the desk told a citizen by their own hand, so that nobody tells them twice. */
export class CreateToldNotices1704326471000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'told_notice',
        columns: [
          key('dossierId', 'varchar', '36'),
          key('kind', 'varchar', '12'),
          key('no', 'integer'),
          instantColumn('toldAt', engine),
          { name: 'toldBy', type: 'varchar', length: '60' },
        ],
        checks: [{ name: 'ck_told_notice_kind', expression: `"kind" IN ('result', 'supplement')` }],
        foreignKeys: [
          {
            name: 'fk_told_notice_dossier',
            columnNames: ['dossierId'],
            referencedTableName: 'dossier',
            referencedColumnNames: ['id'],
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('told_notice');
  }
}
