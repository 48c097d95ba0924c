import { Injectable } from '@nestjs/common';
import { LETTER_STATES, type LetterState } from '../domain/apology/letter.js';
import type { Cause } from '../domain/apology/obligation.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant } from '../platform/database/instant-column.js';
import { placeholders, type SqlValue } from '../platform/database/sql.js';
import type { ListPlace } from '../platform/database/list-cursor.js';

/** An apology owed and not yet issued. */
export interface OwedLine {
  readonly id: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly cause: Cause;
  readonly unitCode: string;
  readonly since: Instant;
  /** its living letter; null when nobody has begun one */
  readonly letterId: string | null;
}

/** An issued letter that has to go on paper. */
export interface PaperLine {
  readonly messageId: string;
  readonly letterId: string;
  readonly dossierId: string;
  readonly unitCode: string;
  readonly number: string;
  readonly queuedAt: Instant;
  /** on which paper way: by post, to be fetched at the desk; `print` is either, of earlier letters */
  readonly channel: 'print' | 'post' | 'desk';
  /** `print`: it was the first way; `failed`, `bounced`: the way before came to nothing */
  readonly why: 'print' | 'failed' | 'bounced';
}

/** What waits in some units, as figures. */
export interface Waiting {
  readonly owed: number;
  readonly toApprove: number;
  readonly toIssue: number;
  readonly toPrint: number;
  readonly toCall: number;
}

/** A tab that counts as many says that there are more. */
export const MOST_COUNTED = 1_000;

interface Part {
  readonly unitCodes: readonly string[];
  readonly after: ListPlace | null;
  readonly limit: number;
}

/** Letters on paper not handed over yet, unless they came another way after all. Reads ix_message_channel_state. */
const ON_PAPER = `m."channel" IN ('print', 'post', 'desk') AND m."state" = 'queued'
  AND NOT EXISTS (SELECT 1 FROM "letter_way" w WHERE w."letterId" = l."id" AND w."endedAt" IS NOT NULL)`;

/** Sent back by its signer and not touched since: it waits for its writer. */
const RETURNED = `EXISTS (SELECT 1 FROM "letter_return" r WHERE r."letterId" = l."id" AND r."version" = l."version")`;

/** The lists that people work through, and how long they are. */
@Injectable()
export class LetterListsRepository {
  constructor(private readonly database: Database) {}

  /** The longest waiting first; one row more than asked for says that there are more. */
  async owed({ unitCodes, after, limit }: Part): Promise<OwedLine[]> {
    const params: SqlValue[] = [...unitCodes];
    const rows = await this.database.query(
      `SELECT o."id", o."dossierId", o."dossierCode", o."cause", o."unitCode", o."since",
              (SELECT l."letterId" FROM "letter_obligation" l WHERE l."obligationId" = o."id" AND l."living") AS "letterId"
         FROM "obligation_fact" o
        WHERE o."unitCode" IN (${placeholders(unitCodes.length)}) AND o."state" = 'owed'
              ${beyond(after, 'o."since"', 'o."id"', params)}
        ORDER BY o."since", o."id" LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map((row) => ({ ...(row as unknown as OwedLine), since: readInstant(row['since']) }));
  }

  /** The longest waiting first; one row more than asked for says that there are more. */
  async onPaper({ unitCodes, after, limit }: Part): Promise<PaperLine[]> {
    const params: SqlValue[] = [...unitCodes];
    const rows = await this.database.query(
      `SELECT m."id" AS "messageId", m."channel", m."createdAt", l."id" AS "letterId", l."dossierId",
              l."unitCode", l."numberText" AS "number",
              (SELECT b."state" FROM "message" b WHERE b."subjectId" = m."subjectId" AND b."createdAt" <= m."createdAt"
                  AND b."id" <> m."id" AND b."state" IN ('failed', 'bounced')
                ORDER BY b."createdAt" DESC LIMIT 1) AS "before"
         FROM "message" m JOIN "letter" l ON l."id" = m."subjectId"
        WHERE l."unitCode" IN (${placeholders(unitCodes.length)}) AND ${ON_PAPER}
              ${beyond(after, 'm."createdAt"', 'm."id"', params)}
        ORDER BY m."createdAt", m."id" LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map(({ before, createdAt, ...row }) => ({
      ...(row as unknown as PaperLine),
      queuedAt: readInstant(createdAt),
      why: (before as PaperLine['why'] | null) ?? 'print',
    }));
  }

  /** Up to MOST_COUNTED of each: what is done grows for ever, and nobody reads further. */
  async countsByState(unitCodes: readonly string[]): Promise<Record<LetterState, number>> {
    const mine = `"unitCode" IN (${placeholders(unitCodes.length)})`;
    const counts = LETTER_STATES.map(
      (state) => `SELECT '${state}' AS "state", CAST(count(*) AS integer) AS "n" FROM
        (SELECT 1 FROM "letter" WHERE ${mine} AND "state" = '${state}' AND NOT "forecast" LIMIT ${String(MOST_COUNTED)}) AS c`,
    );
    const rows = await this.database.query<{ state: LetterState; n: number }>(counts.join(' UNION ALL '), unitCodes);
    const known = new Map(rows.map(({ state, n }) => [state, n]));
    return Object.fromEntries(LETTER_STATES.map((state) => [state, known.get(state) ?? 0])) as Record<
      LetterState,
      number
    >;
  }

  /** The stored paper that goes with a message; null when it has none, or there is no such message. */
  async fileOfMessage(messageId: string): Promise<{ readonly hash: string; readonly name: string } | null> {
    const [row] = await this.database.query<{ hash: string | null; name: string | null }>(
      'SELECT "fileHash" AS "hash", "fileName" AS "name" FROM "message" WHERE "id" = $1',
      [messageId],
    );
    return row && row.hash !== null ? { hash: row.hash, name: row.name ?? 'thu.pdf' } : null;
  }

  /** Apologies owed, and how many of them have a letter under way. */
  async begun(unitCodes: readonly string[]): Promise<{ readonly owed: number; readonly drafted: number }> {
    const [row] = await this.database.query<{ owed: number; drafted: number }>(
      `SELECT CAST(count(*) AS integer) AS "owed", CAST(count(l."letterId") AS integer) AS "drafted"
         FROM "obligation_fact" o
         LEFT JOIN "letter_obligation" l ON l."obligationId" = o."id" AND l."living"
        WHERE o."unitCode" IN (${placeholders(unitCodes.length)}) AND o."state" = 'owed'`,
      unitCodes,
    );
    if (!row) throw new Error('a count answers one row');
    return row;
  }

  /**
   * Counts over short index ranges: what is open, never what is done.
   *
   * @param carried units whose paper the reader may hand over; may be none
   */
  async waiting(unitCodes: readonly string[], carried: readonly string[]): Promise<Waiting> {
    const mine = `"unitCode" IN (${placeholders(unitCodes.length)})`;
    const paper =
      carried.length === 0 ? '1 = 0' : `l."unitCode" IN (${placeholders(carried.length, unitCodes.length + 1)})`;
    const calls = paper.replaceAll('l."', '"');
    const count = (of: string): string => `(SELECT CAST(count(*) AS integer) FROM ${of})`;
    const [row] = await this.database.query<Waiting>(
      `SELECT ${count(`"obligation_fact" WHERE "state" = 'owed' AND ${mine}`)} AS "owed",
              ${count(`"letter" l WHERE "state" = 'drafted' AND NOT "forecast" AND NOT ${RETURNED} AND ${mine}`)} AS "toApprove",
              ${count(`"letter" WHERE "state" IN ('approved', 'numbered') AND ${mine}`)} AS "toIssue",
              ${count(`"message" m JOIN "letter" l ON l."id" = m."subjectId" WHERE ${ON_PAPER} AND ${paper}`)} AS "toPrint",
              ${count(`"call_task" WHERE "state" = 'open' AND ${calls}`)} AS "toCall"`,
      [...unitCodes, ...carried],
    );
    if (!row) throw new Error('a count answers one row');
    return row;
  }
}

function beyond(after: ListPlace | null, at: string, id: string, params: SqlValue[]): string {
  if (after === null) return '';
  return `AND (${at}, ${id}) > ($${String(params.push(after.at))}, $${String(params.push(after.id))})`;
}
