import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const key = (name: string, type: string, length?: string) => ({
  name,
  type,
  ...(length === undefined ? {} : { length }),
  isPrimary: true,
  primaryKeyConstraintName: 'pk_issued_paper',
});

/** What papers said when they were first made: printed again, they say the same. */
export class CreateIssuedPapers1704240070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'issued_paper',
        columns: [
          key('dossierId', 'varchar', '36'),
          key('kind', 'varchar', '12'),
          key('no', 'integer'),
          { name: 'body', type: 'text', isNullable: true },
          instantColumn('issuedAt', engine),
          { name: 'issuedBy', type: 'varchar', length: '60' },
        ],
        foreignKeys: [
          {
            name: 'fk_issued_paper_dossier',
            columnNames: ['dossierId'],
            referencedTableName: 'dossier',
            referencedColumnNames: ['id'],
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('issued_paper');
  }
}
