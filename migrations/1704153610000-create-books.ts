import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
const whole = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });

/**
 * The books of a dossier: what was asked of the citizen, paid, declared, complained of, corrected and attached. Facts
 * only; words stand in the payloads of the events, by `…Seq`, where they can be erased.
 */
export class CreateBooks1704153610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    const at = (name: string, isNullable = false): TableColumnOptions => instantColumn(name, engine, { isNullable });
    for (const [name, columns] of Object.entries(books(at))) await runner.createTable(book(name, columns));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(books((column) => text(column, 30))).reverse()) await runner.dropTable(name);
  }
}

function books(at: (name: string, isNullable?: boolean) => TableColumnOptions): Record<string, TableColumnOptions[]> {
  return {
    supplement_request: [
      at('askedAt'),
      text('askedBy', 60),
      whole('askedSeq'),
      flag('beforeAcceptance'),
      flag('receiversFault'),
      flag('pastWindow'),
      flag('overridden'),
      flag('restarts'),
      at('receivedAt', true),
      text('receivedBy', 60, true),
      whole('receivedSeq', true),
    ],
    payment_request: [
      whole('amountVnd'),
      at('requestedAt'),
      text('requestedBy', 60),
      whole('requestedSeq'),
      at('confirmedAt', true),
      text('confirmedBy', 60, true),
      whole('confirmedSeq', true),
      text('paidOn', 10, true),
    ],
    payment: [whole('amountVnd'), text('method', 8), at('paidAt'), text('takenBy', 60), whole('paidSeq')],
    delay_notice: [
      at('declaredAt'),
      text('declaredBy', 60),
      whole('declaredSeq'),
      text('fault', 12),
      at('newDueAt', true),
    ],
    dossier_fault: [
      text('cause', 16),
      text('kind', 40),
      text('state', 10),
      text('detectedBy', 12),
      at('reportedAt'),
      text('reportedBy', 60),
      whole('reportedSeq'),
      at('judgedAt', true),
      text('judgedBy', 60, true),
      whole('judgedSeq', true),
      text('fault', 12, true),
      text('obligationId', 36, true),
      text('correctedOn', 10, true),
      whole('costsVnd', true),
      whole('correctedSeq', true),
    ],
    receipt_correction: [
      at('proposedAt'),
      text('proposedBy', 60),
      whole('proposedSeq'),
      { name: 'proposal', type: 'text', isNullable: true },
      at('confirmedAt', true),
      text('confirmedBy', 60, true),
      whole('confirmedSeq', true),
    ],
    dossier_file: [
      text('fileHash', 64),
      text('contentType', 40),
      text('name', 200, true),
      whole('bytes'),
      at('addedAt'),
      text('addedBy', 60),
    ],
  };
}

function book(name: string, columns: readonly TableColumnOptions[]): Table {
  return new Table({
    name,
    columns: [
      { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: `pk_${name}` },
      text('dossierId', 36),
      ...columns,
    ],
    foreignKeys: [
      {
        name: `fk_${name}_dossier`,
        columnNames: ['dossierId'],
        referencedTableName: 'dossier',
        referencedColumnNames: ['id'],
      },
    ],
    indices: [{ name: `ix_${name}_dossier`, columnNames: ['dossierId'] }],
  });
}
