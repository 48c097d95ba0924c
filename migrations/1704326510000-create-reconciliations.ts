import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableCheck,
  type TableColumnOptions,
  TableForeignKey,
} from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

const whole = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });

/**
 * What another system says of our dossiers: its list or sheet, what it came to, and each difference with the rule
 * behind it. The view has what a rule can look at, of voided and never accepted dossiers too; nobody's name.
 */
export class CreateReconciliations1704326510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'reconciliation',
        columns: [
          { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_reconciliation' },
          ...[text('unitCode', 40), text('kind', 12), text('periodCode', 22), text('periodFrom', 10)],
          ...[text('periodTo', 10), instantColumn('takenAt', engine), { name: 'twoClasses', type: 'boolean' }],
          ...[text('format', 8), text('fileHash', 64), whole('bytes'), text('state', 12)],
          ...[text('fault', 24, true), text('faultWhere', 300, true), whole('rowsRead'), whole('rowsSame')],
          { name: 'cells', type: 'text', isNullable: true },
          ...[instantColumn('createdAt', engine), text('createdBy', 60)],
          instantColumn('finishedAt', engine, { isNullable: true }),
        ],
        checks: [
          new TableCheck({
            name: 'ck_reconciliation_state',
            expression: `"state" IN ('received','done','unreadable','cancelled')`,
          }),
          new TableCheck({
            name: 'ck_reconciliation_kind',
            expression: `"kind" IN ('late_list','dossier_list','form')`,
          }),
        ],
        foreignKeys: [
          new TableForeignKey({
            name: 'fk_reconciliation_unit',
            columnNames: ['unitCode'],
            referencedTableName: 'unit',
            referencedColumnNames: ['code'],
          }),
        ],
        indices: [
          { name: 'ix_reconciliation_unit', columnNames: ['unitCode', 'id'] },
          { name: 'ix_reconciliation_waiting', columnNames: ['createdAt', 'id'], where: `"state" = 'received'` },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'reconciliation_row',
        columns: [
          { ...text('reconciliationId', 36), isPrimary: true, primaryKeyConstraintName: 'pk_reconciliation_row' },
          { ...whole('no'), isPrimary: true, primaryKeyConstraintName: 'pk_reconciliation_row' },
          ...[whole('line', true), text('code', 40), text('rule', 16), text('because', 16, true)],
          ...[text('cell', 60, true), { name: 'facts', type: 'text' }],
        ],
        foreignKeys: [
          new TableForeignKey({
            name: 'fk_reconciliation_row_of',
            columnNames: ['reconciliationId'],
            referencedTableName: 'reconciliation',
            referencedColumnNames: ['id'],
          }),
        ],
        indices: [
          { name: 'ix_reconciliation_row_rule', columnNames: ['reconciliationId', 'rule', 'no'] },
          {
            name: 'ix_reconciliation_row_cell',
            columnNames: ['reconciliationId', 'cell', 'no'],
            where: '"cell" IS NOT NULL',
          },
        ],
      }),
    );
    await runner.query(`
      CREATE VIEW "reconcile_fact" AS
      SELECT d."id", d."code", d."status", d."voidedAt", d."responsibleUnitCode", d."fieldCode", d."channel",
             d."limitUnit", d."limitAmount", d."extraAmount", d."dayZero", d."pauses", d."filedAt", d."acceptedAt",
             d."acceptedDay", d."startsAt", d."countedFrom", d."originalDueAt", d."statutoryDueAt", d."extensionDueAt", d."lateFrom",
             d."finishedAt", d."finishedDay", d."timeliness", d."ending", d."resultSentAt", d."returnedAt"
        FROM "dossier" d`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW "reconcile_fact"');
    await runner.dropTable('reconciliation_row');
    await runner.dropTable('reconciliation');
  }
}
