import { Injectable } from '@nestjs/common';
import type { Cause } from '../domain/apology/obligation.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant } from '../platform/database/instant-column.js';
import { placeholders } from '../platform/database/sql.js';

export interface CoverageQuestion {
  /** days of opening, both inside; null: from the beginning, until now */
  readonly from: string | null;
  readonly to: string | null;
  readonly unitCodes: readonly string[];
}

export interface Missing {
  readonly dossierCode: string;
  readonly cause: Cause;
  readonly since: Instant;
  readonly letterId: string | null;
}

/** The longest list of missing letters one answer holds. */
const SHOWN = 500;

/** Obligations counted by what became of them. */
export type Sums = Record<
  | 'opened'
  | 'drafted'
  | 'issued'
  | 'automatic'
  | 'delivered'
  | 'presumed'
  | 'waived'
  | 'waivedWithProof'
  | 'outside'
  | 'historic'
  | 'late'
  | 'timely'
  | 'dossiers'
  | 'dossiersIssued',
  number
>;

/** Obligations of one cause and one fault. */
export interface Part {
  readonly cause: Cause;
  readonly fault: Fault;
  readonly opened: number;
  readonly issued: number;
  readonly waived: number;
  readonly historic: number;
}

const COUNTED = `o."state" IN ('owed', 'settled', 'waived')`;

const count = (condition: string): string =>
  `CAST(COALESCE(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0) AS integer)`;

@Injectable()
export class CoverageRepository {
  constructor(private readonly database: Database) {}

  async sums(question: CoverageQuestion): Promise<Sums> {
    const [where, params] = conditions(question);
    const counted = COUNTED;
    const message = (state: string): string =>
      `EXISTS (SELECT 1 FROM "message" m WHERE m."subjectId" = o."letterId" AND m."kind" = 'apology_letter' AND m."state" = '${state}')`;
    const [row] = await this.database.query<Sums>(
      `SELECT ${count(counted)} AS "opened",
              ${count(`${counted} AND EXISTS (SELECT 1 FROM "letter_obligation" l WHERE l."obligationId" = o."id" AND l."living")`)} AS "drafted",
              ${count(`o."state" = 'settled'`)} AS "issued",
              ${count(`o."state" = 'settled' AND EXISTS (SELECT 1 FROM "letter" l WHERE l."id" = o."letterId" AND l."mode" = 'auto')`)} AS "automatic",
              ${count(`o."state" = 'settled' AND ${message('delivered')}`)} AS "delivered",
              ${count(`o."state" = 'settled' AND ${message('presumed_delivered')}`)} AS "presumed",
              ${count(`o."state" = 'waived'`)} AS "waived",
              ${count(`o."state" = 'waived' AND o."waiverProof" IS NOT NULL`)} AS "waivedWithProof",
              ${count(`o."state" = 'settled' AND o."outsideNumber" IS NOT NULL`)} AS "outside",
              ${count(`o."state" = 'historic'`)} AS "historic",
              ${count(`${counted} AND o."cause" = 'late'`)} AS "late",
              ${count(`o."state" = 'settled' AND o."cause" = 'late' AND o."timely"`)} AS "timely",
              CAST(count(DISTINCT CASE WHEN ${counted} THEN o."dossierId" END) AS integer) AS "dossiers",
              CAST(count(DISTINCT CASE WHEN o."state" = 'settled' THEN o."dossierId" END) AS integer) AS "dossiersIssued"
         FROM "obligation_fact" o ${where}`,
      params,
    );
    if (!row) throw new Error('a sum answers one row');
    return row;
  }

  /** The same obligations by what they are owed for, and by whose fault it was. */
  async parts(question: CoverageQuestion): Promise<Part[]> {
    const [where, params] = conditions(question);
    return this.database.query<Part>(
      `SELECT o."cause", o."fault", ${count(COUNTED)} AS "opened", ${count(`o."state" = 'settled'`)} AS "issued",
              ${count(`o."state" = 'waived'`)} AS "waived", ${count(`o."state" = 'historic'`)} AS "historic"
         FROM "obligation_fact" o ${where} GROUP BY o."cause", o."fault"`,
      params,
    );
  }

  async missing(question: CoverageQuestion): Promise<Missing[]> {
    const [where, params] = conditions(question);
    const rows = await this.database.query(
      `SELECT o."dossierCode", o."cause", o."since",
              (SELECT l."letterId" FROM "letter_obligation" l WHERE l."obligationId" = o."id" AND l."living") AS "letterId"
         FROM "obligation_fact" o ${where} AND o."state" = 'owed' ORDER BY o."since", o."id" LIMIT ${String(SHOWN)}`,
      params,
    );
    return rows.map((row) => ({
      dossierCode: row['dossierCode'] as string,
      cause: row['cause'] as Cause,
      since: readInstant(row['since']),
      letterId: row['letterId'] as string | null,
    }));
  }
}

function conditions({ from, to, unitCodes }: CoverageQuestion): [string, string[]] {
  const parts = [`o."unitCode" IN (${placeholders(unitCodes.length)})`];
  const params = [...unitCodes];
  if (from !== null) parts.push(`o."openedDay" >= $${String(params.push(from))}`);
  if (to !== null) parts.push(`o."openedDay" <= $${String(params.push(to))}`);
  return [`WHERE ${parts.join(' AND ')}`, params];
}
