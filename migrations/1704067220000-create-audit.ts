import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { guardInsertOnly, releaseInsertOnly } from '../src/platform/database/insert-only.js';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** Who looked at or changed what is not a dossier's own history; nobody rewrites it. */
export class CreateAudit1704067220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'audit_entry',
        columns: [
          {
            name: 'id',
            type: 'varchar',
            length: '36',
            isPrimary: true,
            primaryKeyConstraintName: 'pk_audit_entry',
          },
          instantColumn('at', engine),
          { name: 'actor', type: 'varchar', length: '40' },
          { name: 'action', type: 'varchar', length: '60' },
          { name: 'subject', type: 'varchar', length: '120' },
          { name: 'reason', type: 'text', isNullable: true },
        ],
        indices: [
          { name: 'ix_audit_entry_subject', columnNames: ['subject', 'at'] },
          { name: 'ix_audit_entry_at', columnNames: ['at'] },
        ],
      }),
    );
    await guardInsertOnly(runner, 'audit_entry');
  }

  async down(runner: QueryRunner): Promise<void> {
    await releaseInsertOnly(runner, 'audit_entry');
    await runner.dropTable('audit_entry');
  }
}
