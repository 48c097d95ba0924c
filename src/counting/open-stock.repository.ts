import { Injectable } from '@nestjs/common';
import { dueDayOf, type DueCell, type LateCell } from '../domain/kpi/open-stock.js';
import type { DayRange } from '../domain/kpi/period.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import type { Queries } from '../platform/database/sql.js';
import { Params } from './counts-sql.js';

/** What turns late in the course of today does not follow from the day alone: those few are looked at. */
const LATER_TODAY = (units: string, today: string, now: string): string =>
  `"responsibleUnitCode" IN ${units} AND "lateFromDay" = ${today} AND "lateFrom" > ${now}`;

const TABLES = ['kpi_open_day', 'kpi_open_tail'] as const;

/** Reads the stock of open dossiers: balance and tail in one statement, for one snapshot. Costs the days, not the dossiers. */
@Injectable()
export class OpenStockRepository {
  constructor(private readonly database: Database) {}

  /** @param unitCodes responsible units, each once */
  async due(
    unitCodes: readonly string[],
    { from, to }: DayRange,
    now: Instant,
    queries: Queries = this.database,
  ): Promise<DueCell[]> {
    if (unitCodes.length === 0) return [];
    const params = new Params();
    const [today, first, last] = [localDate(now), from, to].map((day) => params.one(day)) as [string, string, string];
    const units = params.list(unitCodes);
    const posted = TABLES.map(
      (table) => `SELECT "unitCode", NULL, "dueDay", "dossiers" FROM "${table}"
         WHERE "unitCode" IN ${units} AND "dueDay" BETWEEN ${first} AND ${last} AND ("lateDay" = '' OR "lateDay" > ${today})`,
    );
    const rows = await queries.query<{ unitCode: string; dueAt: unknown; day: PlainDate | null; n: number }>(
      `SELECT s."unitCode", s."dueAt", s."day", CAST(sum(s."dossiers") AS integer) AS "n"
         FROM (SELECT "responsibleUnitCode" AS "unitCode", "currentDueAt" AS "dueAt", CAST(NULL AS varchar) AS "day", 1 AS "dossiers"
                 FROM "dossier_due" WHERE ${LATER_TODAY(units, today, params.one(writeInstant(now)))}
               UNION ALL ${posted.join(' UNION ALL ')}) AS s
        GROUP BY s."unitCode", s."dueAt", s."day" HAVING sum(s."dossiers") <> 0 ORDER BY s."unitCode"`,
      params.values,
    );
    return rows.flatMap(({ unitCode, dueAt, day, n }) => {
      const dueDay = day ?? (dueAt === null ? null : dueDayOf(readInstant(dueAt)));
      return dueDay === null || dueDay < from || dueDay > to ? [] : [{ unitCode, day: dueDay, n }];
    });
  }

  /**
   * @param unitCodes responsible units, each once
   * @param since first days of spans, the latest first: each ends where the one before it begins, the first today; what
   *   became late before the last of them stands in one more
   */
  async late(
    unitCodes: readonly string[],
    since: readonly PlainDate[],
    now: Instant,
    queries: Queries = this.database,
  ): Promise<LateCell[]> {
    if (unitCodes.length === 0) return [];
    const params = new Params();
    const today = params.one(localDate(now));
    const units = params.list(unitCodes);
    const spans = since.map((day, i) => `WHEN "lateDay" >= ${params.one(day)} THEN ${String(i)}`).join(' ');
    const posted = TABLES.map(
      (table) => `SELECT "unitCode", CASE ${spans} ELSE ${String(since.length)} END AS "span", "dossiers"
          FROM "${table}" WHERE "unitCode" IN ${units} AND "lateDay" > '' AND "lateDay" <= ${today}`,
    );
    return queries.query<LateCell>(
      `SELECT s."unitCode", s."span", CAST(sum(s."dossiers") AS integer) AS "n"
         FROM (${posted.join(' UNION ALL ')}
               UNION ALL SELECT "responsibleUnitCode", 0, -1
                 FROM "dossier_due" WHERE ${LATER_TODAY(units, today, params.one(writeInstant(now)))}) AS s
        GROUP BY s."unitCode", s."span" HAVING sum(s."dossiers") <> 0 ORDER BY s."unitCode", s."span"`,
      params.values,
    );
  }
}
