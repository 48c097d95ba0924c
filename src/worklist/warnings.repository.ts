import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import type { Watch } from '../domain/warning/watch.js';
import { tierOf, type WarningKind, type WarningTier } from '../domain/warning/warnings.js';
import { Database } from '../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import { insert, placeholders, type Tx } from '../platform/database/sql.js';

/** A watch whose moment has come. */
export interface DueWatch {
  readonly dossierId: string;
  readonly dueAt: Instant;
  readonly nextAt: Instant;
}

export interface Warning {
  readonly dossierId: string;
  readonly kind: WarningKind;
  /** the due it speaks of */
  readonly dueAt: Instant;
  /** where whoever is warned works */
  readonly unitCode: string;
  /** null: everybody there, or whoever heads it */
  readonly username: string | null;
}

@Injectable()
export class WarningsRepository {
  constructor(private readonly database: Database) {}

  async watches(dossierIds: readonly string[]): Promise<Map<string, Watch>> {
    if (dossierIds.length === 0) return new Map();
    const rows = await this.database.query(
      `SELECT * FROM "promise_watch" WHERE "dossierId" IN (${placeholders(dossierIds.length)})`,
      dossierIds,
    );
    return new Map(
      rows.map((row) => [
        row['dossierId'] as string,
        { dueAt: readInstantOrNull(row['dueAt']), nextAt: readInstantOrNull(row['nextAt']) },
      ]),
    );
  }

  async set(tx: Tx, dossierId: string, { dueAt, nextAt }: Watch): Promise<void> {
    await tx.execute(
      `INSERT INTO "promise_watch" ("dossierId", "dueAt", "nextAt") VALUES ($1, $2, $3)
       ON CONFLICT ("dossierId") DO UPDATE SET "dueAt" = excluded."dueAt", "nextAt" = excluded."nextAt"`,
      [dossierId, writeInstant(dueAt), writeInstant(nextAt)],
    );
  }

  /** The ones to look at now, the longest waiting first: reads an index of moments to come. */
  async due(now: Instant, limit: number): Promise<DueWatch[]> {
    const rows = await this.database.query(
      `SELECT * FROM "promise_watch" WHERE "nextAt" IS NOT NULL AND "nextAt" <= $1
        ORDER BY "nextAt", "dossierId" LIMIT ${String(limit)}`,
      [writeInstant(now)],
    );
    return rows.map((row) => ({
      dossierId: row['dossierId'] as string,
      dueAt: readInstant(row['dueAt']),
      nextAt: readInstant(row['nextAt']),
    }));
  }

  /** Only what was looked at: a watch that was set anew meanwhile stays as it is. */
  async lookedAt(tx: Tx, { dossierId, dueAt, nextAt }: DueWatch, again: Instant | null): Promise<void> {
    await tx.execute(
      'UPDATE "promise_watch" SET "nextAt" = $1 WHERE "dossierId" = $2 AND "dueAt" = $3 AND "nextAt" = $4',
      [writeInstant(again), dossierId, writeInstant(dueAt), writeInstant(nextAt)],
    );
  }

  /** @returns false when this was said of this due already */
  async raise(tx: Tx, { dueAt, ...warning }: Warning, at: Instant): Promise<boolean> {
    const { sql, params } = insert('warning', {
      ...warning,
      dueAt: writeInstant(dueAt),
      tier: tierOf(warning.kind),
      raisedAt: writeInstant(at),
    });
    return (await tx.execute(`${sql} ON CONFLICT ("dossierId", "kind", "dueAt") DO NOTHING`, params)) === 1;
  }

  /** Everything said about some dossiers, in the order in which it was said. */
  async about(dossierIds: readonly string[]): Promise<Warning[]> {
    if (dossierIds.length === 0) return [];
    const rows = await this.database.query(
      `SELECT * FROM "warning" WHERE "dossierId" IN (${placeholders(dossierIds.length)}) ORDER BY "raisedAt", "kind"`,
      dossierIds,
    );
    return rows.map((row) => ({
      dossierId: row['dossierId'] as string,
      kind: row['kind'] as WarningKind,
      dueAt: readInstant(row['dueAt']),
      unitCode: row['unitCode'] as string,
      username: row['username'] as string | null,
    }));
  }

  /** What the head or the leader of a unit was told last, the latest first; of one dossier it may be several. */
  async told(unitCode: string, tiers: readonly WarningTier[], limit: number): Promise<string[]> {
    const rows = await this.database.query<{ dossierId: string }>(
      `SELECT "dossierId" FROM "warning" WHERE "unitCode" = $1 AND "tier" IN (${placeholders(tiers.length, 2)})
        ORDER BY "raisedAt" DESC, "dossierId" LIMIT ${String(limit)}`,
      [unitCode, ...tiers],
    );
    return [...new Set(rows.map(({ dossierId }) => dossierId))];
  }

  /** Of the most urgent dossiers somebody holds, how many they were warned of; looks at `limit` of them. */
  async warned(unitCode: string, username: string, limit: number): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n"
         FROM (SELECT "id", "statutoryDueAt" FROM "work_held" WHERE "holderUnitCode" = $1 AND "holderUsername" = $2
                ORDER BY "lateFrom", "id" LIMIT ${String(limit)}) h
        WHERE EXISTS (SELECT 1 FROM "warning" w
                       WHERE w."dossierId" = h."id" AND w."tier" = 'holder' AND w."dueAt" = h."statutoryDueAt")`,
      [unitCode, username],
    );
    return row?.n ?? 0;
  }

  /** Of what the head or the leader of a unit was told last, how many dossiers are still open. */
  async stillOpen(unitCode: string, tiers: readonly WarningTier[], limit: number): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `SELECT CAST(count(DISTINCT h."id") AS integer) AS "n"
         FROM (SELECT "dossierId" FROM "warning" WHERE "unitCode" = $1 AND "tier" IN (${placeholders(tiers.length, 2)})
                ORDER BY "raisedAt" DESC, "dossierId" LIMIT ${String(limit)}) w
         JOIN "work_held" h ON h."id" = w."dossierId"`,
      [unitCode, ...tiers],
    );
    return row?.n ?? 0;
  }
}
