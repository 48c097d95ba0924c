import { Injectable } from '@nestjs/common';
import type { Planned } from '../../domain/dossier/acts/replan.js';
import type { LimitUnit } from '../../domain/procedure/time-limit.js';
import type { DayZero } from '../../domain/time/deadline-types.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { insert, type Row, type Tx } from '../../platform/database/sql.js';
import { pausesOf } from '../dossier.row.js';

/** A running dossier as the calendar sees it. */
export interface RunningDossier extends Planned {
  readonly id: string;
  readonly code: string;
  readonly responsibleUnitCode: string;
  readonly currentDueAt: Instant;
  readonly lateFrom: Instant;
}

export interface Replan {
  readonly id: string;
  readonly state: 'running' | 'done';
  /** of the calendar that whoever confirmed had looked at */
  readonly revision: number;
  readonly confirmedAt: Instant;
  readonly confirmedBy: string;
  /** the dossier looked at last; null: none yet */
  readonly through: ListPlace | null;
  readonly moved: number;
  readonly stuck: number;
  readonly finishedAt: Instant | null;
  /** how many were to move when it was confirmed; null: not counted then */
  readonly expected: number | null;
  /** who stopped it before it was through; null: nobody */
  readonly stoppedBy: string | null;
}

const RUNNING = `"finishedAt" IS NULL AND "voidedAt" IS NULL AND "status" IN ('accepted', 'processing')`;

const COLUMNS = [
  ...['id', 'code', 'responsibleUnitCode', 'limitAmount', 'limitUnit', 'dayZero', 'countedFrom', 'pauses'],
  ...['extraAmount', 'statutoryDueAt', 'currentDueAt', 'lateFrom', 'provisional'],
]
  .map((name) => `"${name}"`)
  .join(', ');

/** Decisions that dates may move, and the dossiers they may move. */
@Injectable()
export class ReplansRepository {
  constructor(private readonly database: Database) {}

  /**
   * Running dossiers by due date: an index that holds what is open and nothing else. A date never comes nearer, so a
   * dossier that moves meanwhile is met again, not passed over.
   *
   * @param after null: from the beginning
   */
  async running(after: ListPlace | null, limit: number): Promise<RunningDossier[]> {
    const [beyond, params] =
      after === null ? ['"currentDueAt" IS NOT NULL', []] : ['("currentDueAt", "id") > ($1, $2)', [after.at, after.id]];
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "dossier" WHERE ${RUNNING} AND ${beyond}
        ORDER BY "currentDueAt", "id" LIMIT ${String(limit)}`,
      params,
    );
    return rows.map(toRunning);
  }

  /** @returns null when there is none */
  async byId(id: string): Promise<Replan | null> {
    const [row] = await this.database.query('SELECT * FROM "calendar_replan" WHERE "id" = $1', [id]);
    return row ? toReplan(row) : null;
  }

  /** The one under way. */
  async underWay(): Promise<Replan | null> {
    const [row] = await this.database.query(`SELECT * FROM "calendar_replan" WHERE "state" = 'running'`);
    return row ? toReplan(row) : null;
  }

  /** The one that was confirmed last; ids are in the order in which they were made. */
  async latest(): Promise<Replan | null> {
    const [row] = await this.database.query('SELECT * FROM "calendar_replan" ORDER BY "id" DESC LIMIT 1');
    return row ? toReplan(row) : null;
  }

  /** @returns whether it was still under way */
  async stop(tx: Tx, id: string, at: Instant, by: string): Promise<boolean> {
    await tx.vouch('calendar_replan', id);
    const changed = await tx.execute(
      `UPDATE "calendar_replan" SET "state" = 'done', "finishedAt" = $1, "stoppedBy" = $2
        WHERE "id" = $3 AND "state" = 'running'`,
      [writeInstant(at), by, id],
    );
    return changed === 1;
  }

  /** @returns false when another one is under way */
  async begin(
    tx: Tx,
    replan: Pick<Replan, 'id' | 'revision' | 'confirmedAt' | 'confirmedBy' | 'expected'>,
  ): Promise<boolean> {
    const { sql, params } = insert('calendar_replan', {
      ...replan,
      confirmedAt: writeInstant(replan.confirmedAt),
      state: 'running',
      moved: 0,
      stuck: 0,
    });
    if ((await tx.execute(`${sql} ON CONFLICT DO NOTHING`, params)) !== 1) return false;
    tx.born('calendar_replan', replan.id);
    return true;
  }

  /**
   * In the transaction that moves them: a crash counts them once, as it moves them once.
   *
   * @returns false when it is not under way any more: then they must not move
   */
  async countMoved(tx: Tx, id: string, moved: number): Promise<boolean> {
    await tx.vouch('calendar_replan', id);
    const sql = `UPDATE "calendar_replan" SET "moved" = "moved" + $1 WHERE "id" = $2 AND "state" = 'running'`;
    return (await tx.execute(sql, [moved, id])) === 1;
  }

  async passed(tx: Tx, id: string, through: ListPlace, stuck: number): Promise<void> {
    await tx.vouch('calendar_replan', id);
    await tx.execute(
      `UPDATE "calendar_replan" SET "throughDueAt" = $1, "throughId" = $2, "stuck" = "stuck" + $3
        WHERE "id" = $4 AND "state" = 'running'`,
      [through.at, through.id, stuck, id],
    );
  }

  async finish(tx: Tx, id: string, at: Instant): Promise<void> {
    await tx.vouch('calendar_replan', id);
    await tx.execute(
      `UPDATE "calendar_replan" SET "state" = 'done', "finishedAt" = $1 WHERE "id" = $2 AND "state" = 'running'`,
      [writeInstant(at), id],
    );
  }
}

function toRunning(row: Row): RunningDossier {
  return {
    id: row['id'] as string,
    code: row['code'] as string,
    responsibleUnitCode: row['responsibleUnitCode'] as string,
    limit: { amount: row['limitAmount'] as number, unit: row['limitUnit'] as LimitUnit },
    dayZero: row['dayZero'] as DayZero,
    countedFrom: readInstant(row['countedFrom']),
    pauses: pausesOf(row),
    extraAmount: row['extraAmount'] as number,
    statutoryDueAt: readInstant(row['statutoryDueAt']),
    currentDueAt: readInstant(row['currentDueAt']),
    lateFrom: readInstant(row['lateFrom']),
    provisional: Boolean(row['provisional']),
  };
}

function toReplan(row: Row): Replan {
  const throughDueAt = readInstantOrNull(row['throughDueAt']);
  const throughId = row['throughId'] as string | null;
  return {
    id: row['id'] as string,
    state: row['state'] as Replan['state'],
    revision: row['revision'] as number,
    confirmedAt: readInstant(row['confirmedAt']),
    confirmedBy: row['confirmedBy'] as string,
    through: throughDueAt === null || throughId === null ? null : placeOf(throughDueAt, throughId),
    moved: row['moved'] as number,
    stuck: row['stuck'] as number,
    finishedAt: readInstantOrNull(row['finishedAt']),
    expected: row['expected'] as number | null,
    stoppedBy: row['stoppedBy'] as string | null,
  };
}

/** Where in the order of due dates a dossier stands. */
export function placeOf(dueAt: Instant, id: string): ListPlace {
  return { at: writeInstant(dueAt) ?? '', id };
}
