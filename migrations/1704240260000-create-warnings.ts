import { type MigrationInterface, type QueryRunner, Table, TableIndex, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

const key = (table: string, ...columns: TableColumnOptions[]): TableColumnOptions[] =>
  columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` }));

/** Who holds what, the clock running: what those who warn and count may read of a dossier. */
const HELD = `
  CREATE VIEW "work_held" AS
  SELECT d."id", d."holderUnitCode", d."holderUsername", d."lateFrom", d."statutoryDueAt"
    FROM "dossier" d
   WHERE d."finishedAt" IS NULL AND d."voidedAt" IS NULL AND d."lateFrom" IS NOT NULL`;

/** When somebody is to be warned of a promise, who was, and who had their list of the morning. */
export class CreateWarnings1704240260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const at = (name: string, isNullable = false): TableColumnOptions => instantColumn(name, engine, { isNullable });
    await runner.createTable(
      new Table({
        name: 'promise_watch',
        columns: [...key('promise_watch', text('dossierId', 36)), at('dueAt', true), at('nextAt', true)],
      }),
    );
    await runner.createIndex(
      'promise_watch',
      new TableIndex({
        name: 'ix_promise_watch_next',
        columnNames: ['nextAt', 'dossierId'],
        where: '"nextAt" IS NOT NULL',
      }),
    );
    await runner.createTable(
      new Table({
        name: 'warning',
        columns: [
          ...key('warning', text('dossierId', 36), text('kind', 10), at('dueAt')),
          text('tier', 6),
          text('unitCode', 40),
          text('username', 60, true),
          at('raisedAt'),
        ],
        indices: [{ name: 'ix_warning_told', columnNames: ['unitCode', 'tier', 'raisedAt', 'dossierId'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'digest',
        columns: [
          ...key('digest', text('username', 40), text('day', 10)),
          text('id', 36),
          { name: 'items', type: 'integer' },
          at('madeAt'),
        ],
      }),
    );
    await runner.query(HELD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "work_held"');
    for (const table of ['digest', 'warning', 'promise_watch']) await runner.dropTable(table);
  }
}
