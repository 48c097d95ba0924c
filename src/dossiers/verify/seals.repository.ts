import { Injectable } from '@nestjs/common';
import { toIso } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Queries, type Tx } from '../../platform/database/sql.js';
import { BEFORE_ALL, type Checkpoint, type Head, type SealedHead } from './seal.js';

/** A history that grew since it was sealed, beside its old seal. */
export interface Grown extends Head {
  readonly before: SealedHead | null;
  /** the link that its history has where the old seal was made; null when there is none */
  readonly linkThere: string | null;
}

/** A seal beside what it speaks of. */
export interface SealInPlace extends SealedHead {
  /** the link that its history has there; null when the event is gone */
  readonly linkThere: string | null;
  readonly stands: boolean;
}

@Injectable()
export class SealsRepository {
  constructor(private readonly database: Database) {}

  async last(from: Queries): Promise<Checkpoint> {
    const [row] = await from.query('SELECT * FROM "history_checkpoint" ORDER BY "no" DESC LIMIT 1');
    return row ? checkpointOf(row) : BEFORE_ALL;
  }

  /** Reads the queue of what grew, never the dossiers: it costs what happened since the last time. */
  async grown(from: Queries, afterId: string, limit: number): Promise<Grown[]> {
    const rows = await from.query<
      Head & { before: string | null; sealed: string; seal: string; linkThere: string; sealedSeq: number }
    >(
      `SELECT d."id" AS "dossierId", d."code", d."eventSeq", d."chainHash", s."code" AS "before", s."seal",
              s."chainHash" AS "sealed", s."eventSeq" AS "sealedSeq", e."hash" AS "linkThere"
         FROM (SELECT DISTINCT "dossierId" FROM "unsealed_head" WHERE "dossierId" > $1
                ORDER BY "dossierId" LIMIT ${String(limit)}) u
         JOIN "dossier" d ON d."id" = u."dossierId"
         LEFT JOIN "sealed_head" s ON s."dossierId" = d."id"
         LEFT JOIN "dossier_event" e ON e."dossierId" = s."dossierId" AND e."seq" = s."eventSeq"
        ORDER BY d."id"`,
      [afterId],
    );
    return rows.map(({ dossierId, code, eventSeq, chainHash, before, sealed, sealedSeq, seal, linkThere }) => ({
      ...{ dossierId, code, eventSeq, chainHash, linkThere },
      before: before === null ? null : { dossierId, code: before, eventSeq: sealedSeq, chainHash: sealed, seal },
    }));
  }

  async keep(tx: Tx, heads: readonly SealedHead[], checkpoint: Checkpoint): Promise<void> {
    const rows = heads.map((_, i) => `(${placeholders(5, 1 + i * 5)})`);
    await tx.execute(
      `INSERT INTO "sealed_head" ("dossierId", "code", "eventSeq", "chainHash", "seal") VALUES ${rows.join(', ')}
       ON CONFLICT ("dossierId") DO UPDATE SET "code" = excluded."code", "eventSeq" = excluded."eventSeq",
         "chainHash" = excluded."chainHash", "seal" = excluded."seal"`,
      heads.flatMap(({ dossierId, code, eventSeq, chainHash, seal }) => [dossierId, code, eventSeq, chainHash, seal]),
    );
    await tx.execute(
      `DELETE FROM "unsealed_head" WHERE "dossierId" IN (${placeholders(heads.length)})
          AND "seq" <= (SELECT s."eventSeq" FROM "sealed_head" s WHERE s."dossierId" = "unsealed_head"."dossierId")`,
      heads.map(({ dossierId }) => dossierId),
    );
    const { sql, params } = insert('history_checkpoint', { ...checkpoint });
    await tx.execute(sql, params);
  }

  /** All seals in order of their dossiers, a page at a time. */
  async page(afterId: string, limit: number): Promise<SealInPlace[]> {
    const rows = await this.database.query<SealedHead & { linkThere: string | null; standing: string | null }>(
      `SELECT s.*, e."hash" AS "linkThere", d."id" AS "standing" FROM "sealed_head" s
         LEFT JOIN "dossier" d ON d."id" = s."dossierId"
         LEFT JOIN "dossier_event" e ON e."dossierId" = s."dossierId" AND e."seq" = s."eventSeq"
        WHERE s."dossierId" > $1 ORDER BY s."dossierId" LIMIT ${String(limit)}`,
      [afterId],
    );
    return rows.map(({ standing, ...row }) => ({ ...row, stands: standing !== null }));
  }

  async checkpoints(afterNo: number, limit: number): Promise<Checkpoint[]> {
    const rows = await this.database.query(
      `SELECT * FROM "history_checkpoint" WHERE "no" > $1 ORDER BY "no" LIMIT ${String(limit)}`,
      [afterNo],
    );
    return rows.map(checkpointOf);
  }

  /** Of some dossiers, those whose end is neither sealed nor waits to be. */
  async unsealed(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT d."id" FROM "dossier" d WHERE d."id" IN (${placeholders(ids.length)})
          AND NOT EXISTS (SELECT 1 FROM "sealed_head" s WHERE s."dossierId" = d."id" AND s."eventSeq" = d."eventSeq")
          AND NOT EXISTS (SELECT 1 FROM "unsealed_head" u WHERE u."dossierId" = d."id" AND u."seq" = d."eventSeq")`,
      ids,
    );
    return new Set(rows.map((row) => row.id));
  }
}

export function checkpointOf(row: Record<string, unknown>): Checkpoint {
  return { ...(row as unknown as Checkpoint), at: toIso(readInstant(row['at'])) };
}
