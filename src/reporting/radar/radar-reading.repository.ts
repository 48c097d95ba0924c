import { Injectable } from '@nestjs/common';
import type { ClosingBase, RadarKind } from '../../domain/kpi/radar.js';
import type { Instant } from '../../domain/time/instant.js';
import { startOfDay, type PlainDate, addDays, localDate, plainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Row, type Tx } from '../../platform/database/sql.js';

/** An act as the history has it. */
export interface ClockAct {
  readonly dossierId: string;
  readonly seq: number;
  readonly act: string;
  readonly actor: string;
  readonly at: Instant;
  readonly responsibleUnitCode: string;
  readonly refused: boolean;
  readonly onPaper: boolean;
  /** as promised just before; null before acceptance */
  readonly dueAt: Instant | null;
  readonly supplements: number;
}

/** What a sign says besides its kind. */
export interface RadarFacts {
  readonly act: string;
  readonly dueAt?: Instant | undefined;
  readonly minutesToDue?: number | undefined;
  readonly supplements?: number | undefined;
  readonly earlierCode?: string | undefined;
  /** of a rush: how many at this closing, of how many in the half-day, and the usual share in per cent */
  readonly together?: number | undefined;
  readonly finished?: number | undefined;
  readonly usualPercent?: number | undefined;
}

export interface NewSign {
  readonly id: string;
  readonly dossierId: string;
  readonly seq: number;
  readonly kind: RadarKind;
  readonly unitCode: string;
  readonly officer: string;
  readonly at: Instant;
  readonly facts: RadarFacts;
}

export interface BaseRow {
  readonly unitCode: string;
  readonly officer: string;
  readonly kind: RadarKind;
  readonly cases: number;
  readonly signs: number;
  readonly closing: number;
}

export interface Earlier {
  readonly code: string;
  readonly endedAt: Instant;
}

const MARK = 'radar';

/** What the nightly reading of the history needs, and what it leaves. No page asks here. */
@Injectable()
export class RadarReadingRepository {
  constructor(private readonly database: Database) {}

  /** @returns the last day that was read; null: none was */
  async readTo(): Promise<PlainDate | null> {
    const [row] = await this.database.query<{ readTo: string }>('SELECT "readTo" FROM "radar_mark" WHERE "id" = $1', [
      MARK,
    ]);
    return row ? plainDate(row.readTo) : null;
  }

  /** The first day on which anything happened, or the next one after `day`; null: nothing did. */
  async nextDay(after: PlainDate | null): Promise<PlainDate | null> {
    const from = after === null ? null : writeInstant(startOfDay(addDays(after, 1)));
    const rows = await this.database.query(
      `SELECT "at" FROM "clock_act_fact"${from === null ? '' : ' WHERE "at" >= $1'} ORDER BY "at" LIMIT 1`,
      from === null ? [] : [from],
    );
    return rows[0] ? localDate(readInstant(rows[0]['at'])) : null;
  }

  /** Acts of one day in their order, a page at a time. */
  async acts(day: PlainDate, after: ClockAct | null, limit: number): Promise<ClockAct[]> {
    const rows = await this.database.query(
      `SELECT * FROM "clock_act_fact"
        WHERE ${after === null ? '"at" >= $2' : '("at", "dossierId", "seq") > ($2, $3, $4)'} AND "at" < $1
        ORDER BY "at", "dossierId", "seq" LIMIT ${String(limit)}`,
      [
        writeInstant(startOfDay(addDays(day, 1))),
        ...(after === null ? [writeInstant(startOfDay(day))] : [writeInstant(after.at), after.dossierId, after.seq]),
      ],
    );
    return rows.map(actOf);
  }

  /** By dossier, the last of the same person and procedure that ended with nothing granted since `since`. */
  async earlier(dossierIds: readonly string[], since: Instant): Promise<Map<string, Earlier[]>> {
    const found = new Map<string, Earlier[]>();
    if (dossierIds.length === 0) return found;
    const rows = await this.database.query<{ dossierId: string; earlierCode: string; endedAt: unknown }>(
      `SELECT * FROM "filed_again_fact" WHERE "dossierId" IN (${placeholders(dossierIds.length, 2)}) AND "endedAt" >= $1`,
      [writeInstant(since), ...dossierIds],
    );
    for (const { dossierId, earlierCode, endedAt } of rows) {
      found.set(dossierId, [...(found.get(dossierId) ?? []), { code: earlierCode, endedAt: readInstant(endedAt) }]);
    }
    return found;
  }

  /** What each officer finished in the months named, inside. */
  async closingBases(
    officers: readonly string[],
    [from, to]: readonly [string, string],
  ): Promise<Map<string, ClosingBase>> {
    if (officers.length === 0) return new Map();
    const rows = await this.database.query<{ officer: string; finished: number; closing: number }>(
      `SELECT "officer", CAST(sum("cases") AS integer) AS "finished", CAST(sum("closing") AS integer) AS "closing"
         FROM "radar_base" WHERE "officer" IN (${placeholders(officers.length, 3)}) AND "kind" = 'closing_rush'
          AND "month" BETWEEN $1 AND $2 GROUP BY "officer"`,
      [from, to, ...officers],
    );
    return new Map(rows.map(({ officer, finished, closing }) => [officer, { finished, closing }]));
  }

  /** @returns false when another instance has read the day */
  async mark(tx: Tx, before: PlainDate | null, readTo: PlainDate): Promise<boolean> {
    await tx.vouch('radar_mark', MARK);
    const changed =
      before === null
        ? await tx.execute('INSERT INTO "radar_mark" ("id", "readTo") VALUES ($1, $2) ON CONFLICT ("id") DO NOTHING', [
            MARK,
            readTo,
          ])
        : await tx.execute('UPDATE "radar_mark" SET "readTo" = $1 WHERE "id" = $2 AND "readTo" = $3', [
            readTo,
            MARK,
            before,
          ]);
    return changed === 1;
  }

  async add(tx: Tx, signs: readonly NewSign[]): Promise<void> {
    for (const { at, facts, ...sign } of signs) {
      const row = { ...sign, at: writeInstant(at), month: monthOf(localDate(at)), facts: JSON.stringify(facts) };
      const { sql, params } = insert('radar_sign', row);
      const added = await tx.execute(`${sql} ON CONFLICT ("dossierId", "seq", "kind") DO NOTHING`, params);
      if (added === 1) tx.born('radar_sign', sign.id);
    }
  }

  async count(tx: Tx, month: string, rows: readonly BaseRow[]): Promise<void> {
    for (const row of rows) {
      const { sql, params } = insert('radar_base', { month, ...row });
      const sums = (['cases', 'signs', 'closing'] as const)
        .map((name) => `"${name}" = "radar_base"."${name}" + excluded."${name}"`)
        .join(', ');
      await tx.execute(`${sql} ON CONFLICT ("month", "unitCode", "officer", "kind") DO UPDATE SET ${sums}`, params);
    }
  }
}

/** `2023-06` of a day in it. */
export function monthOf(day: PlainDate): string {
  return day.slice(0, 7);
}

function actOf(row: Row): ClockAct {
  return {
    dossierId: row['dossierId'] as string,
    seq: row['seq'] as number,
    act: row['act'] as string,
    actor: row['actor'] as string,
    at: readInstant(row['at']),
    responsibleUnitCode: row['responsibleUnitCode'] as string,
    refused: Boolean(row['refused']),
    onPaper: Boolean(row['onPaper']),
    dueAt: readInstantOrNull(row['dueAt']),
    supplements: row['supplements'] as number,
  };
}
