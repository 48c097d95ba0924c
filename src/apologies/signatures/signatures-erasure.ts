import { Injectable } from '@nestjs/common';
import { ErasureRooms, type ErasureRoom, type Forgetting } from '../../dossiers/erasure/erasure-rooms.js';
import { Database } from '../../platform/database/database.js';
import { placeholders } from '../../platform/database/sql.js';

/** How signatures forget: who signed, with which certificate, stays; the signed paper goes. */
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
    const nothing = (): Promise<void> => Promise.resolve();
    return { files: rows.map(({ fileHash }) => fileHash), write: nothing, after: nothing };
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
}
