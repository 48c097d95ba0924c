import { type MigrationInterface, type QueryRunner, Table, TableForeignKey, TableIndex } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

/** What a message needs beside a mail: the sealed request of a line, what showed that it went, and by whom. */
const MESSAGE = { sealed: 'text', lineId: 'varchar(80)', proofHash: 'varchar(64)' } as const;

/**
 * Messages by Zalo and SMS, proofs as files, and where each issued letter stands on its way. The way follows from the
 * messages; it is kept so that nobody has to look through all letters for those that have not arrived.
 */
export class FollowLetters1704326431000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    // In SQL of our own: TypeORM writes a SQLite table anew for a column, and its triggers would be gone.
    for (const [name, type] of Object.entries(MESSAGE)) {
      await runner.query(`ALTER TABLE "message" ADD COLUMN "${name}" ${type}`);
    }
    await runner.query('ALTER TABLE "letter_delivery" ADD COLUMN "proofHash" varchar(64)');
    await runner.query(
      `CREATE INDEX "ix_message_line_due" ON "message" ("nextAttemptAt", "id") WHERE "state" = 'queued' AND "sealed" IS NOT NULL`,
    );
    const text = (name: string, length: number, isNullable = false) => ({
      name,
      type: 'varchar',
      length: String(length),
      isNullable,
    });
    const at = (name: string, isNullable = false) => instantColumn(name, engine, { isNullable });
    await runner.createTable(
      new Table({
        name: 'letter_way',
        columns: [
          { ...text('letterId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_letter_way' },
          text('dossierId', 36),
          text('unitCode', 40),
          text('linkHash', 64),
          text('why', 12),
          text('channel', 8, true),
          at('issuedAt'),
          at('lookAt', true),
          at('endedAt', true),
        ],
        uniques: [{ name: 'uq_letter_way_link', columnNames: ['linkHash'] }],
        foreignKeys: [
          new TableForeignKey({
            name: 'fk_letter_way_letter',
            columnNames: ['letterId'],
            referencedTableName: 'letter',
            referencedColumnNames: ['id'],
          }),
        ],
      }),
    );
    await runner.createIndex(
      'letter_way',
      new TableIndex({
        name: 'ix_letter_way_open',
        columnNames: ['unitCode', 'issuedAt', 'letterId'],
        where: '"endedAt" IS NULL',
      }),
    );
    await runner.createIndex(
      'letter_way',
      new TableIndex({
        name: 'ix_letter_way_look',
        columnNames: ['lookAt', 'letterId'],
        where: '"lookAt" IS NOT NULL',
      }),
    );
    await runner.createTable(
      new Table({
        name: 'mail_report',
        columns: [
          { ...text('hash', 64), isPrimary: true, primaryKeyConstraintName: 'pk_mail_report' },
          at('receivedAt'),
          text('kind', 8),
          text('status', 20, true),
          text('messageId', 36, true),
          text('source', 120),
        ],
      }),
    );
    await runner.createIndex(
      'mail_report',
      new TableIndex({ name: 'ix_mail_report_unknown', columnNames: ['receivedAt'], where: `"kind" = 'unknown'` }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['mail_report', 'letter_way']) await runner.dropTable(table);
    await runner.query('DROP INDEX "ix_message_line_due"');
    await runner.query('ALTER TABLE "letter_delivery" DROP COLUMN "proofHash"');
    for (const name of Object.keys(MESSAGE)) await runner.query(`ALTER TABLE "message" DROP COLUMN "${name}"`);
  }
}
