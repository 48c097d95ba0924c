import { Injectable } from '@nestjs/common';
import type { HealFinding, HealKind } from '../../domain/apology/healing.js';
import { DAY, HOUR, type Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import type { SqlValue } from '../../platform/database/sql.js';

/** Kinds that one question to the database finds. */
export type AskedKind = Exclude<HealKind, 'file_missing' | 'books_stray'>;

interface Asked {
  readonly sql: string;
  /** how long something may stand like that before it is stuck, in milliseconds; null: not at all */
  readonly after: number | null;
}

/** As many of a kind as one round looks at: more of them are one trouble, not a thousand. */
const MOST = 1_000;

const OF_LETTER = (condition: string): string => `
  SELECT l."unitCode", d."code" AS "dossierCode", l."id" AS "letterId"
    FROM "letter" l JOIN "dossier_fact" d ON d."id" = l."dossierId" WHERE ${condition} ORDER BY l."id"`;

const OF_MESSAGE = (condition: string): string => `
  SELECT l."unitCode", d."code" AS "dossierCode", l."id" AS "letterId"
    FROM "message" m LEFT JOIN "letter" l ON l."id" = m."subjectId" LEFT JOIN "dossier_fact" d ON d."id" = l."dossierId"
   WHERE ${condition} ORDER BY m."id"`;

const OF_OBLIGATION = (condition: string): string => `
  SELECT o."unitCode", o."dossierCode", o."letterId" FROM "obligation_fact" o WHERE ${condition} ORDER BY o."id"`;

const LIVING = `EXISTS (SELECT 1 FROM "letter_obligation" lo WHERE lo."obligationId" = o."id" AND lo."living")`;

/** `$1` is the moment before which a thing must have been like that, where there is one. */
const ASKED: Readonly<Record<AskedKind, Asked>> = {
  undrafted: {
    sql: OF_OBLIGATION(`o."state" = 'owed' AND o."outsideAskedAt" IS NULL AND NOT ${LIVING}`),
    after: null,
  },
  idle_draft: {
    sql: OF_LETTER(`l."state" IN ('drafted', 'approved') AND (
      (NOT l."forecast" AND (SELECT COALESCE(sum(CASE WHEN o."state" = 'owed' THEN 1 ELSE 0 END), 0)
         FROM "letter_obligation" lo JOIN "obligation_fact" o ON o."id" = lo."obligationId"
        WHERE lo."letterId" = l."id" AND lo."living") = 0)
      OR (l."forecast" AND d."finishedDay" IS NOT NULL))`),
    after: null,
  },
  approved_stuck: { sql: OF_LETTER(`l."state" = 'approved' AND l."approvedAt" <= $1`), after: 3 * DAY },
  numbered_stuck: { sql: OF_LETTER(`l."state" = 'numbered' AND l."numberedAt" <= $1`), after: 3 * DAY },
  message_held: {
    sql: OF_MESSAGE(`m."state" IN ('claimed', 'transmitting') AND m."claimedUntil" <= $1`),
    after: HOUR,
  },
  message_uncertain: { sql: OF_MESSAGE(`m."state" = 'uncertain'`), after: null },
  message_overdue: {
    sql: OF_MESSAGE(`m."state" = 'queued' AND m."channel" <> 'print' AND m."createdAt" <= $1`),
    after: 2 * DAY,
  },
  paper_overdue: {
    sql: OF_MESSAGE(`m."state" = 'queued' AND m."channel" = 'print' AND m."createdAt" <= $1`),
    after: 5 * DAY,
  },
  message_missing: {
    sql: OF_LETTER(`l."state" = 'issued' AND l."issuedAt" <= $1
      AND NOT EXISTS (SELECT 1 FROM "message" m WHERE m."subjectId" = l."id")
      AND NOT EXISTS (SELECT 1 FROM "letter_delivery" g WHERE g."letterId" = l."id")`),
    after: HOUR,
  },
  unsettled: {
    sql: OF_LETTER(`l."state" = 'issued' AND EXISTS (
      SELECT 1 FROM "letter_obligation" lo JOIN "obligation_fact" o ON o."id" = lo."obligationId"
       WHERE lo."letterId" = l."id" AND lo."living" AND o."state" = 'owed')`),
    after: null,
  },
  unproved: {
    sql: OF_OBLIGATION(`o."state" = 'settled' AND o."outsideNumber" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "letter" l WHERE l."id" = o."letterId" AND l."state" = 'issued')`),
    after: null,
  },
  call_overdue: {
    sql: `SELECT c."unitCode", d."code" AS "dossierCode", c."letterId"
            FROM "call_task" c JOIN "dossier_fact" d ON d."id" = c."dossierId"
           WHERE c."state" = 'open' AND c."dueAt" <= $1 ORDER BY c."dueAt", c."id"`,
    after: 0,
  },
};

export const ASKED_KINDS = Object.keys(ASKED) as AskedKind[];

export interface IssuedPaper {
  readonly id: string;
  readonly unitCode: string;
  readonly dossierCode: string;
  readonly fileHash: string;
}

/** What stands as it should not. Reads whole tables of what is done: for the night, and no page. */
@Injectable()
export class HealFindings {
  constructor(private readonly database: Database) {}

  async of(kind: AskedKind, now: Instant): Promise<HealFinding[]> {
    const { sql, after } = ASKED[kind];
    const params: SqlValue[] = after === null ? [] : [writeInstant((now - after) as Instant)];
    const rows = await this.database.query<Omit<HealFinding, 'kind'>>(`${sql} LIMIT ${String(MOST)}`, params);
    return rows.map(({ unitCode, dossierCode, letterId }) => ({ kind, unitCode, dossierCode, letterId }));
  }

  /** Issued letters with the paper they have, by their ids; a page at a time. */
  async papers(after: string, limit: number): Promise<IssuedPaper[]> {
    return this.database.query<IssuedPaper>(
      `SELECT l."id", l."unitCode", d."code" AS "dossierCode", l."fileHash"
         FROM "letter" l JOIN "dossier_fact" d ON d."id" = l."dossierId"
        WHERE l."state" = 'issued' AND l."fileHash" IS NOT NULL AND l."id" > $1 ORDER BY l."id" LIMIT ${String(limit)}`,
      [after],
    );
  }
}
