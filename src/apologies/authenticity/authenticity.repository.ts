import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { LetterState } from '../../domain/apology/letter.js';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstantOrNull } from '../../platform/database/instant-column.js';

/** What a letter's row may tell a stranger: nothing of the dossier and of nobody. */
export interface MarkedLetter {
  readonly state: LetterState;
  readonly number: string | null;
  readonly date: PlainDate | null;
  /** null until it is numbered */
  readonly form: LetterFacts['form'] | null;
  readonly letterhead: LetterFacts['letterhead'] | null;
  readonly fileHash: string | null;
  readonly endedAt: Instant | null;
}

@Injectable()
export class AuthenticityRepository {
  constructor(private readonly database: Database) {}

  async byMark(mark: string): Promise<MarkedLetter | null> {
    const [row] = await this.database.query(
      `SELECT "state", "numberText", "letterDate", "facts", "fileHash", "endedAt" FROM "letter" WHERE "mark" = $1`,
      [mark],
    );
    if (!row) return null;
    const facts = row['facts'] === null ? null : (JSON.parse(row['facts'] as string) as LetterFacts);
    return {
      state: row['state'] as LetterState,
      number: row['numberText'] as string | null,
      date: row['letterDate'] as PlainDate | null,
      form: facts?.form ?? null,
      letterhead: facts?.letterhead ?? null,
      fileHash: row['fileHash'] as string | null,
      endedAt: readInstantOrNull(row['endedAt']),
    };
  }
}
