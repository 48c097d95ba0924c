import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { placeholders, type Row, type SqlValue, type Tx } from '../platform/database/sql.js';
import type { Finding } from './finding.js';
import { ROW_STATES, type RowCounts, type RowState, type Told } from './import-file.js';

export interface StagedRow {
  readonly line: number;
  readonly code: string | null;
  readonly state: RowState;
  readonly isNew: boolean;
  /** encrypted; null when nothing needs it any more */
  readonly body: string | null;
  readonly findings: readonly Finding[];
  /** null when it tells of no dossier that could be read */
  readonly told: Told | null;
}

/** What a row came to when it was applied. */
export interface RowOutcome {
  readonly line: number;
  readonly code: string | null;
  readonly state: RowState;
  /** those that were found only now */
  readonly findings: readonly Finding[];
}

export interface RowFilter {
  readonly state: RowState | null;
  readonly differing: boolean;
}

const COLUMNS = ['importId', 'line', 'code', 'state', 'isNew', 'differs', 'body', 'findings', 'told'] as const;
const LIST = COLUMNS.map((name) => `"${name}"`).join(', ');
/** Rows in one statement: well below what either engine takes of parameters. */
const AT_ONCE = 250;

/** The rows of files that came in. */
@Injectable()
export class ImportRowsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, importId: string, rows: readonly StagedRow[]): Promise<void> {
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      const some = rows.slice(i, i + AT_ONCE);
      const values = some.map((_, n) => `(${placeholders(COLUMNS.length, n * COLUMNS.length + 1)})`).join(', ');
      const params = some.flatMap((row) => toColumns(importId, row));
      await tx.execute(`INSERT INTO "import_row" (${LIST}) VALUES ${values}`, params);
    }
  }

  async removeAll(tx: Tx, importId: string): Promise<void> {
    await tx.execute('DELETE FROM "import_row" WHERE "importId" = $1', [importId]);
  }

  async counts(importId: string): Promise<RowCounts> {
    const rows = await this.database.query<{ state: RowState; n: number; d: number }>(
      `SELECT "state", CAST(count(*) AS integer) AS "n",
              CAST(sum(CASE WHEN "differs" THEN 1 ELSE 0 END) AS integer) AS "d"
         FROM "import_row" WHERE "importId" = $1 GROUP BY "state"`,
      [importId],
    );
    const of = (state: RowState): number => rows.find((row) => row.state === state)?.n ?? 0;
    const counts = Object.fromEntries(ROW_STATES.map((state) => [state, of(state)])) as Record<RowState, number>;
    const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0);
    return { ...counts, total: sum(rows.map(({ n }) => n)), differing: sum(rows.map(({ d }) => d)) };
  }

  /** In the order of the file. @param after line the page begins after */
  async page(importId: string, filter: RowFilter, after: number, limit: number): Promise<StagedRow[]> {
    const states = filter.state === null ? '' : ' AND "state" = $3';
    const differing = filter.differing ? ' AND "differs"' : '';
    const rows = await this.database.query(
      `SELECT ${LIST} FROM "import_row" WHERE "importId" = $1 AND "line" > $2${states}${differing}
        ORDER BY "line" LIMIT ${String(limit)}`,
      filter.state === null ? [importId, after] : [importId, after, filter.state],
    );
    return rows.map(toRow);
  }

  /** Of these lines, those that still wait to be applied, as the open transaction sees them. */
  async stillReady(tx: Tx, importId: string, lines: readonly number[]): Promise<ReadonlySet<number>> {
    const rows = await tx.query<{ line: number }>(
      `SELECT "line" FROM "import_row"
        WHERE "importId" = $1 AND "state" = 'ready' AND "line" IN (${placeholders(lines.length, 2)})`,
      [importId, ...lines],
    );
    return new Set(rows.map(({ line }) => line));
  }

  /** Marks rows and forgets the people in them; in the transaction that wrote their dossiers. */
  async finish(tx: Tx, importId: string, outcomes: readonly RowOutcome[]): Promise<void> {
    for (const state of ROW_STATES) {
      const lines = outcomes.filter((one) => one.state === state).map(({ line }) => line);
      if (lines.length === 0) continue;
      await tx.execute(
        `UPDATE "import_row" SET "state" = $1, "body" = NULL
          WHERE "importId" = $2 AND "line" IN (${placeholders(lines.length, 3)})`,
        [state, importId, ...lines],
      );
    }
    for (const { line, code, findings } of outcomes) {
      if (findings.length === 0 && code === null) continue;
      await tx.execute(
        `UPDATE "import_row" SET "code" = COALESCE($1, "code"), "findings" = COALESCE($2, "findings"),
            "differs" = CASE WHEN $3 = 1 THEN TRUE ELSE "differs" END WHERE "importId" = $4 AND "line" = $5`,
        [code, findingsText(findings), Number(differs(findings)), importId, line],
      );
    }
  }

  async move(tx: Tx, importId: string, from: RowState, to: RowState): Promise<number> {
    return tx.execute('UPDATE "import_row" SET "state" = $1 WHERE "importId" = $2 AND "state" = $3', [
      to,
      importId,
      from,
    ]);
  }

  /** Forgets the people in all rows of a file. */
  async forget(tx: Tx, importId: string): Promise<void> {
    await tx.execute('UPDATE "import_row" SET "body" = NULL WHERE "importId" = $1 AND "body" IS NOT NULL', [importId]);
  }
}

function toColumns(importId: string, { line, code, state, isNew, body, findings, told }: StagedRow): SqlValue[] {
  return [importId, line, code, state, isNew, differs(findings), body, findingsText(findings), told];
}

function differs(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'differs');
}

function findingsText(findings: readonly Finding[]): string | null {
  return findings.length === 0 ? null : JSON.stringify(findings);
}

function toRow(row: Row): StagedRow {
  const findings = row['findings'] as string | null;
  return {
    line: row['line'] as number,
    code: row['code'] as string | null,
    state: row['state'] as RowState,
    isNew: Boolean(row['isNew']),
    body: row['body'] as string | null,
    told: row['told'] as Told | null,
    findings: findings === null ? [] : (JSON.parse(findings) as Finding[]),
  };
}
