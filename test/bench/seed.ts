import Sqlite from 'better-sqlite3';
import type { SqlValue } from '../../src/platform/database/sql.js';
import type { Specimen } from './specimen.js';

export interface SeedPlan {
  readonly count: number;
  /** number of the first one; a second seeding goes on where the first ended */
  readonly from?: number;
  /** what differs from one to the next: SQL over the number `n`, by `table.column`, or by the column in whatever table */
  readonly columns?: Readonly<Record<string, string>>;
  /** the same by what the specimen has there, e.g. a unit wherever it stands */
  readonly values?: Readonly<Record<string, string>>;
  /** tables the measurement does not look at */
  readonly without?: readonly string[];
}

const WEEK_OF_CODES = 28;

/** The id of the n-th: the shape of ours, in the order they were made. */
const ID = `printf('01882000-%04x-7000-8000-%012x', n / 65536, n)`;
/** The code of the n-th, of days when nobody else is received. */
const CODE = `printf('H45.20-2301%02d-%06d', 1 + n % ${WEEK_OF_CODES}, n % 1000000)`;

export function seededCode(n: number): string {
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  return `H45.20-2301${pad(1 + (n % WEEK_OF_CODES), 2)}-${pad(n % 1_000_000, 6)}`;
}

/**
 * Many dossiers at once, each with all the rows of the specimen: SQLite itself counts and writes. Not durable on the way;
 * for files nobody relies on.
 *
 * @returns how many rows were written
 */
export function seed(file: string, specimen: Specimen, plan: SeedPlan): number {
  const { count, from = 0, columns = {}, values = {}, without = [] } = plan;
  const db = new Sqlite(file);
  try {
    for (const pragma of ['synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -400000', 'temp_store = MEMORY']) {
      db.pragma(pragma);
    }
    const left = ['idempotency_key', ...without];
    const rows = specimen.inserted.filter(({ table }) => !left.includes(table));
    const write = db.transaction(() =>
      rows.reduce((written, { table, row }) => {
        const names = Object.keys(row);
        const cells = names.map(
          (name) =>
            columns[`${table}.${name}`] ??
            columns[name] ??
            values[String(row[name])] ??
            cell(row[name] ?? null, specimen),
        );
        const { changes } = db
          .prepare(
            `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
             WITH RECURSIVE s(n) AS (VALUES (${from}) UNION ALL SELECT n + 1 FROM s WHERE n + 1 < ${from + count})
             SELECT ${cells.join(', ')} FROM s`,
          )
          .run();
        return written + changes;
      }, 0),
    );
    const written = write();
    db.pragma('wal_checkpoint(TRUNCATE)');
    return written;
  } finally {
    db.close();
  }
}

function cell(value: SqlValue, { dossierId, code, keys }: Specimen): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(Number(value));
  if (value === dossierId) return ID;
  if (value === code) return CODE;
  const key = keys.indexOf(value);
  if (key >= 0) return `printf('0188${3000 + key}-%04x-7000-8000-%012x', n / 65536, n)`;
  const text = literal(value);
  if (!value.includes(dossierId) && !value.includes(code)) return text;
  return `replace(replace(${text}, ${literal(dossierId)}, ${ID}), ${literal(code)}, ${CODE})`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
