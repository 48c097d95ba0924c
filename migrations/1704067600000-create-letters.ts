import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

/** Letters of apology: a letter is a record, its number is never used twice and never lost. */
export class CreateLetters1704067600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(letter(engine));
    await runner.createTable(letterObligation());
    await runner.createTable(delivery(engine));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['letter_delivery', 'letter_obligation', 'letter']) await runner.dropTable(table);
  }
}

function letter(engine: string): Table {
  const at = (name: string): TableColumnOptions => instantColumn(name, engine, { isNullable: true });
  return new Table({
    name: 'letter',
    columns: [
      { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_letter' },
      text('dossierId', 36),
      text('unitCode', 40),
      text('state', 10),
      text('mode', 4),
      text('reason', 600, true),
      text('fault', 12),
      at('newDueAt'),
      instantColumn('draftedAt', engine),
      text('draftedBy', 60),
      at('approvedAt'),
      text('approvedBy', 60, true),
      text('comment', 600, true),
      { name: 'numberYear', type: 'integer', isNullable: true },
      { name: 'numberSerial', type: 'integer', isNullable: true },
      text('numberText', 60, true),
      text('letterDate', 10, true),
      { name: 'facts', type: 'text', isNullable: true },
      at('numberedAt'),
      text('numberedBy', 60, true),
      at('issuedAt'),
      text('fileHash', 64, true),
      at('endedAt'),
      text('endedBy', 60, true),
      { name: 'version', type: 'integer' },
    ],
    uniques: [{ name: 'uq_letter_number', columnNames: ['unitCode', 'numberYear', 'numberText'] }],
    foreignKeys: [
      {
        name: 'fk_letter_dossier',
        columnNames: ['dossierId'],
        referencedTableName: 'dossier',
        referencedColumnNames: ['id'],
      },
      {
        name: 'fk_letter_unit',
        columnNames: ['unitCode'],
        referencedTableName: 'unit',
        referencedColumnNames: ['code'],
      },
      {
        name: 'fk_letter_file',
        columnNames: ['fileHash'],
        referencedTableName: 'stored_file',
        referencedColumnNames: ['hash'],
      },
    ],
    checks: [
      { name: 'ck_letter_state', expression: `"state" IN ('drafted','approved','numbered','issued','lapsed','void')` },
      { name: 'ck_letter_issued', expression: `("state" = 'issued') = ("issuedAt" IS NOT NULL)` },
      {
        name: 'ck_letter_numbered',
        expression: `"state" NOT IN ('numbered','issued') OR ("numberText" IS NOT NULL AND "facts" IS NOT NULL)`,
      },
    ],
    indices: [
      { name: 'ix_letter_dossier', columnNames: ['dossierId'] },
      { name: 'ix_letter_state', columnNames: ['state', 'draftedAt', 'id'] },
      { name: 'ix_letter_unit_state', columnNames: ['unitCode', 'state', 'draftedAt'] },
    ],
  });
}

/** Which obligations a letter is to settle; one obligation has at most one living letter. */
function letterObligation(): Table {
  return new Table({
    name: 'letter_obligation',
    columns: [
      { ...text('letterId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_letter_obligation' },
      { ...text('obligationId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_letter_obligation' },
      { name: 'living', type: 'boolean' },
    ],
    foreignKeys: [
      {
        name: 'fk_letter_obligation_letter',
        columnNames: ['letterId'],
        referencedTableName: 'letter',
        referencedColumnNames: ['id'],
      },
      {
        name: 'fk_letter_obligation_obligation',
        columnNames: ['obligationId'],
        referencedTableName: 'obligation',
        referencedColumnNames: ['id'],
      },
    ],
    indices: [
      { name: 'ux_letter_obligation_living', columnNames: ['obligationId'], isUnique: true, where: `"living"` },
    ],
  });
}

function delivery(engine: string): Table {
  return new Table({
    name: 'letter_delivery',
    columns: [
      { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_letter_delivery' },
      text('letterId', 36),
      text('channel', 10),
      text('proof', 300, true),
      instantColumn('at', engine),
      text('by', 60),
    ],
    foreignKeys: [
      {
        name: 'fk_letter_delivery_letter',
        columnNames: ['letterId'],
        referencedTableName: 'letter',
        referencedColumnNames: ['id'],
      },
    ],
    indices: [{ name: 'ix_letter_delivery_letter', columnNames: ['letterId'] }],
  });
}
