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
export class LetterDeliveries {
  constructor(private readonly database: Database) {}

  /** The earliest first. */
  async of(letterId: string): Promise<Handed[]> {
    const rows = await this.database.query(
      `SELECT "channel", "proof", "proofHash", "at", "by" FROM "letter_delivery" WHERE "letterId" = $1 ORDER BY "at", "id"`,
      [letterId],
    );
    return rows.map((row) => ({ ...(row as unknown as Handed), at: readInstant(row['at']) }));
  }
}
