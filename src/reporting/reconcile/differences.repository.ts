import { Injectable } from '@nestjs/common';
import type { ReconcileRule } from '../../domain/kpi/reconcile.js';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';
import type { Difference, DifferenceFacts } from './reconciliation.js';

/** A difference in its place. */
export interface NumberedDifference extends Difference {
  readonly no: number;
}

export interface DifferenceFilter {
  readonly rule: ReconcileRule | null;
  readonly cell: string | null;
}

const COLUMNS = ['reconciliationId', 'no', 'line', 'code', 'rule', 'because', 'cell', 'facts'] as const;
const LIST = COLUMNS.map((name) => `"${name}"`).join(', ');
/** Rows in one statement: well below what either engine takes of parameters. */
const AT_ONCE = 250;

/** What lists and sheets of other systems differ in, dossier by dossier. */
@Injectable()
export class DifferencesRepository {
  constructor(private readonly database: Database) {}

  /** @param first number of the first one */
  async add(tx: Tx, id: string, first: number, found: readonly Difference[]): Promise<void> {
    for (let i = 0; i < found.length; i += AT_ONCE) {
      const some = found.slice(i, i + AT_ONCE);
      const values = some.map((_, n) => `(${placeholders(COLUMNS.length, n * COLUMNS.length + 1)})`).join(', ');
      const params = some.flatMap((one, n) => toColumns(id, first + i + n, one));
      await tx.execute(`INSERT INTO "reconciliation_row" (${LIST}) VALUES ${values}`, params);
    }
  }

  async removeAll(tx: Tx, id: string): Promise<void> {
    await tx.execute('DELETE FROM "reconciliation_row" WHERE "reconciliationId" = $1', [id]);
  }

  /** How many dossiers each rule explains, of one cell or of all. */
  async counts(id: string, cell: string | null): Promise<ReadonlyMap<ReconcileRule, number>> {
    const rows = await this.database.query<{ rule: ReconcileRule; n: number }>(
      `SELECT "rule", CAST(count(*) AS integer) AS "n" FROM "reconciliation_row"
        WHERE "reconciliationId" = $1${cell === null ? '' : ' AND "cell" = $2'} GROUP BY "rule"`,
      cell === null ? [id] : [id, cell],
    );
    return new Map(rows.map(({ rule, n }) => [rule, n]));
  }

  /** How many dossiers are named for each cell of a sheet. */
  async byCell(id: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ cell: string; n: number }>(
      `SELECT "cell", CAST(count(*) AS integer) AS "n" FROM "reconciliation_row"
        WHERE "reconciliationId" = $1 AND "cell" IS NOT NULL GROUP BY "cell"`,
      [id],
    );
    return new Map(rows.map(({ cell, n }) => [cell, n]));
  }

  /** @param after number the page begins after */
  async page(id: string, filter: DifferenceFilter, after: number, limit: number): Promise<NumberedDifference[]> {
    const params: SqlValue[] = [id, after];
    const and = (column: string, value: string | null): string =>
      value === null ? '' : ` AND "${column}" = $${String(params.push(value))}`;
    const where = `${and('rule', filter.rule)}${and('cell', filter.cell)}`;
    const rows = await this.database.query(
      `SELECT ${LIST} FROM "reconciliation_row" WHERE "reconciliationId" = $1 AND "no" > $2${where}
        ORDER BY "no" LIMIT ${String(limit)}`,
      params,
    );
    return rows.map(toDifference);
  }
}

function toColumns(id: string, no: number, { line, code, rule, because, cell, facts }: Difference): SqlValue[] {
  return [id, no, line, code, rule, because, cell, JSON.stringify(facts)];
}

function toDifference(row: Row): NumberedDifference {
  const { no, line, code, rule, because, cell } = row as unknown as NumberedDifference;
  return { no, line, code, rule, because, cell, facts: JSON.parse(String(row['facts'])) as DifferenceFacts };
}
