import { type MigrationInterface, type QueryRunner, Table, TableIndex, type TableColumnOptions } from 'typeorm';

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const DAYS = [text('unitCode', 40), text('dueDay', 10), text('lateDay', 10)];

/** How many dossiers stand open by the day promised and the day they turn late: what acts post, and what it comes to. */
export class CreateOpenStock1704326580000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table('kpi_open_tail', [text('dossierId', 36), whole('seq'), whole('n')], [...DAYS, whole('dossiers')]),
    );
    const days = table('kpi_open_day', DAYS, [whole('dossiers')]);
    days.indices = [new TableIndex({ name: 'ix_kpi_open_day_late', columnNames: ['unitCode', 'lateDay', 'dossiers'] })];
    await runner.createTable(days);
    await fill(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kpi_open_day');
    await runner.dropTable('kpi_open_tail');
  }
}

function table(name: string, keys: readonly TableColumnOptions[], columns: readonly TableColumnOptions[]): Table {
  const primary = keys.map((key) => ({ ...key, isPrimary: true, primaryKeyConstraintName: `pk_${name}` }));
  return new Table({ name, withoutRowid: true, columns: [...primary, ...columns] });
}

interface Found {
  readonly unitCode: string;
  readonly dueAt: Date | string | null;
  readonly lateDay: string;
  readonly n: number;
}

/** What stands open when the tables are made. A due at 00:00 belongs to the day that ends. */
async function fill(runner: QueryRunner): Promise<void> {
  const found = (await runner.query(`
    SELECT "responsibleUnitCode" AS "unitCode", "currentDueAt" AS "dueAt", COALESCE("lateFromDay", '') AS "lateDay",
           CAST(count(*) AS integer) AS "n"
      FROM "dossier_due" GROUP BY "responsibleUnitCode", "currentDueAt", COALESCE("lateFromDay", '')`)) as Found[];
  const sums = new Map<string, { readonly key: readonly string[]; n: number }>();
  for (const { unitCode, dueAt, lateDay, n } of found) {
    const key = [unitCode, dueAt === null ? '' : dayOf(new Date(dueAt)), lateDay];
    const sum = sums.get(key.join('\n')) ?? { key, n: 0 };
    sum.n += n;
    sums.set(key.join('\n'), sum);
  }
  const postgres = runner.dataSource.options.type === 'postgres';
  const values = postgres ? '$1, $2, $3, $4' : '?, ?, ?, ?';
  for (const { key, n } of sums.values()) {
    await runner.query(`INSERT INTO "kpi_open_day" ("unitCode", "dueDay", "lateDay", "dossiers") VALUES (${values})`, [
      ...key,
      n,
    ]);
  }
}

/** In Việt Nam, seven hours ahead all the year. */
function dayOf(dueAt: Date): string {
  return new Date(dueAt.getTime() - 1 + 7 * 3_600_000).toISOString().slice(0, 10);
}
