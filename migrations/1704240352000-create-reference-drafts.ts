import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** Files of reference data between being sent and being accepted: what they would change is read before it is written. */
export class CreateReferenceDrafts1704240352000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'reference_draft',
        columns: [
          {
            name: 'id',
            type: 'varchar',
            length: '36',
            isPrimary: true,
            primaryKeyConstraintName: 'pk_reference_draft',
          },
          { name: 'kind', type: 'varchar', length: '12' },
          { name: 'fileName', type: 'varchar', length: '120' },
          { name: 'body', type: 'text' },
          { name: 'createdBy', type: 'varchar', length: '60' },
          instantColumn('createdAt', engine),
        ],
        checks: [
          { name: 'ck_reference_draft_kind', expression: `"kind" IN ('units','procedures','holidays','hours')` },
        ],
        indices: [{ name: 'ix_reference_draft_created', columnNames: ['createdAt'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('reference_draft');
  }
}
