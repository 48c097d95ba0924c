import { Injectable } from '@nestjs/common';
import type { Cause } from '../domain/apology/cause.js';
import type { DetectedBy } from '../domain/apology/fault-kinds.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import type { Letter } from '../domain/apology/letter.js';
import type { LimitUnit } from '../domain/procedure/time-limit.js';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { insert, placeholders, type Row, type Tx } from '../platform/database/sql.js';
import { letterOf } from './letter.row.js';

/** An obligation nobody has written a letter for yet. */
export interface Owed {
  readonly id: string;
  readonly dossierId: string;
  readonly cause: Cause;
  readonly unitCode: string;
  readonly fault: Fault;
  readonly since: Instant;
  readonly openedAt: Instant;
}

/** A promise that is about to break, and nobody has said so. */
export interface PromiseNearDue {
  readonly dossierId: string;
  readonly responsibleUnitCode: string;
  readonly acceptedAt: Instant;
  readonly statutoryDueAt: Instant;
  readonly lateFrom: Instant;
  readonly limitUnit: LimitUnit;
}

/** A confirmed fault, as far as a letter speaks of it. */
export interface ConfirmedFault {
  readonly cause: Cause;
  readonly kind: string;
  readonly detectedBy: DetectedBy;
  readonly correctedOn: PlainDate | null;
}

const COLUMNS = 'o."id", o."dossierId", o."cause", o."unitCode", o."fault", o."since", o."openedAt"';
const LIVING = `EXISTS (SELECT 1 FROM "letter_obligation" lo WHERE lo."obligationId" = o."id" AND lo."living")`;

/** Between what is owed and the letters that are to settle it. */
@Injectable()
export class OwedRepository {
  constructor(private readonly database: Database) {}

  /**
   * Owed, no living letter yet, and nobody else was asked for one; the oldest first. Reads the partial index of what is
   * owed, from where the last look ended.
   *
   * @param after the last one seen; null: from the beginning
   */
  async withoutLetter(limit: number, after: Pick<Owed, 'openedAt' | 'id'> | null): Promise<Owed[]> {
    const from = after === null ? '' : ' AND (o."openedAt", o."id") > ($1, $2)';
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "obligation_fact" o
        WHERE o."state" = 'owed' AND o."outsideAskedAt" IS NULL AND NOT ${LIVING}${from}
        ORDER BY o."openedAt", o."id" LIMIT ${String(limit)}`,
      after === null ? [] : [writeInstant(after.openedAt), after.id],
    );
    return rows.map(owedOf);
  }

  /** The owed obligations of a dossier that a new letter may settle. */
  async of(dossierId: string): Promise<Owed[]> {
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "obligation_fact" o
        WHERE o."state" = 'owed' AND o."dossierId" = $1 ORDER BY o."openedAt", o."id"`,
      [dossierId],
    );
    return rows.map(owedOf);
  }

  /** The same without those that have a living letter, or whose letter another agency was asked for. */
  async openOf(dossierId: string): Promise<Owed[]> {
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "obligation_fact" o
        WHERE o."state" = 'owed' AND o."dossierId" = $1 AND o."outsideAskedAt" IS NULL AND NOT ${LIVING}
        ORDER BY o."openedAt", o."id"`,
      [dossierId],
    );
    return rows.map(owedOf);
  }

  /** Drafts that the service itself began and nobody has approved, forecasts too: what else is owed may join them. */
  async ownDrafts(dossierIds: readonly string[], by: string): Promise<Map<string, Letter>> {
    if (dossierIds.length === 0) return new Map();
    const rows = await this.database.query(
      `SELECT * FROM "letter" WHERE "dossierId" IN (${placeholders(dossierIds.length, 2)})
          AND "state" = 'drafted' AND "draftedBy" = $1 ORDER BY "draftedAt" DESC, "id" DESC`,
      [by, ...dossierIds],
    );
    return new Map(rows.map((row) => [row['dossierId'] as string, letterOf(row)]));
  }

  async join(tx: Tx, letterId: string, obligationIds: readonly string[]): Promise<void> {
    await tx.vouch('letter_obligation', ...obligationIds.map((id) => [letterId, id] as const));
    await tx.batch(
      obligationIds.map((obligationId) => insert('letter_obligation', { letterId, obligationId, living: true })),
    );
  }

  /** The letter without a number that is to settle an obligation, and how many others of it are owed. */
  async unnumberedFor(tx: Tx, obligationId: string): Promise<{ letter: Letter; others: number } | null> {
    const [row] = await tx.query(
      `SELECT l.*, (SELECT CAST(count(*) AS integer) FROM "letter_obligation" x
                      JOIN "obligation_fact" o ON o."id" = x."obligationId"
                     WHERE x."letterId" = l."id" AND x."living" AND o."state" = 'owed'
                       AND o."id" <> lo."obligationId") AS "others"
         FROM "letter_obligation" lo JOIN "letter" l ON l."id" = lo."letterId"
        WHERE lo."obligationId" = $1 AND lo."living" AND l."state" IN ('drafted', 'approved')`,
      [obligationId],
    );
    return row ? { letter: letterOf(row), others: row['others'] as number } : null;
  }

  async unlink(tx: Tx, letterId: string, obligationId: string): Promise<void> {
    await tx.vouch('letter_obligation', [letterId, obligationId]);
    await tx.execute('UPDATE "letter_obligation" SET "living" = FALSE WHERE "letterId" = $1 AND "obligationId" = $2', [
      letterId,
      obligationId,
    ]);
  }

  /**
   * Letters without a number for which nothing is owed any more. They are counted, letter by letter: asked whether one
   * EXISTS, a PostgreSQL that has not looked at its tables yet reads all that is owed for each letter.
   */
  async idle(limit: number, skip: number): Promise<Letter[]> {
    const rows = await this.database.query(
      `SELECT l.* FROM "letter" l
        WHERE l."state" IN ('drafted', 'approved') AND NOT l."forecast" AND (
          SELECT COALESCE(sum(CASE WHEN o."state" = 'owed' THEN 1 ELSE 0 END), 0)
            FROM "letter_obligation" lo JOIN "obligation_fact" o ON o."id" = lo."obligationId"
           WHERE lo."letterId" = l."id" AND lo."living") = 0
        ORDER BY l."draftedAt", l."id" LIMIT ${String(limit)} OFFSET ${String(skip)}`,
    );
    return rows.map(letterOf);
  }

  /**
   * Forecasts that did not come true, or are not needed: the dossier is settled, waits for the citizen, got more time,
   * was voided or is worked by another system, or its lateness ended or has another letter.
   *
   * @param horizon the latest `lateFrom` that is forecast now
   */
  async idleForecasts(horizon: Instant, limit: number, skip: number): Promise<Letter[]> {
    const rows = await this.database.query(
      `SELECT l.* FROM "letter" l LEFT JOIN "dossier_fact" d ON d."id" = l."dossierId"
        WHERE l."forecast" AND l."state" = 'drafted'
          AND (d."id" IS NULL OR d."finishedDay" IS NOT NULL OR d."lateFrom" IS NULL OR d."lateFrom" > $1
               OR EXISTS (SELECT 1 FROM "mirror_fact" m WHERE m."dossierId" = d."id" AND m."vouchedUntil" < m."lateFrom")
               OR EXISTS (
            SELECT 1 FROM "obligation_fact" o WHERE o."dossierId" = l."dossierId" AND o."cause" = 'late'
               AND (o."state" <> 'owed' OR ${LIVING})))
        ORDER BY l."draftedAt", l."id" LIMIT ${String(limit)} OFFSET ${String(skip)}`,
      [writeInstant(horizon)],
    );
    return rows.map(letterOf);
  }

  /**
   * Promises of several days between now and the horizon for which nothing was declared and nothing is drafted, the
   * nearest first. Reads the partial index of what may still break, between two instants.
   */
  async nearDue(now: Instant, horizon: Instant, after: PromiseNearDue | null): Promise<PromiseNearDue[]> {
    const since = after === null ? '' : ' AND (p."lateFrom", p."dossierId") > ($3, $4)';
    const rows = await this.database.query(
      `SELECT p.* FROM "promise_near_due" p
        WHERE p."lateFrom" > $1 AND p."lateFrom" <= $2${since}
          AND p."limitUnit" IN ('working_day', 'calendar_day')
          AND NOT EXISTS (SELECT 1 FROM "letter" l
                           WHERE l."dossierId" = p."dossierId" AND l."forecast" AND l."state" = 'drafted')
        ORDER BY p."lateFrom", p."dossierId" LIMIT ${String(NEAR_AT_ONCE)}`,
      [
        writeInstant(now),
        writeInstant(horizon),
        ...(after === null ? [] : [writeInstant(after.lateFrom), after.dossierId]),
      ],
    );
    return rows.map((row) => ({
      ...(row as unknown as PromiseNearDue),
      acceptedAt: readInstant(row['acceptedAt']),
      statutoryDueAt: readInstant(row['statutoryDueAt']),
      lateFrom: readInstant(row['lateFrom']),
    }));
  }

  /** The confirmed faults behind some obligations, in the order in which they were judged. */
  async faults(obligationIds: readonly string[]): Promise<ConfirmedFault[]> {
    if (obligationIds.length === 0) return [];
    return this.database.query<ConfirmedFault>(
      `SELECT f."cause", f."kind", f."detectedBy", f."correctedOn" FROM "fault_fact" f
        WHERE f."obligationId" IN (${placeholders(obligationIds.length)}) AND f."state" = 'confirmed'
        ORDER BY f."judgedAt", f."id"`,
      obligationIds,
    );
  }
}

/** Rows of one look at what is near its due. */
export const NEAR_AT_ONCE = 100;

function owedOf(row: Row): Owed {
  return { ...(row as unknown as Owed), since: readInstant(row['since']), openedAt: readInstant(row['openedAt']) };
}
