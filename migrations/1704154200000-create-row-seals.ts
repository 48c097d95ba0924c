import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const text = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const key = (column: TableColumnOptions, table: string): TableColumnOptions => ({
  ...column,
  isPrimary: true,
  primaryKeyConstraintName: `pk_${table}`,
});

/**
 * Rows of record that no dossier's history vouches for (the audit log, letters and what became of them, the catalogue,
 * people's rights …) under the same key as the histories, and their sum in the same chain of checkpoints.
 */
export class CreateRowSeals1704154200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables()) await runner.createTable(table);
    await runner.query('ALTER TABLE "history_checkpoint" ADD COLUMN "rowsDigest" varchar(64)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "history_checkpoint" DROP COLUMN "rowsDigest"');
    for (const { name } of tables().reverse()) await runner.dropTable(name);
  }
}

/** No foreign keys: a seal outlives its row, to say that it is gone. */
function tables(): Table[] {
  const seal = [{ name: 'gone', type: 'boolean' }, text('mac', 64)];
  return [
    new Table({
      name: 'row_seal',
      columns: [key(text('tableName', 40), 'row_seal'), key(text('key', 120), 'row_seal'), whole('rev'), ...seal],
    }),
    new Table({
      name: 'row_mark',
      columns: [
        key(text('tableName', 40), 'row_mark'),
        key(text('key', 120), 'row_mark'),
        key(whole('rev'), 'row_mark'),
        ...seal,
      ],
    }),
    new Table({
      name: 'row_tally',
      columns: [key(text('tableName', 40), 'row_tally'), whole('rows'), text('digest', 64), text('through', 120, true)],
    }),
  ];
}
