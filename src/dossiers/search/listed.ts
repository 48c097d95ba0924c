import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { placeholders, type Row, type SqlValue } from '../../platform/database/sql.js';
import { fromRow } from '../dossier.row.js';
import { TOTAL_CAP } from './list-filter.js';

export interface ListRow {
  readonly dossier: Dossier;
  readonly applicantName: string;
}

/** A page of a list. */
export interface Listed {
  readonly rows: readonly ListRow[];
  /** where it ends; null when there is no more */
  readonly end: ListPlace | null;
}

/** At least so many; `more`: counting stopped there ("1,000+"). */
export interface ListTotal {
  readonly count: number;
  readonly more: boolean;
}

/** A page, and how many there are. */
export interface Answer extends Listed {
  readonly total: ListTotal;
}

/** Which rows, in which order. */
export interface Keys {
  /** answers `id` and `at`, in order, one more than the page holds when there are more */
  readonly sql: string;
  readonly params: readonly SqlValue[];
  readonly direction: 'ASC' | 'DESC';
  readonly limit: number;
}

/** The dossiers of a page, with the name of each applicant. */
export async function listed(database: Database, { sql, params, direction, limit }: Keys): Promise<Listed> {
  // CROSS JOIN: SQLite must begin with the few keys.
  const rows = await database.query(
    `SELECT d.*, p."name" AS "applicantName", k."at" AS "placeAt" FROM (${sql}) AS k CROSS JOIN "dossier" d
       LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
      WHERE d."id" = k."id" ORDER BY k."at" ${direction}, k."id" ${direction}`,
    params,
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(listRow),
    end: last ? { at: writeInstant(readInstant(last['placeAt'])) ?? '', id: last['id'] as string } : null,
  };
}

/** Few lengths of one statement, so that it stays prepared. */
const LENGTHS = [1, 10, 50, 200];

/** The dossiers with these ids, at most 200, the newest first. */
export async function newestOf(database: Database, ids: readonly string[]): Promise<ListRow[]> {
  if (ids.length === 0) return [];
  const length = LENGTHS.find((each) => each >= ids.length) ?? ids.length;
  const params = Array.from({ length }, (_, i) => ids[i] ?? '');
  const rows = await database.query(
    `SELECT d.*, p."name" AS "applicantName" FROM "dossier" d
       LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
      WHERE d."id" IN (${placeholders(length)}) ORDER BY coalesce(d."acceptedAt", d."filedAt") DESC, d."id" DESC`,
    params,
  );
  return rows.map(listRow);
}

function listRow(row: Row): ListRow {
  return { dossier: fromRow(row), applicantName: (row['applicantName'] as string | null) ?? '' };
}

/** What a query that counts as `n` counted, itself bounded at one beyond `TOTAL_CAP`. */
export async function countedUpTo(database: Database, sql: string, params: readonly SqlValue[]): Promise<ListTotal> {
  const [row] = await database.query<{ n: number }>(sql, params);
  const n = row?.n ?? 0;
  return { count: Math.min(n, TOTAL_CAP), more: n > TOTAL_CAP };
}
