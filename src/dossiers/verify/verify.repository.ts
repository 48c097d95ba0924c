import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Row } from '../../platform/database/sql.js';
import { storedEvent, type StoredEvent } from './chain-proof.js';
import type { Books } from './fold-proof.js';
import { VOUCHED_TABLES } from './vouched-tables.js';

/** All there is of a dossier. */
export interface Whole {
  readonly dossier: Row;
  readonly events: readonly StoredEvent[];
  readonly books: Books;
}

const BOOKS = ['dossier_party', 'dossier_mirror', ...VOUCHED_TABLES.map(({ table }) => table)];

/** A row that speaks of a dossier which does not exist. */
export interface Orphan {
  readonly table: string;
  readonly dossierId: string;
}

/** Reads histories a page at a time: memory holds one page, however many dossiers there are. */
@Injectable()
export class VerifyRepository {
  constructor(private readonly database: Database) {}

  async count(): Promise<number> {
    const [row] = await this.database.query<{ n: number }>('SELECT CAST(count(*) AS integer) AS "n" FROM "dossier"');
    return row?.n ?? 0;
  }

  /** Ids in order, after one. */
  async idsAfter(id: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT "id" FROM "dossier" WHERE "id" > $1 ORDER BY "id" LIMIT ${String(limit)}`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  async wholes(ids: readonly string[]): Promise<Whole[]> {
    if (ids.length === 0) return [];
    const list = placeholders(ids.length);
    const dossiers = await this.database.query(`SELECT * FROM "dossier" WHERE "id" IN (${list}) ORDER BY "id"`, ids);
    const events = groupOf(
      await this.database.query(
        `SELECT e.*, p."salt", p."body" FROM "dossier_event" e
           LEFT JOIN "dossier_event_payload" p ON p."dossierId" = e."dossierId" AND p."seq" = e."seq"
          WHERE e."dossierId" IN (${list}) ORDER BY e."dossierId", e."seq"`,
        ids,
      ),
    );
    const books: [string, Map<string, Row[]>][] = [];
    for (const table of BOOKS) {
      const rows = await this.database.query(`SELECT * FROM "${table}" WHERE "dossierId" IN (${list})`, ids);
      books.push([table, groupOf(rows)]);
    }
    return dossiers.map((dossier) => {
      const id = dossier['id'] as string;
      return {
        dossier,
        events: (events.get(id) ?? []).map(storedEvent),
        books: Object.fromEntries(books.map(([table, rows]) => [table, rows.get(id) ?? []])),
      };
    });
  }

  /** Words that belong to no event of their dossier. */
  async strayPayloads(): Promise<{ code: string; seq: number }[]> {
    return this.database.query(
      `SELECT d."code", p."seq" FROM "dossier_event_payload" p JOIN "dossier" d ON d."id" = p."dossierId"
        WHERE NOT EXISTS (SELECT 1 FROM "dossier_event" e WHERE e."dossierId" = p."dossierId" AND e."seq" = p."seq")
        ORDER BY d."code", p."seq" LIMIT 100`,
    );
  }

  /** Rows left behind by a dossier that is gone. */
  async orphans(): Promise<Orphan[]> {
    const found: Orphan[] = [];
    for (const table of ['dossier_event', 'dossier_event_payload', ...BOOKS]) {
      const rows = await this.database.query<{ dossierId: string }>(
        `SELECT DISTINCT t."dossierId" FROM "${table}" t
          WHERE NOT EXISTS (SELECT 1 FROM "dossier" d WHERE d."id" = t."dossierId") ORDER BY t."dossierId" LIMIT 100`,
      );
      found.push(...rows.map(({ dossierId }) => ({ table, dossierId })));
    }
    return found;
  }
}

function groupOf(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row['dossierId'] as string;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}
