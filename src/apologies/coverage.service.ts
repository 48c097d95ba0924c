import { Injectable } from '@nestjs/common';
import type { Cause } from '../domain/apology/obligation.js';
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

export interface Coverage {
  readonly opened: number;
  readonly drafted: number;
  readonly issued: number;
  readonly delivered: number;
  readonly presumedDelivered: number;
  readonly waived: number;
  readonly historic: number;
  readonly createdRate: number | null;
  readonly issuedRate: number | null;
  readonly deliveredRate: number | null;
  readonly timelyRate: number | null;
  readonly byDossier: { readonly opened: number; readonly issued: number; readonly issuedRate: number | null };
  readonly missing: readonly Missing[];
  /** how many are missing in all; `missing` shows the first of them */
  readonly missingTotal: number;
}

/** The longest list of missing letters one answer holds. */
const SHOWN = 500;

type Sums = Record<
  | 'opened'
  | 'drafted'
  | 'issued'
  | 'delivered'
  | 'presumed'
  | 'waived'
  | 'historic'
  | 'timely'
  | 'dossiers'
  | 'dossiersIssued',
  number
>;

/** Who is still owed an apology: a list that must be empty. */
@Injectable()
export class CoverageService {
  constructor(private readonly database: Database) {}

  /**
   * Coverage of the obligations opened in a period. `opened` is all but historic and averted; missing is exactly what
   * is still owed; rates divide by `opened`, so that a waiver shows, and are null when nothing was opened.
   *
   * Source: acts.md, Coverage; R31, R32.
   */
  async of(question: CoverageQuestion): Promise<Coverage> {
    const [sums, missing] = await Promise.all([this.sums(question), this.missing(question)]);
    const share = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);
    return {
      opened: sums.opened,
      drafted: sums.drafted,
      issued: sums.issued,
      delivered: sums.delivered,
      presumedDelivered: sums.presumed,
      waived: sums.waived,
      historic: sums.historic,
      createdRate: share(sums.drafted, sums.opened),
      issuedRate: share(sums.issued, sums.opened),
      deliveredRate: share(sums.delivered + sums.presumed, sums.opened),
      timelyRate: share(sums.timely, sums.opened),
      byDossier: {
        opened: sums.dossiers,
        issued: sums.dossiersIssued,
        issuedRate: share(sums.dossiersIssued, sums.dossiers),
      },
      missing,
      missingTotal: sums.opened - sums.issued - sums.waived,
    };
  }

  private async sums(question: CoverageQuestion): Promise<Sums> {
    const [where, params] = conditions(question);
    const count = (condition: string): string =>
      `CAST(COALESCE(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0) AS integer)`;
    const counted = `o."state" IN ('owed', 'settled', 'waived')`;
    const message = (state: string): string =>
      `EXISTS (SELECT 1 FROM "message" m WHERE m."subjectId" = o."letterId" AND m."kind" = 'apology_letter' AND m."state" = '${state}')`;
    const [row] = await this.database.query<Sums>(
      `SELECT ${count(counted)} AS "opened",
              ${count(`${counted} AND EXISTS (SELECT 1 FROM "letter_obligation" l WHERE l."obligationId" = o."id" AND l."living")`)} AS "drafted",
              ${count(`o."state" = 'settled'`)} AS "issued",
              ${count(`o."state" = 'settled' AND ${message('delivered')}`)} AS "delivered",
              ${count(`o."state" = 'settled' AND ${message('presumed_delivered')}`)} AS "presumed",
              ${count(`o."state" = 'waived'`)} AS "waived",
              ${count(`o."state" = 'historic'`)} AS "historic",
              ${count(`o."state" = 'settled' AND o."timely"`)} AS "timely",
              CAST(count(DISTINCT CASE WHEN ${counted} THEN o."dossierId" END) AS integer) AS "dossiers",
              CAST(count(DISTINCT CASE WHEN o."state" = 'settled' THEN o."dossierId" END) AS integer) AS "dossiersIssued"
         FROM "obligation_fact" o ${where}`,
      params,
    );
    if (!row) throw new Error('a sum answers one row');
    return row;
  }

  private async missing(question: CoverageQuestion): Promise<Missing[]> {
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
