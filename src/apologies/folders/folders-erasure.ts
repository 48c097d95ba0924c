import { Injectable } from '@nestjs/common';
import { ErasureRooms, type ErasureRoom, type Forgetting } from '../../dossiers/erasure/erasure-rooms.js';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Tx } from '../../platform/database/sql.js';

interface KeptSheets {
  readonly folderId: string;
  readonly letterId: string;
  readonly scanHash: string | null;
}

/** How folders forget: who was in them stays; what was printed, and the signed sheets, go. */
@Injectable()
export class FoldersErasure implements ErasureRoom {
  constructor(
    rooms: ErasureRooms,
    private readonly database: Database,
  ) {
    rooms.join(this);
  }

  async forget(dossierId: string): Promise<Forgetting> {
    const kept = await this.database.query<KeptSheets & Record<string, unknown>>(
      `SELECT x."folderId", x."letterId", x."scanHash" FROM "signing_folder_letter" x
         JOIN "letter" l ON l."id" = x."letterId" WHERE l."dossierId" = $1 ORDER BY x."folderId", x."letterId"`,
      [dossierId],
    );
    const papers = await this.database.query<{ fileHash: string }>(
      `SELECT p."fileHash" FROM "signing_paper" p JOIN "letter" l ON l."id" = p."letterId" WHERE l."dossierId" = $1`,
      [dossierId],
    );
    const scans = kept.map(({ scanHash }) => scanHash).filter((hash) => hash !== null);
    return {
      files: [...scans, ...papers.map(({ fileHash }) => fileHash)],
      write: (tx) => this.empty(tx, kept),
      after: () => Promise.resolve(),
    };
  }

  /** Which of these files a letter about another dossier still is. */
  async needed(hashes: readonly string[], exceptDossierId: string): Promise<readonly string[]> {
    if (hashes.length === 0) return [];
    const list = placeholders(hashes.length, 2);
    const rows = await this.database.query<{ hash: string }>(
      `SELECT x."scanHash" AS "hash" FROM "signing_folder_letter" x JOIN "letter" l ON l."id" = x."letterId"
        WHERE l."dossierId" <> $1 AND x."scanHash" IN (${list})
       UNION SELECT p."fileHash" FROM "signing_paper" p JOIN "letter" l ON l."id" = p."letterId"
        WHERE l."dossierId" <> $1 AND p."fileHash" IN (${list})`,
      [exceptDossierId, ...hashes],
    );
    return rows.map(({ hash }) => hash);
  }

  private async empty(tx: Tx, kept: readonly KeptSheets[]): Promise<void> {
    await tx.vouch('signing_folder_letter', ...kept.map(({ folderId, letterId }) => [folderId, letterId] as const));
    for (const { folderId, letterId } of kept) {
      await tx.execute(
        'UPDATE "signing_folder_letter" SET "printedFacts" = NULL WHERE "folderId" = $1 AND "letterId" = $2',
        [folderId, letterId],
      );
    }
  }
}
