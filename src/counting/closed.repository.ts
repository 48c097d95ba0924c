import { Injectable } from '@nestjs/common';
import { MEASURES, type Measures } from '../domain/kpi/movements.js';
import type { DayRange } from '../domain/kpi/period.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { placeholders, type Queries, type Tx } from '../platform/database/sql.js';

/** What an act said of a closed day. */
export interface Adjustment extends Measures {
  readonly dossierId: string;
  readonly seq: number;
  readonly unitCode: string;
  readonly fieldCode: string;
  readonly channel: string;
  /** to which it belongs */
  readonly day: PlainDate;
  /** on which reports show it */
  readonly postDay: PlainDate;
}

/** Days that reports have closed, and what was said of them later. */
@Injectable()
export class ClosedRepository {
  constructor(private readonly database: Database) {}

  /**
   * Closes the days of these units up to `to`. Acts under way that post figures are waited for, and later ones wait:
   * what they say of a closed day is an adjustment then, or stands in the figures before they are read.
   */
  async close(tx: Tx, unitCodes: readonly string[], nextDay: PlainDate): Promise<void> {
    if (this.database.engine === 'postgres') await tx.execute('LOCK TABLE "kpi_tail" IN SHARE MODE');
    for (const unitCode of unitCodes) {
      await tx.execute(
        `INSERT INTO "kpi_closed" ("unitCode", "nextDay") VALUES ($1, $2)
         ON CONFLICT ("unitCode") DO UPDATE SET "nextDay" = excluded."nextDay"
          WHERE "kpi_closed"."nextDay" < excluded."nextDay"`,
        [unitCode, nextDay],
      );
    }
  }

  /** What reports of these days show of days closed before, the earliest first. */
  adjustments(
    unitCodes: readonly string[],
    { from, to }: DayRange,
    limit: number,
    queries: Queries = this.database,
  ): Promise<Adjustment[]> {
    return queries.query<Adjustment>(
      `SELECT "dossierId", "seq", "unitCode", "fieldCode", "channel", "day", "postDay",
              ${MEASURES.map((name) => `"${name}"`).join(', ')}
         FROM "kpi_adjustment" WHERE "unitCode" IN (${placeholders(unitCodes.length, 4)})
          AND "postDay" BETWEEN $1 AND $2
        ORDER BY "postDay", "dossierId", "seq", "n" LIMIT $3`,
      [from, to, limit, ...unitCodes],
    );
  }
}
