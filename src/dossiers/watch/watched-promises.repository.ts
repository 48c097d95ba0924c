import { Injectable } from '@nestjs/common';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Tx } from '../../platform/database/sql.js';
import { fromRow } from '../dossier.row.js';

@Injectable()
export class WatchedPromisesRepository {
  constructor(private readonly database: Database) {}

  /** Those whose ledger has grown since their moments were set: reads a partial index that holds nothing else. */
  async unwatched(limit: number): Promise<Dossier[]> {
    const rows = await this.database.query(
      `SELECT * FROM "dossier"
        WHERE "finishedAt" IS NULL AND "voidedAt" IS NULL AND ("watchedSeq" IS NULL OR "watchedSeq" < "promiseSeq")
        ORDER BY "id" LIMIT ${String(limit)}`,
    );
    return rows.map(fromRow);
  }

  async byIds(ids: readonly string[]): Promise<Dossier[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query(
      `SELECT * FROM "dossier" WHERE "id" IN (${placeholders(ids.length)}) ORDER BY "id"`,
      ids,
    );
    return rows.map(fromRow);
  }

  /** Up to the row of the ledger that was looked at: what was added meanwhile is looked at again. */
  async noteWatched(tx: Tx, { id, promiseSeq }: Dossier): Promise<void> {
    await tx.execute('UPDATE "dossier" SET "watchedSeq" = $1 WHERE "id" = $2', [promiseSeq, id]);
  }
}
