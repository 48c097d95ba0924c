import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '../domain/apology/letter-facts.js';
import type { Cause } from '../domain/apology/obligation.js';
import { adjustmentStatements, openTailStatements, stageTailStatements, tailStatements } from '../counting/tail.js';
import type { Decision, OwedObligation } from '../domain/dossier/decision.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import type { StageTime } from '../domain/dossier/stages.js';
import type { StageMovement } from '../domain/kpi/stage-time.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { movementsOf } from '../domain/kpi/movements.js';
import { stockMovements } from '../domain/kpi/open-stock.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { writeInstant } from '../platform/database/instant-column.js';
import { placeholders, type Queries, type Statement, type Tx } from '../platform/database/sql.js';
import { fromRow } from './dossier.row.js';
import { birthStatements, recordDecision, type Birth, type Follow } from './record/decision-record.js';
import { searchStatements } from './search/follow-search.js';

/** Fixed SQL for the acts: one read, one batch. */
@Injectable()
export class DossiersRepository {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_found` */
  async byCode(from: Queries, code: string): Promise<Dossier> {
    return this.one(from, 'SELECT * FROM "dossier" WHERE "code" = $1', code);
  }

  /** Which of its secrets a dossier stands at; null for a code that is none. No more of it is read. */
  async trackingSerial(from: Queries, code: string): Promise<number | null> {
    const [row] = await from.query<{ serial: number }>(
      'SELECT "trackingSerial" AS "serial" FROM "dossier" WHERE "code" = $1',
      [code],
    );
    return row ? row.serial : null;
  }

  /**
   * A dossier with how its first promise came about, and whether anything was ever owed for it, at one look.
   *
   * @returns `trace`: JSON, null before there is a promise
   */
  async withTrace(
    from: Queries,
    code: string,
  ): Promise<{ readonly dossier: Dossier; readonly trace: string | null; readonly owing: boolean }> {
    const [row] = await from.query(
      `SELECT d.*,
              (SELECT p."trace" FROM "promise" p WHERE p."dossierId" = d."id" ORDER BY p."seq" LIMIT 1) AS "trace",
              EXISTS (SELECT 1 FROM "obligation" o WHERE o."dossierId" = d."id") AS "owing"
         FROM "dossier" d WHERE d."code" = $1`,
      [code],
    );
    if (!row) throw noSuchDossier();
    return { dossier: fromRow(row), trace: row['trace'] as string | null, owing: Boolean(row['owing']) };
  }

  /** @throws DomainError `not_found` */
  async byId(from: Queries, id: string): Promise<Dossier> {
    return this.one(from, 'SELECT * FROM "dossier" WHERE "id" = $1', id);
  }

  /** The dossiers with these ids, as many as there are, in the order of their lateness. */
  async byIds(from: Queries, ids: readonly string[]): Promise<Dossier[]> {
    const rows = await from.query(
      `SELECT * FROM "dossier" WHERE "id" IN (${placeholders(ids.length)}) ORDER BY "lateFrom", "id"`,
      ids,
    );
    return rows.map(fromRow);
  }

  private async one(from: Queries, sql: string, key: string): Promise<Dossier> {
    const [row] = await from.query(sql, [key]);
    if (!row) throw noSuchDossier();
    return fromRow(row);
  }

  /**
   * Ids of open dossiers whose promise is broken and not yet noted, the oldest first: reads a partial index that
   * holds nothing else, so it costs what is late, not what there is. What another system works and has not vouched for
   * (`mirrors/`) is not in it.
   *
   * @param skip how many at the head to pass over
   */
  async breached(from: Queries, now: Instant, limit: number, skip: number): Promise<string[]> {
    const rows = await from.query<{ id: string }>(
      `SELECT "id" FROM "dossier"
        WHERE "finishedAt" IS NULL AND NOT "breachNoted" AND NOT "awaitsSource" AND "lateFrom" <= $1
        ORDER BY "lateFrom", "id" LIMIT ${String(limit)} OFFSET ${String(skip)}`,
      [writeInstant(now)],
    );
    return rows.map(({ id }) => id);
  }

  /** Is its lateness not to be noted before the system that works it has vouched for it? */
  async awaitsSource(from: Queries, id: string): Promise<boolean> {
    const rows = await from.query('SELECT 1 AS "one" FROM "dossier" WHERE "id" = $1 AND "awaitsSource"', [id]);
    return rows.length === 1;
  }

  /** The voided dossier of a desk with this code, and which one replaces it; none when it is no such dossier. */
  voidedOf(from: Queries, unitCode: string, code: string): Promise<{ readonly replacedBy: string | null }[]> {
    return from.query(
      `SELECT n."code" AS "replacedBy" FROM "dossier" d LEFT JOIN "dossier" n ON n."replacesCode" = d."code"
        WHERE d."code" = $1 AND d."unitCode" = $2 AND d."voidedAt" IS NOT NULL`,
      [code, unitCode],
    );
  }

  /** Locks the row against change until the transaction ends (on SQLite it is alone anyway). */
  async isStill(tx: Tx, id: string, version: number): Promise<boolean> {
    const lock = this.database.engine === 'postgres' ? ' FOR SHARE' : '';
    const rows = await tx.query(`SELECT 1 AS "one" FROM "dossier" WHERE "id" = $1 AND "version" = $2${lock}`, [
      id,
      version,
    ]);
    return rows.length === 1;
  }

  /** What is still owed for a dossier. */
  async owed(from: Queries, dossierId: string): Promise<OwedObligation[]> {
    const rows = await from.query<{ id: string; cause: Cause; fault: Fault; numberedAt: unknown }>(
      `SELECT "id", "cause", "fault", "numberedAt" FROM "obligation" WHERE "dossierId" = $1 AND "state" = 'owed'`,
      [dossierId],
    );
    return rows.map(({ id, cause, fault, numberedAt }) => ({ id, cause, fault, numbered: numberedAt !== null }));
  }

  /** A letter has taken its number for them: from now on they end only by a letter. */
  async nameNumbered(tx: Tx, ids: readonly string[], at: Instant | null): Promise<void> {
    for (const id of ids) {
      await tx.execute('UPDATE "obligation" SET "numberedAt" = $1 WHERE "id" = $2', [writeInstant(at), id]);
    }
  }

  /**
   * Writes all of a decision, or nothing.
   *
   * @param salt drawn before the transaction
   * @throws DomainError `dossier.changed_meanwhile` when another officer saved first
   */
  record(tx: Tx, decision: Decision, salt: string, birth?: Birth): Promise<void> {
    return recordDecision(tx, decision, salt, followed(this.clock.now()), birth);
  }

  /** All that a birth writes, for a transaction that draws its code. */
  birth(decision: Decision, salt: string, birth: Birth): Statement[] {
    return birthStatements(decision, salt, followed(this.clock.now()), birth);
  }
}

function noSuchDossier(): DomainError {
  return new DomainError('not_found', 'there is no such dossier');
}

/**
 * Lists, searches and figures stand as the dossier does, from the same moment on.
 *
 * @param now when it is written: what is written of a day before may be of one that a report has closed
 */
function followed(now: Instant): Follow {
  return ({ before, dossier, stageTimes = [] }, birth) => {
    const { id, eventSeq } = dossier;
    const movements = movementsOf(before, dossier);
    return [
      ...searchStatements(before, dossier, birth?.parties ?? []),
      ...tailStatements(id, eventSeq, movements),
      ...openTailStatements(id, eventSeq, stockMovements(before, dossier)),
      ...adjustmentStatements(id, eventSeq, movements, localDate(now)),
      ...stageTailStatements(id, eventSeq, stageMovements(dossier, stageTimes)),
    ];
  };
}

function stageMovements({ procedureCode, settlement }: Dossier, stageTimes: readonly StageTime[]): StageMovement[] {
  if (settlement === null) return [];
  const { finishedDay: day } = settlement;
  return stageTimes
    .filter(({ from }) => from !== null)
    .map(({ no, unitCode, heldMinutes, blameMinutes }) => ({
      ...{ unitCode, procedureCode, stageNo: no, day, n: 1 },
      ...{ heldMinutes, lateMinutes: blameMinutes },
    }));
}
