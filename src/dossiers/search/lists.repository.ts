import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { insert, placeholders, type Queries, type SqlValue, type Tx } from '../../platform/database/sql.js';
import { fromRow } from '../dossier.row.js';
import { LIST_KEYS, storedRow, type Listed, type ListRow, type ListTable } from './listed-rows.js';
import type { NamedParty } from './token.row.js';

/** Where the rows of some dossiers should stand, looked up where an index leads to. */
const OWN: Readonly<Record<ListTable, (ids: string) => string>> = {
  dossier_concern: (ids) => `
    SELECT c.* FROM "dossier" d JOIN "dossier_concern" c
        ON c."unitCode" IN ('*', d."unitCode", d."responsibleUnitCode", d."holderUnitCode", d."pendingUnitCode")
       AND c."listedAt" = COALESCE(d."acceptedAt", d."filedAt") AND c."dossierId" = d."id"
     WHERE d."id" IN (${ids})`,
  dossier_token: (ids) => `SELECT * FROM "dossier_token" WHERE "dossierId" IN (${ids})`,
  dossier_paper_slip: (ids) => `
    SELECT s.* FROM "dossier" d JOIN "dossier_paper_slip" s ON s."serial" = d."paperSerial" AND s."dossierId" = d."id"
     WHERE d."id" IN (${ids}) AND d."paperBook" IS NOT NULL`,
};

/** The rows of lists and searches beside the dossiers they follow from. */
@Injectable()
export class ListsRepository {
  constructor(private readonly database: Database) {}

  async count(): Promise<number> {
    const [row] = await this.database.query<{ n: number }>('SELECT CAST(count(*) AS integer) AS "n" FROM "dossier"');
    return row?.n ?? 0;
  }

  async idsAfter(id: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT "id" FROM "dossier" WHERE "id" > $1 ORDER BY "id" LIMIT ${String(limit)}`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** @param alone the dossier is held to the end of the transaction, so that no act comes between */
  async listed(from: Queries, ids: readonly string[], alone = false): Promise<Map<string, Listed>> {
    if (ids.length === 0) return new Map();
    const list = placeholders(ids.length);
    const lock = alone && this.database.engine === 'postgres' ? ' FOR UPDATE' : '';
    const dossiers = await from.query(`SELECT * FROM "dossier" WHERE "id" IN (${list})${lock}`, ids);
    const parties = await from.query<NamedParty>(
      `SELECT "dossierId", "role", "name", "representative", "contactName" FROM "dossier_party"
        WHERE "dossierId" IN (${list}) ORDER BY "dossierId", "role"`,
      ids,
    );
    return new Map(
      dossiers.map((row) => {
        const own = parties.filter(({ dossierId }) => dossierId === row['id']);
        const book = row['paperBook'] as string | null;
        const slip = book === null ? null : { book, serial: row['paperSerial'] as number };
        return [row['id'] as string, { dossier: fromRow(row), parties: own, slip }];
      }),
    );
  }

  /** What stands of some dossiers where it should. */
  async standing(from: Queries, ids: readonly string[]): Promise<ListRow[]> {
    if (ids.length === 0) return [];
    const found: ListRow[] = [];
    for (const table of Object.keys(OWN) as ListTable[]) {
      const rows = await from.query(OWN[table](placeholders(ids.length)), ids);
      found.push(...rows.map((row) => storedRow(table, row)));
    }
    return found;
  }

  /** All rows of a table in the order of its key. @param after null: from the first */
  async page(table: ListTable, after: ListRow | null, limit: number): Promise<ListRow[]> {
    const keys = LIST_KEYS[table];
    const names = keys.map((name) => `"${name}"`).join(', ');
    const beyond = after === null ? '' : `WHERE (${names}) > (${placeholders(keys.length)})`;
    const rows = await this.database.query(
      `SELECT * FROM "${table}" ${beyond} ORDER BY ${names} LIMIT ${String(limit)}`,
      after === null ? [] : keys.map((name) => after.columns[name] as SqlValue),
    );
    return rows.map((row) => storedRow(table, row));
  }

  /** Those that are still there. */
  async still(from: Queries, rows: readonly ListRow[]): Promise<ListRow[]> {
    const found: ListRow[] = [];
    for (const row of rows) {
      const sql = `SELECT * FROM "${row.table}" WHERE ${whereOf(row.table)}`;
      found.push(...(await from.query(sql, keyOf(row))).map((one) => storedRow(row.table, one)));
    }
    return found;
  }

  async remove(tx: Tx, row: ListRow): Promise<void> {
    await tx.execute(`DELETE FROM "${row.table}" WHERE ${whereOf(row.table)}`, keyOf(row));
  }

  async write(tx: Tx, { table, columns }: ListRow): Promise<void> {
    const { sql, params } = insert(table, columns);
    const keys = LIST_KEYS[table];
    const rest = Object.keys(columns).filter((name) => !keys.includes(name));
    const set = rest.map((name) => `"${name}" = excluded."${name}"`).join(', ');
    const then = rest.length === 0 ? 'NOTHING' : `UPDATE SET ${set}`;
    await tx.execute(`${sql} ON CONFLICT (${keys.map((name) => `"${name}"`).join(', ')}) DO ${then}`, params);
  }
}

function whereOf(table: ListTable): string {
  return LIST_KEYS[table].map((name, i) => `"${name}" = $${String(i + 1)}`).join(' AND ');
}

function keyOf({ table, columns }: ListRow): SqlValue[] {
  return LIST_KEYS[table].map((name) => columns[name] as SqlValue);
}
