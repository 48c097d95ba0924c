import { Injectable } from '@nestjs/common';
import type { DueCell, LateCell } from '../../domain/kpi/open-stock.js';
import { daysWithin, type DayRange } from '../../domain/kpi/period.js';
import type { Instant } from '../../domain/time/instant.js';
import { addDays, localDate, startOfDay, type PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { placeholders, type Queries, type SqlValue } from '../../platform/database/sql.js';

/** Of what is open, what one unit received, decides or holds. */
export interface Concerning {
  /** responsible units, each once */
  readonly unitCodes: readonly string[];
  readonly concerning: string;
}

const CONCERNING = `$1 IN ("unitCode", "responsibleUnitCode", "holderUnitCode")`;

/** Walks what is open and concerns one unit, which no figure knows, by the indexes of its days. */
@Injectable()
export class BoardRepository {
  constructor(private readonly database: Database) {}

  /** As `OpenStockService.due`. */
  async due(
    { unitCodes, concerning }: Concerning,
    { from, to }: DayRange,
    now: Instant,
    queries: Queries = this.database,
  ): Promise<DueCell[]> {
    if (unitCodes.length === 0) return [];
    const days = daysWithin({ from, to });
    const ends = days.map((day) => writeInstant(startOfDay(addDays(day, 1))));
    const params: SqlValue[] = [concerning, writeInstant(now), writeInstant(startOfDay(from)), ...ends];
    const last = `$${String(params.length)}`;
    const ahead = ends.map((_, i) => `WHEN "currentDueAt" <= $${String(i + 4)} THEN ${String(i)}`).join(' ');
    // Materialized, so that the days choose the index and not the units, of which each holds all of its open dossiers.
    const rows = await queries.query<{ unitCode: string; ahead: number; n: number }>(
      `WITH "promised" AS MATERIALIZED (
         SELECT * FROM "dossier_due" WHERE "currentDueAt" > $3 AND "currentDueAt" <= ${last}),
       "placed" AS (
         SELECT "responsibleUnitCode", CASE ${ahead} END AS "ahead" FROM "promised"
          WHERE "responsibleUnitCode" IN (${placeholders(unitCodes.length, params.length + 1)}) AND ${CONCERNING}
            AND ("lateFrom" IS NULL OR "lateFrom" > $2))
       SELECT "responsibleUnitCode" AS "unitCode", "ahead", CAST(count(*) AS integer) AS "n"
         FROM "placed" GROUP BY "responsibleUnitCode", "ahead" ORDER BY "responsibleUnitCode", "ahead"`,
      [...params, ...unitCodes],
    );
    return rows.map(({ unitCode, ahead, n }) => ({ unitCode, day: addDays(from, ahead), n }));
  }

  /** As `OpenStockService.late`: of each unit what is late and nothing else, by its index. */
  async late(
    { unitCodes, concerning }: Concerning,
    since: readonly PlainDate[],
    now: Instant,
    queries: Queries = this.database,
  ): Promise<LateCell[]> {
    if (unitCodes.length === 0) return [];
    const params: SqlValue[] = [concerning, writeInstant(now), localDate(now), ...since];
    const spans = since.map((_, i) => `WHEN "lateFromDay" >= $${String(i + 4)} THEN ${String(i)}`).join(' ');
    return queries.query<LateCell>(
      `WITH "aged" AS (
         SELECT "responsibleUnitCode", CASE ${spans} ELSE ${String(since.length)} END AS "span" FROM "dossier_due"
          WHERE "responsibleUnitCode" IN (${placeholders(unitCodes.length, params.length + 1)}) AND ${CONCERNING}
            AND "lateFromDay" <= $3 AND "lateFrom" <= $2)
       SELECT "responsibleUnitCode" AS "unitCode", "span", CAST(count(*) AS integer) AS "n"
         FROM "aged" GROUP BY "responsibleUnitCode", "span" ORDER BY "responsibleUnitCode", "span"`,
      [...params, ...unitCodes],
    );
  }
}
