import { Injectable } from '@nestjs/common';
import type { CallKind, CallOutcome, CallState, CallTask } from '../../domain/apology/call.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { insert, placeholders, type Queries, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';

/** One call that was made. */
export interface CallMade {
  readonly id: string;
  readonly taskId: string;
  readonly outcome: CallOutcome;
  readonly note: string | null;
  readonly at: Instant;
  readonly by: string;
}

export interface CallTaskLine extends CallTask {
  readonly dossierCode: string;
}

@Injectable()
export class CallsRepository {
  /** @returns false when it stands there already */
  async open(tx: Tx, task: CallTask, round: number): Promise<boolean> {
    const { openedAt, dueAt, endedAt, ...rest } = task;
    const { sql, params } = insert('call_task', {
      ...rest,
      round,
      openedAt: writeInstant(openedAt),
      dueAt: writeInstant(dueAt),
      endedAt: writeInstant(endedAt),
    });
    const added = await tx.execute(`${sql} ON CONFLICT ("kind", "subjectId", "round") DO NOTHING`, params);
    if (added === 1) tx.born('call_task', task.id);
    return added === 1;
  }

  /** The last time the citizen had to be called about it; null: never. */
  async last(
    from: Queries,
    kind: CallKind,
    subjectId: string,
  ): Promise<{ readonly round: number; readonly state: CallState } | null> {
    const [row] = await from.query<{ round: number; state: CallState }>(
      `SELECT "round", "state" FROM "call_task" WHERE "kind" = $1 AND "subjectId" = $2 ORDER BY "round" DESC LIMIT 1`,
      [kind, subjectId],
    );
    return row ?? null;
  }

  /** @throws DomainError `not_found` */
  async one(from: Queries, id: string): Promise<CallTaskLine> {
    const [row] = await from.query(
      `SELECT t.*, d."code" AS "dossierCode" FROM "call_task" t
         JOIN "dossier_fact" d ON d."id" = t."dossierId" WHERE t."id" = $1`,
      [id],
    );
    if (!row) throw new DomainError('not_found', 'there is no such call');
    return lineOf(row);
  }

  /** What is open, the most urgent first; one row more than asked for says that there are more. */
  async waiting(
    from: Queries,
    unitCodes: readonly string[],
    after: ListPlace | null,
    limit: number,
  ): Promise<CallTaskLine[]> {
    const params: SqlValue[] = [...unitCodes];
    const beyond =
      after === null
        ? ''
        : `AND (t."dueAt", t."id") > ($${String(params.push(after.at))}, $${String(params.push(after.id))})`;
    const rows = await from.query(
      `SELECT t.*, d."code" AS "dossierCode" FROM "call_task" t JOIN "dossier_fact" d ON d."id" = t."dossierId"
        WHERE t."unitCode" IN (${placeholders(unitCodes.length)}) AND t."state" = 'open' ${beyond}
        ORDER BY t."dueAt", t."id" LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map(lineOf);
  }

  async count(from: Queries, unitCodes: readonly string[]): Promise<number> {
    if (unitCodes.length === 0) return 0;
    const [row] = await from.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n" FROM "call_task"
        WHERE "unitCode" IN (${placeholders(unitCodes.length)}) AND "state" = 'open'`,
      unitCodes,
    );
    return row?.n ?? 0;
  }

  /** The calls made about some tasks, the newest first. */
  async made(from: Queries, taskIds: readonly string[]): Promise<CallMade[]> {
    if (taskIds.length === 0) return [];
    const rows = await from.query(
      `SELECT * FROM "call_made" WHERE "taskId" IN (${placeholders(taskIds.length)}) ORDER BY "at" DESC, "id" DESC`,
      taskIds,
    );
    return rows.map((row) => ({ ...(row as unknown as CallMade), at: readInstant(row['at']) }));
  }

  /** @throws DomainError `letter.action_refused` when somebody else called meanwhile */
  async note(tx: Tx, before: CallTask, after: CallTask, call: CallMade): Promise<void> {
    await tx.vouch('call_task', before.id);
    const changed = await tx.execute(
      `UPDATE "call_task" SET "state" = $1, "tries" = $2, "dueAt" = $3, "endedAt" = $4
        WHERE "id" = $5 AND "tries" = $6 AND "state" = 'open'`,
      [after.state, after.tries, writeInstant(after.dueAt), writeInstant(after.endedAt), before.id, before.tries],
    );
    if (changed !== 1) {
      throw new DomainError('letter.action_refused', 'somebody else called meanwhile: look at it again', {
        state: before.state,
        allowed: [],
      });
    }
    const { sql, params } = insert('call_made', { ...call, at: writeInstant(call.at) });
    await tx.execute(sql, params);
    tx.born('call_made', call.id);
  }

  /** What was wished and said is forgotten; that there were calls stays. */
  async forget(tx: Tx, dossierId: string): Promise<void> {
    const tasks = await idsOf(tx, 'SELECT "id" FROM "call_task" WHERE "dossierId" = $1', [dossierId]);
    if (tasks.length === 0) return;
    const marks = placeholders(tasks.length);
    const calls = await idsOf(tx, `SELECT "id" FROM "call_made" WHERE "taskId" IN (${marks})`, tasks);
    await tx.vouch('call_task', ...tasks);
    await tx.vouch('call_made', ...calls);
    await tx.execute('UPDATE "call_task" SET "wish" = NULL WHERE "dossierId" = $1', [dossierId]);
    await tx.execute(`UPDATE "call_made" SET "note" = NULL WHERE "taskId" IN (${marks})`, tasks);
  }
}

async function idsOf(from: Queries, sql: string, params: readonly SqlValue[]): Promise<string[]> {
  return (await from.query<{ id: string }>(sql, params)).map(({ id }) => id);
}

function lineOf(row: Row): CallTaskLine {
  return {
    id: row['id'] as string,
    kind: row['kind'] as CallKind,
    subjectId: row['subjectId'] as string,
    dossierId: row['dossierId'] as string,
    letterId: row['letterId'] as string | null,
    unitCode: row['unitCode'] as string,
    wish: row['wish'] as string | null,
    openedAt: readInstant(row['openedAt']),
    dueAt: readInstant(row['dueAt']),
    state: row['state'] as CallState,
    tries: row['tries'] as number,
    endedAt: readInstantOrNull(row['endedAt']),
    dossierCode: row['dossierCode'] as string,
  };
}
