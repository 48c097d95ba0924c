import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Queries, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';
import type { ExportPlace, RegisterExport } from './register-export.js';

/** What one look at the rows adds. */
export type Gathered = Pick<RegisterExport, 'rows' | 'bytes' | 'place'>;

type End = Pick<RegisterExport, 'state' | 'fault' | 'fileBytes' | 'expiresAt'> & { readonly endedAt: Instant };

/** What still has files on the disk. */
const KEPT = `"state" IN ('waiting','ready','stopped','failed')`;

/** Registers as workbooks: what was asked, and how far it is. */
@Injectable()
export class RegisterExportsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, one: RegisterExport): Promise<void> {
    const { from, to, unitCodes, place, askedAt, endedAt, expiresAt, ...plain } = one;
    const { sql, params } = insert('register_export', {
      ...plain,
      fromDay: from,
      toDay: to,
      unitCodes: JSON.stringify(unitCodes),
      place: JSON.stringify(place),
      askedAt: writeInstant(askedAt),
      endedAt: writeInstant(endedAt),
      expiresAt: writeInstant(expiresAt),
    });
    await tx.execute(sql, params);
  }

  async find(id: string, from: Queries = this.database): Promise<RegisterExport | null> {
    const [row] = await from.query('SELECT * FROM "register_export" WHERE "id" = $1', [id]);
    return row ? toExport(row) : null;
  }

  /** What somebody asked for, the newest first. @param before id the page begins after */
  async page(username: string, before: string | null, limit: number): Promise<RegisterExport[]> {
    const older = before === null ? '' : ' AND "id" < $2';
    const rows = await this.database.query(
      `SELECT * FROM "register_export" WHERE "askedBy" = $1${older} ORDER BY "id" DESC LIMIT ${String(limit)}`,
      before === null ? [username] : [username, before],
    );
    return rows.map(toExport);
  }

  /** How many somebody keeps, and what those of all take on the disk. */
  async kept(from: Queries, username: string): Promise<{ readonly own: number; readonly bytes: number }> {
    const [row] = await from.query<{ own: number; bytes: number }>(
      `SELECT CAST(coalesce(sum(CASE WHEN "askedBy" = $1 THEN 1 ELSE 0 END), 0) AS integer) AS "own",
          CAST(coalesce(sum("bytes" / 1024 + coalesce("fileBytes", 0) / 1024), 0) AS integer) AS "bytes"
         FROM "register_export" WHERE ${KEPT}`,
      [username],
    );
    return { own: row?.own ?? 0, bytes: (row?.bytes ?? 0) * 1024 };
  }

  /** The one the job has to do next: the oldest, whoever asked. */
  async next(): Promise<RegisterExport | null> {
    const [row] = await this.database.query(
      `SELECT * FROM "register_export" WHERE "state" = 'waiting' ORDER BY "id" LIMIT 1`,
    );
    return row ? toExport(row) : null;
  }

  /** Of these, whose files somebody may still want. */
  async wanted(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(`SELECT "id" FROM "register_export" WHERE ${KEPT}`, []);
    const kept = new Set(rows.map(({ id }) => id));
    return new Set(ids.filter((id) => kept.has(id)));
  }

  /** Kept ones whose days hold a day: whoever was received then may stand in them. */
  async holding(day: PlainDate): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT "id" FROM "register_export" WHERE ${KEPT} AND "fromDay" <= $1 AND "toDay" >= $1 ORDER BY "id"`,
      [day],
    );
    return rows.map(({ id }) => id);
  }

  async counted(tx: Tx, id: string, total: number): Promise<void> {
    await tx.execute(`UPDATE "register_export" SET "total" = $2 WHERE "id" = $1 AND "state" = 'waiting'`, [id, total]);
  }

  /** @returns false when it was stopped meanwhile, or somebody else gathers the same */
  async progress(tx: Tx, before: RegisterExport, { rows, bytes, place }: Gathered): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE "register_export" SET "rows" = $2, "bytes" = $3, "place" = $4
        WHERE "id" = $1 AND "state" = 'waiting' AND "rows" = $5 AND "place" = $6`,
      [before.id, rows, bytes, JSON.stringify(place), before.rows, JSON.stringify(before.place)],
    );
    return changed === 1;
  }

  /** @param from states it may be ended from @returns false when it is in none of them */
  async end(tx: Tx, id: string, from: readonly RegisterExport['state'][], end: End): Promise<boolean> {
    const values: SqlValue[] = [id, end.state, end.fault, end.fileBytes, writeInstant(end.endedAt)];
    const changed = await tx.execute(
      `UPDATE "register_export" SET "state" = $2, "fault" = $3, "fileBytes" = $4, "endedAt" = $5, "expiresAt" = $6
        WHERE "id" = $1 AND "state" IN (${from.map((state) => `'${state}'`).join(', ')})`,
      [...values, writeInstant(end.expiresAt)],
    );
    return changed === 1;
  }

  /** What was stopped, or failed, goes on from where it is. @returns false when it does neither */
  async resume(tx: Tx, id: string): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE "register_export" SET "state" = 'waiting', "fault" = NULL, "endedAt" = NULL, "expiresAt" = NULL
        WHERE "id" = $1 AND "state" IN ('stopped', 'failed')`,
      [id],
    );
    return changed === 1;
  }

  /** @returns how many are over their time; their files are no longer wanted */
  async expire(tx: Tx, now: Instant): Promise<number> {
    return tx.execute(
      `UPDATE "register_export" SET "state" = 'removed' WHERE ${KEPT} AND "expiresAt" IS NOT NULL AND "expiresAt" <= $1`,
      [writeInstant(now)],
    );
  }
}

function toExport(row: Row): RegisterExport {
  const { id, unitCode, state, fault, total, rows, bytes, fileBytes, askedBy } = row as unknown as RegisterExport;
  return {
    ...{ id, unitCode, state, fault, total, rows, bytes, fileBytes, askedBy },
    unitCodes: JSON.parse(String(row['unitCodes'])) as string[],
    from: row['fromDay'] as PlainDate,
    to: row['toDay'] as PlainDate,
    phones: Boolean(row['phones']),
    place: JSON.parse(String(row['place'])) as ExportPlace,
    askedAt: readInstant(row['askedAt']),
    endedAt: readInstantOrNull(row['endedAt']),
    expiresAt: readInstantOrNull(row['expiresAt']),
  };
}
