import { Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import type { Decision, HandOverChange } from '../domain/dossier/decision.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import type { PromiseRow } from '../domain/promise/ledger.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import type { NewObligation } from '../domain/apology/obligation.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { writeInstant } from '../platform/database/instant-column.js';
import {
  insert,
  isUniqueViolation,
  type Queries,
  type Row,
  type SqlValue,
  type Statement,
  type Tx,
} from '../platform/database/sql.js';
import { fromRow, toBirthColumns, toColumns } from './dossier.row.js';
import { CHAIN_START, seal } from './history.js';

/** What a birth writes besides the decision: the parties and what the slip prints. */
export interface Birth {
  readonly columns: Readonly<Record<string, SqlValue>>;
  readonly parties: readonly Readonly<Record<string, SqlValue>>[];
}

/** The letter that settles obligations; `timely`: issued within R17's limit. */
export interface SettledBy {
  readonly letterId: string;
  readonly at: Instant;
  readonly timely: boolean;
  /** whose fault the letter says it was: the signer's word replaces what was assumed when it opened */
  readonly fault: Fault;
}

/** Fixed SQL for the acts: one read, one batch. */
@Injectable()
export class DossiersRepository {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `not_found` */
  async byCode(from: Queries, code: string): Promise<Dossier> {
    return this.one(from, 'SELECT * FROM "dossier" WHERE "code" = $1', code);
  }

  /** @throws DomainError `not_found` */
  async byId(from: Queries, id: string): Promise<Dossier> {
    return this.one(from, 'SELECT * FROM "dossier" WHERE "id" = $1', id);
  }

  private async one(from: Queries, sql: string, key: string): Promise<Dossier> {
    const [row] = await from.query(sql, [key]);
    if (!row) throw new DomainError('not_found', 'there is no such dossier');
    return fromRow(row);
  }

  /**
   * Ids of open dossiers whose promise is broken and not yet noted, the oldest first: reads a partial index that
   * holds nothing else, so it costs what is late, not what there is.
   *
   * @param skip how many at the head to pass over
   */
  async breached(from: Queries, now: Instant, limit: number, skip: number): Promise<string[]> {
    const rows = await from.query<{ id: string }>(
      `SELECT "id" FROM "dossier"
        WHERE "finishedAt" IS NULL AND NOT "breachNoted" AND "lateFrom" <= $1
        ORDER BY "lateFrom", "id" LIMIT ${String(limit)} OFFSET ${String(skip)}`,
      [writeInstant(now)],
    );
    return rows.map(({ id }) => id);
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

  async promiseCount(from: Queries, dossierId: string): Promise<number> {
    const [row] = await from.query<{ n: number }>(
      'SELECT CAST(count(*) AS integer) AS "n" FROM "promise" WHERE "dossierId" = $1',
      [dossierId],
    );
    return row?.n ?? 0;
  }

  /** @returns how many were still owed */
  async settleObligations(tx: Tx, ids: readonly string[], { letterId, at, timely, fault }: SettledBy): Promise<number> {
    let settled = 0;
    for (const id of ids) {
      settled += await tx.execute(
        `UPDATE "obligation" SET "state" = 'settled', "settledAt" = $1, "letterId" = $2, "timely" = $3, "fault" = $4
          WHERE "id" = $5 AND "state" = 'owed'`,
        [writeInstant(at), letterId, timely, fault, id],
      );
    }
    return settled;
  }

  /**
   * Writes all of a decision, or nothing.
   *
   * @param salt drawn before the transaction
   * @throws DomainError `dossier.changed_meanwhile` when another officer saved first
   */
  async record(tx: Tx, decision: Decision, salt: string, birth?: Birth): Promise<void> {
    const { before, dossier, event } = decision;
    const sealed = seal(before?.chainHash ?? CHAIN_START, dossier.eventSeq, event, salt);
    const key = { dossierId: dossier.id, seq: dossier.eventSeq };
    const statements: Statement[] = [
      before ? guardedUpdate(dossier, before.version, sealed.hash) : created(dossier, sealed.hash, birth),
      insert('dossier_event', {
        ...key,
        act: event.act,
        actor: event.by,
        at: writeInstant(event.at),
        payloadDigest: sealed.payloadDigest,
        hash: sealed.hash,
      }),
      insert('dossier_event_payload', { ...key, ...sealed.payload }),
      ...(birth?.parties ?? []).map((party) => insert('dossier_party', { dossierId: dossier.id, ...party })),
      ...decision.promises.map((row) => promiseRow(dossier.id, row)),
      ...decision.obligations.map((row) => obligationRow(dossier.id, row)),
      ...decision.handOvers.map((change) => handOverRow(decision, change)),
    ];
    const [changed] = await tx.batch(statements).catch((error: unknown) => {
      // Whoever was first has also taken the number of the event: the guard and that row say the same thing.
      throw before && isUniqueViolation(error) ? changedMeanwhile(dossier) : error;
    });
    if (changed !== 1) throw changedMeanwhile(dossier);
  }
}

function changedMeanwhile({ code }: Dossier): DomainError {
  return new DomainError('dossier.changed_meanwhile', 'somebody else changed this dossier meanwhile', { code });
}

function created(dossier: Dossier, chainHash: string, birth: Birth | undefined): Statement {
  return insert('dossier', { ...toBirthColumns(dossier), ...toColumns(dossier), ...birth?.columns, chainHash });
}

function guardedUpdate(dossier: Dossier, version: number, chainHash: string): Statement {
  const columns: Row = { ...toColumns(dossier), chainHash };
  const names = Object.keys(columns);
  return {
    sql: `UPDATE "dossier" SET ${names.map((name, i) => `"${name}" = $${String(i + 3)}`).join(', ')} WHERE "id" = $1 AND "version" = $2`,
    params: [dossier.id, version, ...(Object.values(columns) as SqlValue[])],
  };
}

function promiseRow(dossierId: string, row: PromiseRow): Statement {
  return insert('promise', {
    dossierId,
    seq: row.seq,
    kind: row.kind,
    at: writeInstant(row.at),
    by: row.by,
    previousDueAt: writeInstant(row.previousDueAt),
    statutoryDueAt: writeInstant(row.statutoryDueAt),
    currentDueAt: writeInstant(row.currentDueAt),
    lateFrom: writeInstant(row.lateFrom),
    reason: row.reason,
    letterId: row.letterId,
    trace: JSON.stringify(row.trace),
    provisional: row.provisional,
  });
}

function obligationRow(dossierId: string, row: NewObligation): Statement {
  return insert('obligation', {
    id: row.id,
    dossierId,
    cause: row.cause,
    state: row.state,
    fault: row.fault,
    unitCode: row.unitCode,
    since: writeInstant(row.since),
    openedAt: writeInstant(row.openedAt),
    openedDay: row.openedDay,
    openedBy: row.openedBy,
    settledAt: null,
    timely: null,
    letterId: null,
    waivedBy: null,
    waiverReason: null,
  });
}

function handOverRow({ before, dossier, event }: Decision, change: HandOverChange): Statement {
  if (change.kind === 'acknowledged') {
    return {
      sql: 'UPDATE "hand_over" SET "acknowledgedAt" = $1, "acknowledgedBy" = $2 WHERE "id" = $3',
      params: [writeInstant(event.at), event.by, change.id],
    };
  }
  return insert('hand_over', {
    id: change.id,
    dossierId: dossier.id,
    fromUnitCode: before?.holder.unitCode ?? dossier.unitCode,
    fromUsername: before?.holder.username ?? null,
    toUnitCode: change.toUnitCode,
    toUsername: change.toUsername,
    note: change.note,
    sentAt: writeInstant(event.at),
    sentBy: event.by,
    acknowledgedAt: null,
    acknowledgedBy: null,
    outside: change.outside,
  });
}
