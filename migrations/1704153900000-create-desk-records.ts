import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

type At = (name: string, isNullable?: boolean) => TableColumnOptions;

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const words = (name: string): TableColumnOptions => ({ name, type: 'text', isNullable: true });

/**
 * What a desk writes down besides dossiers: whom it turned away, the times it had to work on paper, and receipts as
 * they were printed before a correction.
 */
export class CreateDeskRecords1704153900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const at: At = (name, isNullable = false) => instantColumn(name, engine, { isNullable });
    for (const table of [counterRefusal(at), paperSession(at), receiptVersion(at)]) await runner.createTable(table);
    // In SQL of our own: TypeORM writes a SQLite table anew for a column.
    for (const column of added(at)) {
      const sort = column.length === undefined ? column.type : `${column.type}(${column.length})`;
      await runner.query(`ALTER TABLE "dossier" ADD COLUMN "${column.name}" ${sort}`);
    }
    await runner.query(
      `CREATE UNIQUE INDEX "uq_dossier_paper" ON "dossier" ("unitCode", "paperBook", "paperSerial")
        WHERE "paperBook" IS NOT NULL AND "voidedAt" IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "uq_dossier_replaces" ON "dossier" ("replacesCode") WHERE "replacesCode" IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "uq_dossier_replaces"');
    await runner.query('DROP INDEX "uq_dossier_paper"');
    const columns = added((name) => ({ name, type: 'text' }));
    for (const { name } of columns.reverse()) await runner.query(`ALTER TABLE "dossier" DROP COLUMN "${name}"`);
    for (const name of ['receipt_version', 'paper_session', 'counter_refusal']) await runner.dropTable(name);
  }
}

/** Where a dossier that was received on paper stands in its book, and which voided one another replaces. */
function added(at: At): TableColumnOptions[] {
  return [
    text('paperSessionId', 36),
    text('paperBook', 60),
    { name: 'paperSerial', type: 'integer' },
    at('enteredAt'),
    text('replacesCode', 40),
  ];
}

function counterRefusal(at: At): Table {
  return new Table({
    name: 'counter_refusal',
    columns: [
      key('counter_refusal', 'id', 36),
      text('unitCode', 40),
      text('procedureCode', 40),
      text('kind', 2),
      at('refusedAt'),
      text('refusedDay', 10),
      text('refusedBy', 60),
      words('reason'),
      text('applicantName', 200, true),
    ],
    foreignKeys: [
      pointing('fk_counter_refusal_unit', 'unitCode', 'unit', 'code'),
      pointing('fk_counter_refusal_procedure', 'procedureCode', 'procedure', 'code'),
    ],
    checks: [{ name: 'ck_counter_refusal_kind', expression: `"kind" IN ('02', '03')` }],
    indices: [{ name: 'ix_counter_refusal_unit', columnNames: ['unitCode', 'refusedAt', 'id'] }],
  });
}

function paperSession(at: At): Table {
  return new Table({
    name: 'paper_session',
    columns: [
      key('paper_session', 'id', 36),
      text('unitCode', 40),
      at('fromAt'),
      at('toAt'),
      words('reason'),
      at('openedAt'),
      text('openedBy', 60),
      at('closedAt', true),
      text('closedBy', 60, true),
    ],
    foreignKeys: [pointing('fk_paper_session_unit', 'unitCode', 'unit', 'code')],
    checks: [{ name: 'ck_paper_session_order', expression: `"fromAt" < "toAt"` }],
    indices: [{ name: 'ix_paper_session_unit', columnNames: ['unitCode', 'openedAt', 'id'] }],
  });
}

function receiptVersion(at: At): Table {
  return new Table({
    name: 'receipt_version',
    columns: [
      key('receipt_version', 'dossierId', 36),
      { name: 'version', type: 'integer', isPrimary: true, primaryKeyConstraintName: 'pk_receipt_version' },
      words('body'),
      at('replacedAt'),
      text('replacedBy', 60),
    ],
    foreignKeys: [pointing('fk_receipt_version_dossier', 'dossierId', 'dossier', 'id')],
  });
}

function key(table: string, name: string, length: number): TableColumnOptions {
  return { ...text(name, length), isPrimary: true, primaryKeyConstraintName: `pk_${table}` };
}

interface Pointing {
  readonly name: string;
  readonly columnNames: string[];
  readonly referencedTableName: string;
  readonly referencedColumnNames: string[];
}

function pointing(name: string, column: string, to: string, toColumn: string): Pointing {
  return { name, columnNames: [column], referencedTableName: to, referencedColumnNames: [toColumn] };
}
