import { type MigrationInterface, type QueryRunner, Table, TableCheck, type TableColumnOptions } from 'typeorm';
import { instantColumn } from '../src/platform/database/instant-column.js';

const key = (name: string, type: string, length?: number): TableColumnOptions => ({
  ...{ name, type, isPrimary: true, primaryKeyConstraintName: 'pk_procedure_plan' },
  ...(length === undefined ? {} : { length: String(length) }),
});

/** How many procedures an office means to offer in a year, by field and online level. */
export class CreateProcedurePlans1704326540020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const engine = runner.dataSource.options.type;
    await runner.createTable(
      new Table({
        name: 'procedure_plan',
        withoutRowid: true,
        columns: [
          key('unitCode', 'varchar', 40),
          key('year', 'integer'),
          key('fieldCode', 'varchar', 40),
          key('onlineLevel', 'varchar', 8),
          { name: 'planned', type: 'integer' },
          { name: 'changedBy', type: 'varchar', length: '60' },
          instantColumn('changedAt', engine),
        ],
        checks: [
          new TableCheck({
            name: 'ck_procedure_plan_level',
            expression: `"onlineLevel" IN ('none', 'partial', 'full')`,
          }),
          new TableCheck({ name: 'ck_procedure_plan_planned', expression: `"planned" >= 0` }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('procedure_plan');
  }
}
