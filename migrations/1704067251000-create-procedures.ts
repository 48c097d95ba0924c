import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableCheck,
  type TableColumnOptions,
  TableForeignKey,
} from 'typeorm';

/** The catalogue: fields, procedures, and the dated versions that dossiers keep a copy of. */
export class CreateProcedures1704067251000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({ name: 'field', columns: [key('field', text('code', 40)), text('name', 120)] }),
    );
    await runner.createTable(new Table({ name: 'procedure', columns: [key('procedure', text('code', 20))] }));
    await runner.createTable(procedureVersion());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['procedure_version', 'procedure', 'field']) await runner.dropTable(table);
  }
}

function text(name: string, length: number, isNullable = false): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), isNullable };
}

function key(table: string, column: TableColumnOptions): TableColumnOptions {
  return { ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` };
}

function procedureVersion(): Table {
  return new Table({
    name: 'procedure_version',
    columns: versionColumns(),
    uniques: [{ name: 'uq_procedure_version_from', columnNames: ['procedureCode', 'validFrom'] }],
    foreignKeys: [
      foreignKey('procedure', 'procedureCode', 'fk_procedure_version_procedure'),
      foreignKey('field', 'fieldCode', 'fk_procedure_version_field'),
      foreignKey('unit', 'responsibleUnitCode', 'fk_procedure_version_unit'),
    ],
    checks: versionChecks(),
  });
}

function versionColumns(): TableColumnOptions[] {
  return [
    key('procedure_version', text('id', 36)),
    text('procedureCode', 20),
    text('validFrom', 10),
    text('validTo', 10, true),
    text('name', 300),
    text('fieldCode', 40),
    text('level', 10),
    text('responsibleUnitCode', 40, true),
    { name: 'limitAmount', type: 'integer' },
    text('limitUnit', 14),
    { name: 'unitAdditions', type: 'text' },
    { name: 'stages', type: 'text' },
    { name: 'extraTimes', type: 'text' },
    { name: 'documents', type: 'text' },
    { name: 'maxSupplements', type: 'integer' },
    { name: 'supplementDeadlineWd', type: 'integer' },
    text('supplementMode', 8),
    { name: 'instant', type: 'boolean' },
    { name: 'feeVnd', type: 'integer' },
    text('feeNote', 200, true),
    text('onlineLevel', 8),
    text('legalBasis', 400),
    text('certainty', 3),
    text('note', 400, true),
  ];
}

function versionChecks(): TableCheck[] {
  return [
    new TableCheck({
      name: 'ck_procedure_version_limit',
      expression:
        `"limitUnit" IN ('working_day', 'calendar_day', 'working_hour', 'same_day')` +
        ` AND ("limitUnit" = 'same_day') = ("limitAmount" = 0) AND "limitAmount" >= 0`,
    }),
    new TableCheck({
      name: 'ck_procedure_version_level',
      expression: `"level" IN ('commune', 'district', 'both')`,
    }),
    new TableCheck({
      name: 'ck_procedure_version_supplements',
      expression: `"supplementMode" IN ('restart', 'pause') AND "maxSupplements" >= 0 AND "supplementDeadlineWd" >= 1`,
    }),
    new TableCheck({
      name: 'ck_procedure_version_online',
      expression: `"onlineLevel" IN ('none', 'partial', 'full')`,
    }),
    new TableCheck({ name: 'ck_procedure_version_fee', expression: `"feeVnd" >= 0` }),
  ];
}

function foreignKey(table: string, column: string, name: string): TableForeignKey {
  return new TableForeignKey({
    name,
    columnNames: [column],
    referencedTableName: table,
    referencedColumnNames: ['code'],
  });
}
