import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableCheck,
  type TableColumnOptions,
  TableForeignKey,
} from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, primaryKeyConstraintName?: string): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...(primaryKeyConstraintName === undefined ? {} : { isPrimary: true, primaryKeyConstraintName }),
});

const foreign = (table: string, to: string, column: string, key: string): TableForeignKey =>
  new TableForeignKey({
    name: `fk_${table}_${to}`,
    columnNames: [column],
    referencedTableName: to,
    referencedColumnNames: [key],
  });

/** What form 04 promises is watched apart: kept or broken, and how many of each by month. */
export class WatchSecondPromises1704326450100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'second_promise',
        columns: [
          text('letterId', 36, 'pk_second_promise'),
          text('dossierId', 36),
          text('unitCode', 40),
          instantColumn('dueAt', engine),
          instantColumn('promisedAt', engine),
          instantColumn('brokenFrom', engine),
          text('state', 8),
          instantColumn('endedAt', engine, { isNullable: true }),
        ],
        checks: [
          new TableCheck({ name: 'ck_second_promise_state', expression: `"state" IN ('waiting','kept','broken')` }),
          new TableCheck({
            name: 'ck_second_promise_ended',
            expression: `("state" = 'waiting') = ("endedAt" IS NULL)`,
          }),
        ],
        foreignKeys: [
          foreign('second_promise', 'letter', 'letterId', 'id'),
          foreign('second_promise', 'dossier', 'dossierId', 'id'),
          foreign('second_promise', 'unit', 'unitCode', 'code'),
        ],
        indices: [
          {
            name: 'ix_second_promise_waiting',
            columnNames: ['brokenFrom', 'letterId'],
            where: `"state" = 'waiting'`,
          },
          { name: 'ix_second_promise_unit', columnNames: ['unitCode', 'state', 'brokenFrom', 'letterId'] },
          { name: 'ix_second_promise_dossier', columnNames: ['dossierId'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'second_promise_month',
        columns: [
          text('unitCode', 40, 'pk_second_promise_month'),
          text('month', 7, 'pk_second_promise_month'),
          { name: 'kept', type: 'integer' },
          { name: 'broken', type: 'integer' },
        ],
        foreignKeys: [foreign('second_promise_month', 'unit', 'unitCode', 'code')],
      }),
    );
    await runner.query(
      `CREATE INDEX "ix_letter_second_promise" ON "letter" ("newDueAt", "id") WHERE "state" = 'issued' AND "newDueAt" IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_letter_second_promise"');
    await runner.dropTable('second_promise_month');
    await runner.dropTable('second_promise');
  }
}
