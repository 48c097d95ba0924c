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

/** Registers that somebody takes along as workbooks: what was asked, how far it is, until when it is kept. */
export class CreateRegisterExports1704326591000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'register_export',
        columns: [
          { ...text('id', 36), isPrimary: true, primaryKeyConstraintName: 'pk_register_export' },
          ...[text('unitCode', 40), { name: 'unitCodes', type: 'text' }, text('fromDay', 10), text('toDay', 10)],
          ...[{ name: 'phones', type: 'boolean' }, text('state', 10), text('fault', 10, true)],
          ...[whole('total', true), whole('rows'), whole('bytes'), text('place', 200), whole('fileBytes', true)],
          ...[text('askedBy', 60), instantColumn('askedAt', engine)],
          instantColumn('endedAt', engine, { isNullable: true }),
          instantColumn('expiresAt', engine, { isNullable: true }),
        ],
        checks: [
          new TableCheck({
            name: 'ck_register_export_state',
            expression: `"state" IN ('waiting','ready','stopped','failed','removed')`,
          }),
        ],
        foreignKeys: [
          new TableForeignKey({
            name: 'fk_register_export_unit',
            columnNames: ['unitCode'],
            referencedTableName: 'unit',
            referencedColumnNames: ['code'],
          }),
        ],
        indices: [
          { name: 'ix_register_export_own', columnNames: ['askedBy', 'id'] },
          { name: 'ix_register_export_kept', columnNames: ['state', 'id'], where: `"state" <> 'removed'` },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('register_export');
  }
}
