import { Injectable } from '@nestjs/common';
import type { SecondEnd, SecondPromiseState } from '../../domain/apology/second-promise.js';
import type { LimitUnit } from '../../domain/procedure/time-limit.js';
import type { Instant } from '../../domain/time/instant.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { insert, placeholders, type Queries, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';

export interface SecondPromise {
  readonly letterId: string;
  readonly dossierId: string;
  readonly unitCode: string;
  /** as the letter says it */
  readonly dueAt: Instant;
  readonly promisedAt: Instant;
  readonly brokenFrom: Instant;
  readonly state: SecondPromiseState;
  /** when the dossier ended, or the promise broke */
  readonly endedAt: Instant | null;
}

/** A form 04 that was issued and is not watched yet. */
export interface Unwatched {
  readonly letterId: string;
  readonly dossierId: string;
  readonly unitCode: string;
  readonly dueAt: Instant;
  readonly promisedAt: Instant;
  readonly limitUnit: LimitUnit;
}

/** How many were due in a month, by what became of them. */
export interface SecondMonth {
  readonly unitCode: string;
  readonly month: string;
  readonly kept: number;
  readonly broken: number;
}

@Injectable()
export class SecondPromisesRepository {
  /** @param since dates before it are history */
  async unwatched(from: Queries, since: Instant, limit: number): Promise<Unwatched[]> {
    const rows = await from.query(
      `SELECT l."id" AS "letterId", l."dossierId", l."unitCode", l."newDueAt" AS "dueAt", l."issuedAt" AS "promisedAt",
              d."limitUnit"
         FROM "letter" l JOIN "dossier_fact" d ON d."id" = l."dossierId"
        WHERE l."state" = 'issued' AND l."newDueAt" > $1
          AND NOT EXISTS (SELECT 1 FROM "second_promise" s WHERE s."letterId" = l."id")
        ORDER BY l."newDueAt", l."id" LIMIT ${String(limit)}`,
      [writeInstant(since)],
    );
    return rows.map((row) => ({
      ...(row as unknown as Unwatched),
      dueAt: readInstant(row['dueAt']),
      promisedAt: readInstant(row['promisedAt']),
    }));
  }

  /** Another instance may have been first. */
  async watch(tx: Tx, promise: SecondPromise): Promise<void> {
    const { sql, params } = insert('second_promise', {
      ...promise,
      dueAt: writeInstant(promise.dueAt),
      promisedAt: writeInstant(promise.promisedAt),
      brokenFrom: writeInstant(promise.brokenFrom),
      endedAt: writeInstant(promise.endedAt),
    });
    const added = await tx.execute(`${sql} ON CONFLICT ("letterId") DO NOTHING`, params);
    if (added === 1) tx.born('second_promise', promise.letterId);
  }

  /** Waiting, and either over or of a dossier that has ended; the earliest first. */
  async toJudge(from: Queries, now: Instant, after: SecondPromise | null, limit: number): Promise<SecondPromise[]> {
    const beyond = after === null ? '' : ' AND (s."brokenFrom", s."letterId") > ($2, $3)';
    const rows = await from.query(
      `SELECT s.* FROM "second_promise" s JOIN "dossier_fact" d ON d."id" = s."dossierId"
        WHERE s."state" = 'waiting' AND (s."brokenFrom" <= $1 OR d."finishedDay" IS NOT NULL)${beyond}
        ORDER BY s."brokenFrom", s."letterId" LIMIT ${String(limit)}`,
      [writeInstant(now), ...(after === null ? [] : [writeInstant(after.brokenFrom), after.letterId])],
    );
    return rows.map(promiseOf);
  }

  /** @returns false when another instance was first */
  async end(tx: Tx, { letterId }: SecondPromise, { state, at }: SecondEnd): Promise<boolean> {
    await tx.vouch('second_promise', letterId);
    const changed = await tx.execute(
      `UPDATE "second_promise" SET "state" = $1, "endedAt" = $2 WHERE "letterId" = $3 AND "state" = 'waiting'`,
      [state, writeInstant(at), letterId],
    );
    return changed === 1;
  }

  /** The law has moved the date that the citizen is told. */
  async move(tx: Tx, { letterId }: SecondPromise, brokenFrom: Instant): Promise<void> {
    await tx.vouch('second_promise', letterId);
    await tx.execute(`UPDATE "second_promise" SET "brokenFrom" = $1 WHERE "letterId" = $2 AND "state" = 'waiting'`, [
      writeInstant(brokenFrom),
      letterId,
    ]);
  }

  async count(tx: Tx, unitCode: string, month: string, state: SecondEnd['state']): Promise<void> {
    await tx.vouch('second_promise_month', [unitCode, month]);
    const [kept, broken] = state === 'kept' ? [1, 0] : [0, 1];
    await tx.execute(
      `INSERT INTO "second_promise_month" ("unitCode", "month", "kept", "broken") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("unitCode", "month") DO UPDATE
          SET "kept" = "second_promise_month"."kept" + $3, "broken" = "second_promise_month"."broken" + $4`,
      [unitCode, month, kept, broken],
    );
  }

  /** By unit and month; a unit has twelve rows a year. @param months the first and the last one, inside */
  async months(from: Queries, unitCodes: readonly string[], months: readonly [string, string]): Promise<SecondMonth[]> {
    return from.query<SecondMonth>(
      `SELECT "unitCode", "month", "kept", "broken" FROM "second_promise_month"
        WHERE "unitCode" IN (${placeholders(unitCodes.length, 3)}) AND "month" BETWEEN $1 AND $2
        ORDER BY "month", "unitCode"`,
      [...months, ...unitCodes],
    );
  }

  /** Those in one state: what waits by its date, what ended the latest first; one row more says that there are more. */
  async list(
    from: Queries,
    { unitCodes, state, after, limit }: SecondFilter,
  ): Promise<(SecondPromise & { readonly dossierCode: string })[]> {
    const [order, beyond] = state === 'waiting' ? ['ASC', '>'] : ['DESC', '<'];
    const params: SqlValue[] = [state, ...unitCodes];
    const place =
      after === null
        ? ''
        : ` AND (s."brokenFrom", s."letterId") ${beyond} ($${String(params.push(after.at))}, $${String(params.push(after.id))})`;
    const rows = await from.query(
      `SELECT s.*, d."code" AS "dossierCode" FROM "second_promise" s JOIN "dossier_fact" d ON d."id" = s."dossierId"
        WHERE s."state" = $1 AND s."unitCode" IN (${placeholders(unitCodes.length, 2)})${place}
        ORDER BY s."brokenFrom" ${order}, s."letterId" ${order} LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map((row) => ({ ...promiseOf(row), dossierCode: row['dossierCode'] as string }));
  }
}

export interface SecondFilter {
  readonly unitCodes: readonly string[];
  readonly state: SecondPromiseState;
  readonly after: ListPlace | null;
  readonly limit: number;
}

function promiseOf(row: Row): SecondPromise {
  return {
    letterId: row['letterId'] as string,
    dossierId: row['dossierId'] as string,
    unitCode: row['unitCode'] as string,
    dueAt: readInstant(row['dueAt']),
    promisedAt: readInstant(row['promisedAt']),
    brokenFrom: readInstant(row['brokenFrom']),
    state: row['state'] as SecondPromiseState,
    endedAt: readInstantOrNull(row['endedAt']),
  };
}
