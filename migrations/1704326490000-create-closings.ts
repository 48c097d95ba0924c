import { type MigrationInterface, type QueryRunner, Table, TableIndex, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const MEASURES = ['received', 'early', 'onTime', 'late', 'withdrawn', 'stopped', 'refused', 'overdueDelta'];

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const key = (table: string, ...columns: TableColumnOptions[]): TableColumnOptions[] =>
  columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` }));

/** Periods that a head has closed and signed for, and what became known of their days afterwards. */
export class CreateClosings1704326490000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'period_closing',
        columns: [
          ...key('period_closing', text('id', 36)),
          ...[text('unitCode', 40), text('period', 22), text('from', 10), text('to', 10)],
          { name: 'figures', type: 'text' },
          text('figuresHash', 64),
          ...['xlsxHash', 'pdfHash'].map((name) => text(name, 64)),
          ...['defects', 'owed'].map(whole),
          { name: 'attached', type: 'text' },
          ...[text('signerName', 200), text('signerTitle', 200), { ...text('note', 400), isNullable: true }],
          instantColumn('at', engine),
          text('by', 60),
        ],
        foreignKeys: [
          {
            name: 'fk_period_closing_unit',
            columnNames: ['unitCode'],
            referencedTableName: 'unit',
            referencedColumnNames: ['code'],
          },
        ],
        uniques: [{ name: 'uq_period_closing', columnNames: ['unitCode', 'period'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'kpi_closed',
        columns: [...key('kpi_closed', text('unitCode', 40)), text('nextDay', 10)],
        withoutRowid: true,
      }),
    );
    await runner.createTable(
      new Table({
        name: 'kpi_adjustment',
        columns: [
          ...key('kpi_adjustment', text('dossierId', 36), whole('seq'), whole('n')),
          ...[text('unitCode', 40), text('procedureCode', 40), text('fieldCode', 40), text('channel', 10)],
          ...[text('onlineLevel', 10), { name: 'quick', type: 'boolean' }, text('day', 10), text('postDay', 10)],
          ...MEASURES.map(whole),
        ],
        withoutRowid: true,
      }),
    );
    for (const day of ['day', 'postDay']) {
      await runner.createIndex(
        'kpi_adjustment',
        new TableIndex({ name: `ix_kpi_adjustment_${day.toLowerCase()}`, columnNames: ['unitCode', day] }),
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['kpi_adjustment', 'kpi_closed', 'period_closing']) await runner.dropTable(table);
  }
}
