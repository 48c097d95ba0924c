import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { placeholders, type Tx } from '../../platform/database/sql.js';

/** What was told: that the result waits, or which papers are missing by event `no`. */
export interface NoticeKey {
  readonly dossierId: string;
  readonly kind: 'result' | 'supplement';
  readonly no: number;
}

export interface ToldNotice extends NoticeKey {
  readonly toldAt: Instant;
  readonly toldBy: string;
}

@Injectable()
export class ToldNoticesRepository {
  constructor(private readonly database: Database) {}

  /** Of some dossiers, the latest last. */
  async of(dossierIds: readonly string[]): Promise<ToldNotice[]> {
    if (dossierIds.length === 0) return [];
    const rows = await this.database.query<Omit<ToldNotice, 'toldAt'> & { readonly toldAt: unknown }>(
      `SELECT * FROM "told_notice" WHERE "dossierId" IN (${placeholders(dossierIds.length)}) ORDER BY "toldAt", "no"`,
      dossierIds,
    );
    return rows.map((row) => ({ ...row, toldAt: readInstant(row.toldAt) }));
  }

  /** The first who said so stays. */
  async add(tx: Tx, { dossierId, kind, no, toldAt, toldBy }: ToldNotice): Promise<void> {
    const added = await tx.execute(
      `INSERT INTO "told_notice" ("dossierId", "kind", "no", "toldAt", "toldBy")
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT ("dossierId", "kind", "no") DO NOTHING`,
      [dossierId, kind, no, writeInstant(toldAt), toldBy],
    );
    if (added > 0) tx.born('told_notice', [dossierId, kind, no]);
  }
}
