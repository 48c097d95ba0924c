import type { LightMyRequestResponse as Response } from 'fastify';
import type { Database } from '../../src/platform/database/database.js';
import type { Row, SqlValue } from '../../src/platform/database/sql.js';

type Cells = Record<string, SqlValue>;

/** One row as it stood after the request that made it. */
export interface Inserted {
  readonly table: string;
  readonly row: Cells;
}

/** What a request changed of a row that was there. */
export interface Changed {
  readonly table: string;
  readonly key: Cells;
  readonly set: Cells;
}

/**
 * Everything one request of ours wrote and answered. A limit program writes the same rows again under other names: it does
 * exactly the writing that ours does, whatever that comes to be, and nothing of the thinking.
 */
export interface Specimen {
  readonly dossierId: string;
  readonly code: string;
  readonly answer: Record<string, unknown>;
  readonly inserted: readonly Inserted[];
  readonly changed: readonly Changed[];
  readonly removed: readonly { readonly table: string; readonly key: Cells }[];
  /** keys of rows that are neither the dossier nor known by it: each copy needs others */
  readonly keys: readonly string[];
}

type Primary = ReadonlyMap<string, readonly string[]>;
type Snapshot = ReadonlyMap<string, ReadonlyMap<string, Cells>>;

/** Numbers that are given out, not written by whoever asks: a limit program counts by itself. */
const COUNTER = 'counter';

/** Watches one request. */
export function specimen(database: Database, ask: () => Promise<Response>): Promise<Specimen> {
  return watched(database, async () => {
    const response = await ask();
    if (response.statusCode >= 300) throw new Error(`the specimen was refused: ${response.body}`);
    return response.json<Record<string, unknown>>();
  });
}

/**
 * Watches any work on one dossier: the rows before and after are compared. Meant for a world with few rows.
 *
 * @param work answers something with the `code` of the dossier in it
 */
export async function watched(database: Database, work: () => Promise<Record<string, unknown>>): Promise<Specimen> {
  const primary: Primary = new Map(
    database.writer.entityMetadatas
      .filter(({ tableName }) => tableName !== COUNTER)
      .map(({ tableName, primaryColumns }) => [tableName, primaryColumns.map(({ databaseName }) => databaseName)]),
  );
  const before = await snapshot(database, primary);
  const answer = await work();
  const after = await snapshot(database, primary);
  const code = String(answer['code']);
  const [row] = await database.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [code]);
  const dossierId = row?.id ?? '';
  const inserted = added(before, after);
  const keys = ownKeys(inserted, primary, [dossierId, code]);
  return {
    dossierId,
    code,
    answer,
    inserted,
    changed: changed(before, after, primary),
    removed: removed(before, after, primary),
    keys,
  };
}

async function snapshot(database: Database, primary: Primary): Promise<Snapshot> {
  const tables = new Map<string, Map<string, Cells>>();
  for (const [table, names] of primary) {
    const rows = (await database.query(`SELECT * FROM "${table}"`)).map(plain);
    tables.set(table, new Map(rows.map((row) => [JSON.stringify(names.map((name) => row[name])), row])));
  }
  return tables;
}

/** As parameters take it: the PostgreSQL driver reads moments as dates. */
function plain(row: Row): Cells {
  const cells = Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]);
  return Object.fromEntries(cells) as Cells;
}

function added(before: Snapshot, after: Snapshot): Inserted[] {
  return [...after].flatMap(([table, rows]) =>
    [...rows].filter(([key]) => !before.get(table)?.has(key)).map(([, row]) => ({ table, row })),
  );
}

function removed(before: Snapshot, after: Snapshot, primary: Primary): Specimen['removed'] {
  return [...before].flatMap(([table, rows]) =>
    [...rows]
      .filter(([key]) => !after.get(table)?.has(key))
      .map(([, row]) => ({ table, key: keyOf(table, row, primary) })),
  );
}

function changed(before: Snapshot, after: Snapshot, primary: Primary): Changed[] {
  return [...after].flatMap(([table, rows]) =>
    [...rows].flatMap(([key, row]) => {
      const earlier = before.get(table)?.get(key);
      const set = Object.entries(row).filter(([name, value]) => earlier && earlier[name] !== value);
      return set.length === 0 ? [] : [{ table, key: keyOf(table, row, primary), set: Object.fromEntries(set) }];
    }),
  );
}

function keyOf(table: string, row: Cells, primary: Primary): Cells {
  return Object.fromEntries((primary.get(table) ?? []).map((name) => [name, row[name] ?? null]));
}

function ownKeys(inserted: readonly Inserted[], primary: Primary, names: readonly string[]): string[] {
  const keys = inserted.flatMap(({ table, row }) => {
    const values = (primary.get(table) ?? []).map((name) => row[name]).filter((value) => typeof value === 'string');
    return values.some((value) => names.some((name) => value.includes(name))) ? [] : values;
  });
  return [...new Set(keys)];
}
