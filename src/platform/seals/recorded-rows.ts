import type { Database } from '../database/database.js';
import { insert, placeholders, type Queries, type Row, type SqlValue, type Statement } from '../database/sql.js';
import { sameSecret, type Keys } from '../keys/keys.js';
import { keyText, rowMac, type RowSeal } from './row-seal.js';

/** Keys of one question. Lists are filled up to one of these lengths: so few texts stay prepared. */
const LENGTHS = [1, 2, 5, 20, 100, 300] as const;
const CHUNK = 300;

interface KeyColumn {
  readonly name: string;
  readonly whole: boolean;
}

/**
 * The tables of record, the rows in them, and their seals. A transaction that writes to one of them says so
 * (`tx.vouch`, `tx.born`), and what it leaves there is sealed with it: whoever writes past us has no seal.
 *
 * Source: docs/decisions/0014.
 */
export class RecordedRows {
  private readonly tables: ReadonlyMap<string, readonly KeyColumn[]>;

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
  ) {
    this.tables = new Map(
      database.recorded.map((entity) => {
        const { tableName, primaryColumns } = database.writer.getMetadata(entity);
        const columns = primaryColumns.map(({ databaseName: name, type }) => ({ name, whole: type === 'integer' }));
        return [tableName, columns];
      }),
    );
  }

  names(): string[] {
    return [...this.tables.keys()].sort();
  }

  keyOf(table: string, row: Row): string {
    return keyText(this.columns(table).map(({ name }) => row[name] as string | number));
  }

  /** Rows by the text of their key. */
  async rows(from: Queries, table: string, keys: readonly string[], forUpdate = false): Promise<Map<string, Row>> {
    const columns = this.columns(table);
    const onPostgres = this.database.engine === 'postgres';
    const lock = forUpdate && onPostgres ? ' FOR NO KEY UPDATE' : '';
    const found = new Map<string, Row>();
    for (const some of chunks(keys)) {
      const places = some.map((_, i) => `(${placeholders(columns.length, 1 + i * columns.length)})`).join(', ');
      // Each engine understands only one of the two for keys of several columns.
      const list = onPostgres ? `(${places})` : `(VALUES ${places})`;
      const rows = await from.query(
        `SELECT * FROM "${table}" WHERE (${namesOf(columns)}) IN ${list} ORDER BY ${namesOf(columns)}${lock}`,
        some.flatMap((key) => valuesOf(columns, key)),
      );
      for (const row of rows) found.set(this.keyOf(table, row), row);
    }
    return found;
  }

  /** Rows in order of their keys. @param after null: from the first */
  async page(from: Queries, table: string, after: string | null, limit: number): Promise<Row[]> {
    const columns = this.columns(table);
    const beyond = after === null ? '' : `WHERE (${namesOf(columns)}) > (${placeholders(columns.length)})`;
    return from.query(
      `SELECT * FROM "${table}" ${beyond} ORDER BY ${namesOf(columns)} LIMIT ${String(limit)}`,
      after === null ? [] : valuesOf(columns, after),
    );
  }

  /** The newest seal of each of these rows that has any. */
  async newest(from: Queries, table: string, keys: readonly string[]): Promise<Map<string, RowSeal>> {
    const found = new Map<string, RowSeal>();
    for (const some of chunks(keys)) {
      const own = `WHERE "tableName" = $1 AND "key" IN (${placeholders(some.length, 2)})`;
      const seals = await from.query<Omit<RowSeal, 'gone'> & { gone: unknown }>(
        `SELECT "key", "rev", "gone", "mac" FROM "row_seal" ${own}
         UNION ALL SELECT "key", "rev", "gone", "mac" FROM "row_mark" ${own}`,
        [table, ...some],
      );
      for (const seal of seals) {
        if (seal.rev >= (found.get(seal.key)?.rev ?? 0)) found.set(seal.key, { ...seal, gone: Boolean(seal.gone) });
      }
    }
    return found;
  }

  /** Is the row (null: its absence) what the seal was made from, and is the seal ours? */
  fits(table: string, { key, rev, gone, mac }: RowSeal, row: Row | null): boolean {
    return gone === (row === null) && sameSecret(mac, rowMac(this.keys, table, key, rev, row));
  }

  /** @param rev how often the row was written, this time included */
  seal(table: string, key: string, rev: number, row: Row | null): RowSeal {
    return { key, rev, gone: row === null, mac: rowMac(this.keys, table, key, rev, row) };
  }

  /** Whether every row of the table has its seal already: those from before there were seals get theirs by and by. */
  async isWhole(from: Queries, table: string): Promise<boolean> {
    const sql = 'SELECT 1 AS "one" FROM "row_tally" WHERE "tableName" = $1 AND "through" IS NULL';
    return (await from.query(sql, [table])).length > 0;
  }

  private columns(table: string): readonly KeyColumn[] {
    const columns = this.tables.get(table);
    if (!columns) throw new RangeError(`${table} is no table of record: src/schema.ts lists them`);
    return columns;
  }
}

export function markStatement(table: string, { key, rev, gone, mac }: RowSeal): Statement {
  return insert('row_mark', { tableName: table, key, rev, gone, mac });
}

function namesOf(columns: readonly KeyColumn[]): string {
  return columns.map(({ name }) => `"${name}"`).join(', ');
}

/** Only the last part of a key may hold a slash. */
function valuesOf(columns: readonly KeyColumn[], key: string): SqlValue[] {
  const parts = key.split('/');
  const last = columns.length - 1;
  return columns.map(({ whole }, i) => {
    const part = i === last ? parts.slice(last).join('/') : (parts[i] ?? '');
    return whole ? Number(part) : part;
  });
}

function* chunks(all: readonly string[]): Generator<readonly string[]> {
  for (let i = 0; i < all.length; i += CHUNK) {
    const some = all.slice(i, i + CHUNK);
    const length = LENGTHS.find((each) => each >= some.length) ?? CHUNK;
    yield Array.from({ length }, (_, n) => some[n] ?? some[0] ?? '');
  }
}
