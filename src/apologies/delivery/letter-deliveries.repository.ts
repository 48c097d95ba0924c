import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant } from '../../platform/database/instant-column.js';

/** Somebody said that the citizen has the letter. */
export interface Handed {
  readonly channel: string;
  readonly proof: string | null;
  readonly proofHash: string | null;
  readonly at: Instant;
  readonly by: string;
}

@Injectable()
export class LetterDeliveriesRepository {
  constructor(private readonly database: Database) {}

  /** The earliest first. */
  async of(letterId: string): Promise<Handed[]> {
    const rows = await this.database.query(
      `SELECT "channel", "proof", "proofHash", "at", "by" FROM "letter_delivery" WHERE "letterId" = $1 ORDER BY "at", "id"`,
      [letterId],
    );
    return rows.map((row) => ({ ...(row as unknown as Handed), at: readInstant(row['at']) }));
  }

  /** The kind of a file that shows that this letter went, or came; null for any other file. */
  async proofType(letterId: string, hash: string): Promise<string | null> {
    const [row] = await this.database.query<{ type: string }>(
      `SELECT f."mediaType" AS "type" FROM "stored_file" f WHERE f."hash" = $1 AND (
          EXISTS (SELECT 1 FROM "message" m WHERE m."subjectId" = $2 AND m."proofHash" = f."hash")
          OR EXISTS (SELECT 1 FROM "letter_delivery" d WHERE d."letterId" = $2 AND d."proofHash" = f."hash"))`,
      [hash, letterId],
    );
    return row?.type ?? null;
  }
}
