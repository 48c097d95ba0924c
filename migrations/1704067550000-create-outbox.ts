import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

/** Files by their hash, and the messages that wait to leave the house. */
export class CreateOutbox1704067550000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'stored_file',
        columns: [
          { ...text('hash', 64), isPrimary: true, primaryKeyConstraintName: 'pk_stored_file' },
          text('mediaType', 80),
          { name: 'bytes', type: 'integer' },
          instantColumn('createdAt', engine),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'message',
        columns: [
          { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_message' },
          text('kind', 30),
          text('subjectId', 36),
          text('channel', 8),
          text('recipient', 320),
          text('title', 300),
          { name: 'text', type: 'text' },
          { name: 'html', type: 'text' },
          text('fileHash', 64, true),
          text('fileName', 120, true),
          text('state', 20),
          { name: 'attempts', type: 'integer' },
          instantColumn('nextAttemptAt', engine),
          text('claimedBy', 36, true),
          instantColumn('claimedUntil', engine, { isNullable: true }),
          text('lastAnswer', 300, true),
          instantColumn('createdAt', engine),
          instantColumn('sentAt', engine, { isNullable: true }),
          instantColumn('deliveredAt', engine, { isNullable: true }),
          text('resolvedBy', 60, true),
        ],
        uniques: [{ name: 'uq_message_once', columnNames: ['kind', 'subjectId'] }],
        foreignKeys: [
          {
            name: 'fk_message_file',
            columnNames: ['fileHash'],
            referencedTableName: 'stored_file',
            referencedColumnNames: ['hash'],
          },
        ],
        checks: [
          {
            name: 'ck_message_state',
            expression: `"state" IN ('queued','claimed','transmitting','sent','delivered','presumed_delivered','bounced','failed','uncertain')`,
          },
        ],
        indices: [
          {
            name: 'ix_message_due',
            columnNames: ['nextAttemptAt', 'id'],
            where: `"state" = 'queued' AND "channel" = 'email'`,
          },
          { name: 'ix_message_held', columnNames: ['claimedUntil'], where: `"state" IN ('claimed','transmitting')` },
          { name: 'ix_message_subject', columnNames: ['subjectId'] },
          { name: 'ix_message_channel_state', columnNames: ['channel', 'state', 'createdAt'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('message');
    await runner.dropTable('stored_file');
  }
}
