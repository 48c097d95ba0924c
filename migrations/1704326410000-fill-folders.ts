import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

const number = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });

const key = (table: string, ...columns: TableColumnOptions[]): TableColumnOptions[] =>
  columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` }));

const refers = (table: string, name: string, column: string, to: readonly [table: string, column: string]) => ({
  name: `fk_${table}_${name}`,
  columnNames: [column],
  referencedTableName: to[0],
  referencedColumnNames: [to[1]],
});

type At = (name: string, isNullable?: boolean) => TableColumnOptions;

const OF_LETTERS = ['awaits', 'signedHow', 'signedBy', 'scanHash'] as const;
const LENGTHS = { awaits: 10, signedHow: 10, signedBy: 60, scanHash: 64 } as const;

/** Letters that are signed by hand: folders to be signed, the scans that come back, and the registers of numbers. */
export class FillFolders1704326410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const at: At = (name, isNullable = false) => instantColumn(name, engine, { isNullable });
    for (const name of OF_LETTERS) {
      await runner.query(`ALTER TABLE "letter" ADD COLUMN "${name}" varchar(${String(LENGTHS[name])})`);
    }
    await runner.query('CREATE INDEX "ix_letter_register" ON "letter" ("unitCode", "numberYear", "numberedAt", "id")');
    const tables = [folder(at), folderLetter(at), print(at), part(), scan(at), scanPage(at), start(at), closing(at)];
    for (const table of tables) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'register_closing',
      'register_start',
      'folder_scan_page',
      'folder_scan',
      'folder_part',
      'folder_print',
      'signing_folder_letter',
      'signing_folder',
    ];
    for (const table of tables) await runner.dropTable(table);
    await runner.query('DROP INDEX "ix_letter_register"');
    for (const name of OF_LETTERS) await runner.query(`ALTER TABLE "letter" DROP COLUMN "${name}"`);
  }
}

function folder(at: At): Table {
  return new Table({
    name: 'signing_folder',
    columns: [
      ...key('signing_folder', text('id', 36)),
      text('unitCode', 40),
      at('openedAt'),
      text('openedBy', 60),
      at('closedAt', true),
      text('closedBy', 60, true),
    ],
    foreignKeys: [refers('signing_folder', 'unit', 'unitCode', ['unit', 'code'])],
    indices: [{ name: 'ix_signing_folder_unit', columnNames: ['unitCode', 'openedAt', 'id'] }],
  });
}

function folderLetter(at: At): Table {
  return new Table({
    name: 'signing_folder_letter',
    columns: [
      ...key('signing_folder_letter', text('folderId', 36), text('letterId', 36)),
      number('position'),
      { name: 'inside', type: 'boolean' },
      { name: 'printedFacts', type: 'text', isNullable: true },
      at('printedAt', true),
      number('sheets', true),
      text('scanHash', 64, true),
      at('scannedAt', true),
      text('scannedBy', 60, true),
    ],
    foreignKeys: [
      refers('signing_folder_letter', 'folder', 'folderId', ['signing_folder', 'id']),
      refers('signing_folder_letter', 'letter', 'letterId', ['letter', 'id']),
    ],
    uniques: [{ name: 'uq_signing_folder_letter', columnNames: ['folderId', 'position'] }],
    indices: [
      { name: 'ux_signing_folder_letter', columnNames: ['letterId'], isUnique: true, where: `"inside"` },
      { name: 'ix_signing_folder_letter', columnNames: ['letterId'] },
    ],
  });
}

function print(at: At): Table {
  return new Table({
    name: 'folder_print',
    columns: [
      ...key('folder_print', text('id', 36)),
      text('folderId', 36),
      text('state', 8),
      number('total'),
      number('done'),
      at('askedAt'),
      text('askedBy', 60),
      at('endedAt', true),
      text('fault', 200, true),
    ],
    foreignKeys: [refers('folder_print', 'folder', 'folderId', ['signing_folder', 'id'])],
    checks: [{ name: 'ck_folder_print_state', expression: `"state" IN ('waiting','printed','stopped','failed')` }],
    indices: [
      { name: 'ix_folder_print_folder', columnNames: ['folderId', 'askedAt'] },
      { name: 'ux_folder_print_waiting', columnNames: ['folderId'], isUnique: true, where: `"state" = 'waiting'` },
    ],
  });
}

function part(): Table {
  return new Table({
    name: 'folder_part',
    columns: [
      ...key('folder_part', text('printId', 36), number('part')),
      text('fileId', 36),
      number('first'),
      number('last'),
      number('pages'),
    ],
    foreignKeys: [refers('folder_part', 'print', 'printId', ['folder_print', 'id'])],
  });
}

function scan(at: At): Table {
  return new Table({
    name: 'folder_scan',
    columns: [
      ...key('folder_scan', text('id', 36)),
      text('folderId', 36),
      text('fileName', 120),
      text('fileHash', 64),
      text('mediaType', 60),
      number('bytes'),
      text('state', 8),
      number('pages', true),
      text('fault', 20, true),
      at('uploadedAt'),
      text('uploadedBy', 60),
    ],
    foreignKeys: [refers('folder_scan', 'folder', 'folderId', ['signing_folder', 'id'])],
    checks: [{ name: 'ck_folder_scan_state', expression: `"state" IN ('waiting','read','refused')` }],
    uniques: [{ name: 'uq_folder_scan_file', columnNames: ['folderId', 'fileHash'] }],
    indices: [
      { name: 'ix_folder_scan_waiting', columnNames: ['uploadedAt', 'id'], where: `"state" = 'waiting'` },
      { name: 'ix_folder_scan_file', columnNames: ['fileHash'] },
    ],
  });
}

function scanPage(at: At): Table {
  return new Table({
    name: 'folder_scan_page',
    columns: [
      ...key('folder_scan_page', text('scanId', 36), number('page')),
      text('kind', 12),
      text('letterId', 36, true),
      number('turned'),
      at('decidedAt', true),
      text('decidedBy', 60, true),
    ],
    foreignKeys: [refers('folder_scan_page', 'scan', 'scanId', ['folder_scan', 'id'])],
    indices: [{ name: 'ix_folder_scan_page_letter', columnNames: ['letterId'] }],
  });
}

function start(at: At): Table {
  return new Table({
    name: 'register_start',
    columns: [
      ...key('register_start', text('id', 36)),
      text('unitCode', 40),
      number('year'),
      number('after'),
      number('next'),
      text('reason', 400),
      at('at'),
      text('by', 60),
    ],
    foreignKeys: [refers('register_start', 'unit', 'unitCode', ['unit', 'code'])],
    checks: [{ name: 'ck_register_start_upward', expression: '"next" > "after" + 1' }],
    uniques: [{ name: 'uq_register_start', columnNames: ['unitCode', 'year', 'next'] }],
  });
}

function closing(at: At): Table {
  return new Table({
    name: 'register_closing',
    columns: [
      ...key('register_closing', text('unitCode', 40), number('year')),
      number('lastSerial'),
      number('letters'),
      number('voided'),
      at('at'),
      text('by', 60),
    ],
    foreignKeys: [refers('register_closing', 'unit', 'unitCode', ['unit', 'code'])],
  });
}
