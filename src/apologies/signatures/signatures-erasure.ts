import { Injectable } from '@nestjs/common';
import { FORGOTTEN } from '../../domain/dossier/party.js';
import { ErasureRooms, type ErasureRoom, type Forgetting } from '../../dossiers/erasure/erasure-rooms.js';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Tx } from '../../platform/database/sql.js';

/** How signing forgets: who signed or sent back, and when, stays; the signed paper and the signer's words go. */
@Injectable()
export class SignaturesErasure implements ErasureRoom {
  constructor(
    rooms: ErasureRooms,
    private readonly database: Database,
  ) {
    rooms.join(this);
  }

  async forget(dossierId: string): Promise<Forgetting> {
    const rows = await this.database.query<{ fileHash: string }>(
      `SELECT DISTINCT s."fileHash" FROM "letter_signature" s JOIN "letter" l ON l."id" = s."letterId"
        WHERE l."dossierId" = $1`,
      [dossierId],
    );
    const returns = await this.database.query<{ id: string }>(
      `SELECT r."id" FROM "letter_return" r JOIN "letter" l ON l."id" = r."letterId" WHERE l."dossierId" = $1`,
      [dossierId],
    );
    return {
      files: rows.map(({ fileHash }) => fileHash),
      write: (tx) =>
        this.empty(
          tx,
          returns.map(({ id }) => id),
        ),
      after: () => Promise.resolve(),
    };
  }

  /** A signed paper belongs to one letter, and that to one dossier. */
  async needed(hashes: readonly string[], exceptDossierId: string): Promise<readonly string[]> {
    if (hashes.length === 0) return [];
    const rows = await this.database.query<{ fileHash: string }>(
      `SELECT DISTINCT s."fileHash" FROM "letter_signature" s JOIN "letter" l ON l."id" = s."letterId"
        WHERE l."dossierId" <> $1 AND s."fileHash" IN (${placeholders(hashes.length, 2)})`,
      [exceptDossierId, ...hashes],
    );
    return rows.map(({ fileHash }) => fileHash);
  }

  private async empty(tx: Tx, returns: readonly string[]): Promise<void> {
    if (returns.length === 0) return;
    await tx.vouch('letter_return', ...returns);
    await tx.execute(`UPDATE "letter_return" SET "comment" = $1 WHERE "id" IN (${placeholders(returns.length, 2)})`, [
      FORGOTTEN,
      ...returns,
    ]);
  }
}
