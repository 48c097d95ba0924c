import { Injectable } from '@nestjs/common';
import type { Cause } from '../domain/apology/cause.js';
import type { Holding } from '../domain/dossier/stages.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { placeholders, type SqlValue } from '../platform/database/sql.js';
import type { ListRow } from './dossier-list.repository.js';
import { fromRow } from './dossier.row.js';

const RUNNING = 'd."finishedAt" IS NULL AND d."voidedAt" IS NULL';

/** A dossier whose citizen was asked for papers, and when. */
export interface AskedRow extends ListRow {
  readonly askedAt: Instant;
}

/** A fault that somebody reported and nobody has judged. */
export interface ReportedRow {
  readonly dossierId: string;
  readonly code: string;
  readonly procedureVersionId: string;
  readonly cause: Cause;
  readonly reportedAt: Instant;
}

/** What lies on one person's or one unit's desk. Each reads an index of its own, and no further than its limit. */
@Injectable()
export class WaitingRepository {
  constructor(private readonly database: Database) {}

  /** What somebody holds and has not handed on, the clock running; what is due first stands first. */
  held(unitCode: string, username: string, limit: number): Promise<ListRow[]> {
    return this.rows(
      `d."holderUnitCode" = $1 AND d."holderUsername" = $2 AND ${RUNNING} AND d."lateFrom" IS NOT NULL
         AND d."pendingHandOverId" IS NULL ORDER BY d."lateFrom", d."id"`,
      [unitCode, username],
      limit,
    );
  }

  /** What lies in a unit and has been given to nobody. */
  unassigned(unitCode: string, limit: number): Promise<ListRow[]> {
    return this.rows(
      `d."holderUnitCode" = $1 AND d."holderUsername" IS NULL AND ${RUNNING} AND d."lateFrom" IS NOT NULL
         AND d."pendingHandOverId" IS NULL ORDER BY d."lateFrom", d."id"`,
      [unitCode],
      limit,
    );
  }

  /** On its way to a unit: to nobody by name, or to one of these people. */
  arriving(unitCode: string, usernames: readonly string[], limit: number): Promise<ListRow[]> {
    return this.rows(
      `d."pendingHandOverId" IS NOT NULL AND d."pendingUnitCode" = $1
         AND (d."pendingUsername" IS NULL OR d."pendingUsername" IN (${placeholders(usernames.length, 2)}))
         AND ${RUNNING} ORDER BY d."lateFrom", d."id"`,
      [unitCode, ...usernames],
      limit,
    );
  }

  /** Filings that a desk has to answer (R8). */
  filings(unitCode: string, limit: number): Promise<ListRow[]> {
    return this.rows(
      `d."unitCode" = $1 AND d."answerDueAt" IS NOT NULL AND d."status" = 'submitted'
        ORDER BY d."answerDueAt", d."id"`,
      [unitCode],
      limit,
    );
  }

  /** Whose papers a desk waits for, those asked for before `askedBefore` (R15). Looks at `limit` of them. */
  async unanswered(unitCode: string, askedBefore: Instant, limit: number): Promise<AskedRow[]> {
    const rows = await this.database.query(
      `SELECT d.*, p."name" AS "applicantName", r."askedAt" AS "askedAt"
         FROM (SELECT * FROM "dossier" WHERE "unitCode" = $1 AND "status" = 'awaiting_supplement'
                ORDER BY "lastEventAt", "id" LIMIT ${String(limit)}) d
         JOIN "supplement_request" r ON r."dossierId" = d."id" AND r."receivedAt" IS NULL AND r."askedAt" < $2
         LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        ORDER BY r."askedAt", d."id"`,
      [unitCode, writeInstant(askedBefore)],
    );
    return rows.map((row) => ({
      dossier: fromRow(row),
      applicantName: (row['applicantName'] as string | null) ?? '',
      askedAt: readInstant(row['askedAt']),
    }));
  }

  /**
   * Faults nobody has judged, of dossiers that a unit received, which this person did not work on.
   *
   * @param decided of those the unit decides, too
   */
  async faults(
    unitCode: string,
    username: string,
    handling: readonly string[],
    decided: boolean,
    limit: number,
  ): Promise<ReportedRow[]> {
    const here = decided ? '(d."unitCode" = $1 OR d."responsibleUnitCode" = $1)' : 'd."unitCode" = $1';
    const rows = await this.database.query(
      `SELECT f."dossierId", f."cause", f."reportedAt", d."code", d."procedureVersionId"
         FROM "dossier_fault" f JOIN "dossier" d ON d."id" = f."dossierId"
        WHERE f."state" = 'reported' AND ${here}
          AND NOT EXISTS (SELECT 1 FROM "dossier_event" e
                           WHERE e."dossierId" = f."dossierId" AND e."actor" = $2
                             AND e."act" IN (${placeholders(handling.length, 3)}))
        ORDER BY f."reportedAt", f."id" LIMIT ${String(limit)}`,
      [unitCode, username, ...handling],
    );
    return rows.map((row) => ({
      dossierId: row['dossierId'] as string,
      code: row['code'] as string,
      procedureVersionId: row['procedureVersionId'] as string,
      cause: row['cause'] as Cause,
      reportedAt: readInstant(row['reportedAt']),
    }));
  }

  /** Dossiers of a list by their ids, with their applicants. */
  byIds(ids: readonly string[]): Promise<ListRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.rows(`d."id" IN (${placeholders(ids.length)}) ORDER BY d."lateFrom", d."id"`, ids, ids.length);
  }

  /** Where dossiers have been taken over since their receipt, in order. */
  async acknowledgements(ids: readonly string[]): Promise<Map<string, Holding[]>> {
    const taken = new Map<string, Holding[]>();
    if (ids.length === 0) return taken;
    const rows = await this.database.query(
      `SELECT "dossierId", "toUnitCode", "acknowledgedAt" FROM "hand_over"
        WHERE "dossierId" IN (${placeholders(ids.length)}) AND "acknowledgedAt" IS NOT NULL ORDER BY "sentAt", "id"`,
      ids,
    );
    for (const row of rows) {
      const id = row['dossierId'] as string;
      const holding = { unitCode: row['toUnitCode'] as string, from: readInstant(row['acknowledgedAt']) };
      taken.set(id, [...(taken.get(id) ?? []), holding]);
    }
    return taken;
  }

  private async rows(where: string, params: readonly SqlValue[], limit: number): Promise<ListRow[]> {
    const rows = await this.database.query(
      `SELECT d.*, p."name" AS "applicantName" FROM "dossier" d
         LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        WHERE ${where} LIMIT ${String(limit)}`,
      params,
    );
    return rows.map((row) => ({ dossier: fromRow(row), applicantName: (row['applicantName'] as string | null) ?? '' }));
  }
}
