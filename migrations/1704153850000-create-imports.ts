import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const long = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'text', isNullable });

/** How columns of another system's files are read, the files that came in, and what became of each of their rows. */
export class CreateImports1704153850000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const at = (name: string, isNullable = false): TableColumnOptions => instantColumn(name, engine, { isNullable });
    await runner.createTable(
      new Table({
        name: 'import_mapping',
        columns: [
          { ...text('unitCode', 40), isPrimary: true, primaryKeyConstraintName: 'pk_import_mapping' },
          { ...text('name', 40), isPrimary: true, primaryKeyConstraintName: 'pk_import_mapping' },
          long('body'),
          at('changedAt'),
          text('changedBy', 60),
        ],
      }),
    );
    await runner.createTable(imported(at));
    await runner.createTable(importedRow());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_row');
    await runner.dropTable('import_file');
    await runner.dropTable('import_mapping');
  }
}

function imported(at: (name: string, isNullable?: boolean) => TableColumnOptions): Table {
  return new Table({
    name: 'import_file',
    columns: [
      { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_import_file' },
      text('unitCode', 40),
      flag('wholeTree'),
      text('format', 8),
      text('mappingName', 40, true),
      long('mapping', true),
      long('headings', true),
      text('fileHash', 64),
      whole('bytes'),
      text('state', 12),
      flag('dryRun'),
      flag('skipDefective'),
      text('fault', 24, true),
      text('faultWhere', 300, true),
      whole('passedOver'),
      whole('chunks'),
      at('createdAt'),
      text('createdBy', 60),
      at('acceptedAt', true),
      text('acceptedBy', 60, true),
      at('finishedAt', true),
    ],
    checks: [
      {
        name: 'ck_import_file_state',
        expression: `"state" IN ('received','validated','applying','stopped','done','unreadable','cancelled')`,
      },
    ],
    indices: [
      { name: 'ix_import_file_waiting', columnNames: ['createdAt', 'id'], where: `"state" IN ('received','applying')` },
      { name: 'ix_import_file_unit', columnNames: ['unitCode', 'id'] },
    ],
  });
}

function importedRow(): Table {
  return new Table({
    name: 'import_row',
    columns: [
      { ...text('importId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_import_row' },
      { ...whole('line'), isPrimary: true, primaryKeyConstraintName: 'pk_import_row' },
      text('code', 40, true),
      text('state', 10),
      flag('isNew'),
      flag('differs'),
      long('body', true),
      long('findings', true),
    ],
    foreignKeys: [
      {
        name: 'fk_import_row_file',
        columnNames: ['importId'],
        referencedTableName: 'import_file',
        referencedColumnNames: ['id'],
      },
    ],
    checks: [
      {
        name: 'ck_import_row_state',
        expression: `"state" IN ('ready','defective','unchanged','applied','skipped','refused')`,
      },
    ],
    indices: [
      { name: 'ix_import_row_state', columnNames: ['importId', 'state', 'line'] },
      { name: 'ix_import_row_differs', columnNames: ['importId', 'line'], where: '"differs"' },
    ],
  });
}
