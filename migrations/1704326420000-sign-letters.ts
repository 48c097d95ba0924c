import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

const key = (table: string, ...columns: TableColumnOptions[]): TableColumnOptions[] =>
  columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` }));

const refers = (table: string, name: string, column: string, to: readonly [table: string, column: string]) => ({
  name: `fk_${table}_${name}`,
  columnNames: [column],
  referencedTableName: to[0],
  referencedColumnNames: [to[1]],
});

type At = (name: string, isNullable?: boolean) => TableColumnOptions;

/** Signing letters: what was sent back, phones of signers, the evening's mail, and electronic signatures. */
export class SignLetters1704326420000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const at: At = (name, isNullable = false) => instantColumn(name, engine, { isNullable });
    await runner.query('ALTER TABLE "desk_device" ADD COLUMN "owner" varchar(40)');
    await runner.query('CREATE INDEX "ix_desk_device_owner" ON "desk_device" ("owner")');
    await runner.query(
      `CREATE INDEX "ix_letter_to_sign" ON "letter" ("unitCode", "draftedAt", "id")
        WHERE "state" = 'drafted' AND NOT "forecast"`,
    );
    for (const table of [letterReturn(at), signReminder(at), signingPaper(at), signingKey(at), letterSignature(at)]) {
      await runner.createTable(table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['letter_signature', 'signing_key', 'signing_paper', 'sign_reminder', 'letter_return']) {
      await runner.dropTable(table);
    }
    await runner.query('DROP INDEX "ix_letter_to_sign"');
    await runner.query('DROP INDEX "ix_desk_device_owner"');
    await runner.query('ALTER TABLE "desk_device" DROP COLUMN "owner"');
  }
}

function letterReturn(at: At): Table {
  return new Table({
    name: 'letter_return',
    columns: [
      ...key('letter_return', text('id', 36)),
      text('letterId', 36),
      { name: 'version', type: 'integer' },
      text('comment', 600),
      at('at'),
      text('by', 60),
    ],
    indices: [{ name: 'ix_letter_return_letter', columnNames: ['letterId', 'version'] }],
    foreignKeys: [refers('letter_return', 'letter', 'letterId', ['letter', 'id'])],
  });
}

function signReminder(at: At): Table {
  return new Table({
    name: 'sign_reminder',
    columns: [
      ...key('sign_reminder', text('username', 40), text('day', 10)),
      text('id', 36),
      { name: 'items', type: 'integer' },
      at('madeAt'),
    ],
  });
}

function signingPaper(at: At): Table {
  return new Table({
    name: 'signing_paper',
    columns: [...key('signing_paper', text('letterId', 36)), text('fileHash', 64), at('at')],
    foreignKeys: [
      refers('signing_paper', 'letter', 'letterId', ['letter', 'id']),
      refers('signing_paper', 'file', 'fileHash', ['stored_file', 'hash']),
    ],
  });
}

function signingKey(at: At): Table {
  return new Table({
    name: 'signing_key',
    columns: [
      ...key('signing_key', text('id', 36)),
      text('unitCode', 40),
      { name: 'sealed', type: 'text' },
      text('signer', 200),
      text('issuer', 400),
      text('serial', 64),
      at('validFrom'),
      at('validTo'),
      at('addedAt'),
      text('addedBy', 60),
      at('removedAt', true),
      text('removedBy', 60, true),
    ],
    indices: [{ name: 'ix_signing_key_unit', columnNames: ['unitCode', 'addedAt'] }],
    foreignKeys: [refers('signing_key', 'unit', 'unitCode', ['unit', 'code'])],
  });
}

function letterSignature(at: At): Table {
  return new Table({
    name: 'letter_signature',
    columns: [
      ...key('letter_signature', text('id', 36)),
      text('letterId', 36),
      { name: 'position', type: 'integer' },
      text('fileHash', 64),
      text('way', 10),
      text('format', 20),
      text('signer', 200),
      text('issuer', 400),
      text('serial', 64),
      at('validFrom'),
      at('validTo'),
      at('claimedAt', true),
      { name: 'trusted', type: 'boolean' },
      at('at'),
      text('by', 60),
    ],
    checks: [
      { name: 'ck_letter_signature_way', expression: `"way" IN ('here','elsewhere')` },
      { name: 'ck_letter_signature_position', expression: '"position" >= 1' },
    ],
    indices: [{ name: 'ux_letter_signature', columnNames: ['letterId', 'position'], isUnique: true }],
    foreignKeys: [
      refers('letter_signature', 'letter', 'letterId', ['letter', 'id']),
      refers('letter_signature', 'file', 'fileHash', ['stored_file', 'hash']),
    ],
  });
}
