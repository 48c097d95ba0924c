import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableCheck,
  type TableColumnOptions,
  TableForeignKey,
  TableIndex,
  TableUnique,
} from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

const key = (table: string): TableColumnOptions => ({
  ...text('id', 36),
  isPrimary: true,
  primaryKeyConstraintName: `pk_${table}`,
});

/** Citizens who have to be called, and each call that was made. */
export class CreateCallTasks1704326430000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const at = (name: string, isNullable = false): TableColumnOptions => instantColumn(name, engine, { isNullable });
    await runner.createTable(
      new Table({
        name: 'call_task',
        columns: [
          key('call_task'),
          text('kind', 16),
          text('subjectId', 36),
          { name: 'round', type: 'integer' },
          text('dossierId', 36),
          text('letterId', 36, true),
          text('unitCode', 40),
          text('wish', 300, true),
          at('openedAt'),
          at('dueAt'),
          text('state', 12),
          { name: 'tries', type: 'integer' },
          at('endedAt', true),
        ],
        uniques: [new TableUnique({ name: 'uq_call_task_once', columnNames: ['kind', 'subjectId', 'round'] })],
        checks: [
          new TableCheck({
            name: 'ck_call_task_kind',
            expression: `"kind" IN ('undelivered','not_received','call_back','second_promise')`,
          }),
          new TableCheck({
            name: 'ck_call_task_state',
            expression: `"state" IN ('open','reached','wrong_number')`,
          }),
          new TableCheck({
            name: 'ck_call_task_ended',
            expression: `("state" = 'open') = ("endedAt" IS NULL)`,
          }),
        ],
        foreignKeys: [
          foreign('call_task', 'dossier', 'dossierId'),
          foreign('call_task', 'letter', 'letterId'),
          new TableForeignKey({
            name: 'fk_call_task_unit',
            columnNames: ['unitCode'],
            referencedTableName: 'unit',
            referencedColumnNames: ['code'],
          }),
        ],
      }),
    );
    await runner.createIndex(
      'call_task',
      new TableIndex({
        name: 'ix_call_task_open',
        columnNames: ['unitCode', 'dueAt', 'id'],
        where: `"state" = 'open'`,
      }),
    );
    await runner.createIndex('call_task', new TableIndex({ name: 'ix_call_task_dossier', columnNames: ['dossierId'] }));
    await runner.createTable(
      new Table({
        name: 'call_made',
        columns: [
          key('call_made'),
          text('taskId', 36),
          text('outcome', 12),
          text('note', 600, true),
          at('at'),
          text('by', 60),
        ],
        checks: [
          new TableCheck({
            name: 'ck_call_made_outcome',
            expression: `"outcome" IN ('reached','not_reached','wrong_number')`,
          }),
        ],
        foreignKeys: [foreign('call_made', 'call_task', 'taskId')],
        indices: [{ name: 'ix_call_made_task', columnNames: ['taskId', 'at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['call_made', 'call_task']) await runner.dropTable(table);
  }
}

function foreign(table: string, to: string, column: string): TableForeignKey {
  return new TableForeignKey({
    name: `fk_${table}_${to.replace('call_', '')}`,
    columnNames: [column],
    referencedTableName: to,
    referencedColumnNames: ['id'],
  });
}
