import { Injectable } from '@nestjs/common';
import type { Letter } from '../../domain/apology/letter.js';
import { Database } from '../../platform/database/database.js';
import { readInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { placeholders, type SqlValue } from '../../platform/database/sql.js';
import { letterOf } from '../letter.row.js';
import type { LetterReturn } from './letter-returns.js';

interface Part {
  readonly unitCodes: readonly string[];
  /** the list goes on after this letter, by `draftedAt` and id */
  readonly after: ListPlace | null;
  readonly limit: number;
}

/** The signer sent it back, and nobody has touched it since. */
const RETURNED = `EXISTS (SELECT 1 FROM "letter_return" r WHERE r."letterId" = l."id" AND r."version" = l."version")`;

/** Reads ix_letter_to_sign. */
const DRAFTED = `l."state" = 'drafted' AND NOT l."forecast"`;

/** What waits for a signature, and what was sent back. */
@Injectable()
export class SigningRepository {
  constructor(private readonly database: Database) {}

  /** The longest waiting first; one letter more than asked for says that there are more. */
  async waiting({ unitCodes, after, limit }: Part): Promise<Letter[]> {
    const params: SqlValue[] = [...unitCodes];
    const beyond = after
      ? `AND (l."draftedAt", l."id") > ($${String(params.push(after.at))}, $${String(params.push(after.id))})`
      : '';
    const rows = await this.database.query(
      `SELECT l.* FROM "letter" l
        WHERE l."unitCode" IN (${placeholders(unitCodes.length)}) AND ${DRAFTED} AND NOT ${RETURNED} ${beyond}
        ORDER BY l."draftedAt", l."id" LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map(letterOf);
  }

  /** Sent back and not yet touched by their writers, the oldest draft first. */
  async returned(unitCodes: readonly string[], limit: number): Promise<Letter[]> {
    const rows = await this.database.query(
      `SELECT l.* FROM "letter" l
        WHERE l."unitCode" IN (${placeholders(unitCodes.length)}) AND ${DRAFTED} AND ${RETURNED}
        ORDER BY l."draftedAt", l."id" LIMIT ${String(limit)}`,
      unitCodes,
    );
    return rows.map(letterOf);
  }

  async count(unitCodes: readonly string[]): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n" FROM "letter" l
        WHERE l."unitCode" IN (${placeholders(unitCodes.length)}) AND ${DRAFTED} AND NOT ${RETURNED}`,
      unitCodes,
    );
    return row?.n ?? 0;
  }

  /** What signers said of a letter, the latest first. */
  async returnsOf(letterId: string): Promise<LetterReturn[]> {
    const rows = await this.database.query(
      `SELECT "id", "comment", "at", "by" FROM "letter_return" WHERE "letterId" = $1 ORDER BY "version" DESC LIMIT 20`,
      [letterId],
    );
    return rows.map((row) => ({
      id: String(row['id']),
      comment: String(row['comment']),
      at: readInstant(row['at']),
      by: String(row['by']),
    }));
  }
}
