import { MEASURES, type Measure } from '../domain/kpi/movements.js';
import { POSTED } from './roll-up.js';

export type Grain = 'field' | 'procedure';

export const GRAINS: readonly Grain[] = ['field', 'procedure'];

const CLASSES: Readonly<Partial<Record<Measure, string>>> = {
  early: `CASE WHEN "timeliness" = 'early' THEN 1 ELSE 0 END`,
  onTime: `CASE WHEN "timeliness" = 'on_time' THEN 1 ELSE 0 END`,
  late: `CASE WHEN "timeliness" = 'late' THEN 1 ELSE 0 END`,
  withdrawn: `CASE WHEN "ending" = 'withdrawn' THEN 1 ELSE 0 END`,
  stopped: `CASE WHEN "ending" = 'stopped' THEN 1 ELSE 0 END`,
  refused: `CASE WHEN "ending" = 'completed' AND "outcome" = 'refused' THEN 1 ELSE 0 END`,
};

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const minus = (names: readonly string[]): string => names.map((name) => `-"${name}"`).join(', ');
const summed = (names: readonly string[]): string =>
  names.map((name) => `CAST(sum(l."${name}") AS integer) AS "${name}"`).join(', ');
const differs = (names: readonly string[]): string => names.map((name) => `sum(l."${name}") <> 0`).join(' OR ');
const only = (measures: Readonly<Partial<Record<Measure, string>>>): string =>
  MEASURES.map((name) => `${measures[name] ?? '0'} AS "${name}"`).join(', ');

const BREACHED = `"lateDay" IS NOT NULL AND ("finishedDay" IS NULL OR "lateDay" < "finishedDay")`;
const KEYS = ['keyCode', 'channel', 'onlineLevel', 'quick'] as const;

const facts = (columns: string): string => `"facts" AS MATERIALIZED (
  SELECT ${columns}, "channel", "onlineLevel", ("limitUnit" = 'same_day' OR "instant") AS "quick", "acceptedDay",
         CASE WHEN "lateFromDay" < "acceptedDay" THEN "acceptedDay" ELSE "lateFromDay" END AS "lateDay",
         "finishedDay", "timeliness", "ending", "outcome"
    FROM "dossier_fact" WHERE "responsibleUnitCode" = $1)`;

/** What the days of one unit ($1) lack: the dossiers counted anew, less what bins and tail hold. One snapshot. */
export function missingFromDays(grain: Grain): string {
  return `WITH ${facts(`"${grain}Code" AS "keyCode"`)}
    SELECT CAST($1 AS varchar) AS "nodeCode", '${grain}' AS "grain", 'day' AS "span", l."day" AS "bin",
           ${KEYS.map((name) => `l."${name}"`).join(', ')}, ${summed(MEASURES)}
      FROM (
        SELECT ${list(KEYS)}, "acceptedDay" AS "day", ${only({ received: '1' })} FROM "facts"
        UNION ALL SELECT ${list(KEYS)}, "lateDay", ${only({ overdueDelta: '1' })} FROM "facts" WHERE ${BREACHED}
        UNION ALL SELECT ${list(KEYS)}, "finishedDay", ${only({ overdueDelta: '-1' })}
          FROM "facts" WHERE "finishedDay" IS NOT NULL AND ${BREACHED}
        UNION ALL SELECT ${list(KEYS)}, "finishedDay", ${only(CLASSES)} FROM "facts" WHERE "finishedDay" IS NOT NULL
        UNION ALL SELECT ${list(KEYS)}, "bin", ${minus(MEASURES)}
          FROM "kpi_bin" WHERE "nodeCode" = $1 AND "grain" = '${grain}' AND "span" = 'day'
        UNION ALL SELECT "${grain}Code", "channel", "onlineLevel", "quick", "day", ${minus(MEASURES)}
          FROM "kpi_tail" WHERE "unitCode" = $1
      ) AS l
     GROUP BY 4, 5, 6, 7, 8 HAVING ${differs(MEASURES)}`;
}

const OFFICER = POSTED.kpi_officer_half;
const half = (day: string): string =>
  `CASE WHEN substr(${day}, 9, 2) < '15' THEN substr(${day}, 1, 8) || '01' ELSE substr(${day}, 1, 8) || '15' END`;

/** The same of the persons who settled for the unit. */
export const MISSING_FROM_OFFICERS = `WITH ${facts('"settledBy"')}
  SELECT CAST($1 AS varchar) AS "unitCode", l."half", l."settledBy", l."acceptedHalf", l."quick", ${summed(OFFICER.amounts)}
    FROM (
      SELECT ${half('"finishedDay"')} AS "half", "settledBy", ${half('"acceptedDay"')} AS "acceptedHalf", "quick",
             ${OFFICER.amounts.map((name) => `${CLASSES[name] ?? '0'} AS "${name}"`).join(', ')}
        FROM "facts" WHERE "finishedDay" IS NOT NULL
      UNION ALL SELECT "half", "settledBy", "acceptedHalf", "quick", ${minus(OFFICER.amounts)}
        FROM "kpi_officer_half" WHERE "unitCode" = $1
      UNION ALL SELECT ${half('"day"')}, "settledBy", "acceptedHalf", "quick", ${minus(OFFICER.amounts)}
        FROM "kpi_tail" WHERE "unitCode" = $1 AND "settledBy" IS NOT NULL
    ) AS l
   GROUP BY 2, 3, 4, 5 HAVING ${differs(OFFICER.amounts)}`;

/**
 * What stands open of one unit ($1), and what bins and tail say of it taken away. Days of promises are made of `dueAt`
 * by whoever asks: engines differ in it.
 */
export const OPEN_AND_POSTED = `
  SELECT "currentDueAt" AS "dueAt", CAST(NULL AS varchar) AS "dueDay", COALESCE("lateFromDay", '') AS "lateDay",
         CAST(count(*) AS integer) AS "dossiers"
    FROM "dossier_due" WHERE "responsibleUnitCode" = $1 GROUP BY "currentDueAt", COALESCE("lateFromDay", '')
  UNION ALL SELECT NULL, "dueDay", "lateDay", -"dossiers" FROM "kpi_open_day" WHERE "unitCode" = $1
  UNION ALL SELECT NULL, "dueDay", "lateDay", -"dossiers" FROM "kpi_open_tail" WHERE "unitCode" = $1`;

/** What the half-months of a unit ($1) lack of the days of the units below it. */
export function missingFromHalves(units: string): string {
  return `SELECT CAST($1 AS varchar) AS "nodeCode", l."grain", 'half' AS "span", l."bin",
           ${KEYS.map((name) => `l."${name}"`).join(', ')}, ${summed(MEASURES)}
    FROM (
      SELECT "grain", ${half('"bin"')} AS "bin", ${list(KEYS)}, ${list(MEASURES)}
        FROM "kpi_bin" WHERE "nodeCode" IN (${units}) AND "span" = 'day'
      UNION ALL SELECT "grain", "bin", ${list(KEYS)}, ${minus(MEASURES)}
        FROM "kpi_bin" WHERE "nodeCode" = $1 AND "span" = 'half'
    ) AS l
   GROUP BY 2, 4, 5, 6, 7, 8 HAVING ${differs(MEASURES)}`;
}

/** What the balances of a unit ($1) lack of its half-months before each year. */
export const MISSING_FROM_BALANCES = `
  SELECT CAST($1 AS varchar) AS "nodeCode", l."grain", l."yearStart", ${KEYS.map((name) => `l."${name}"`).join(', ')},
         ${summed(['open', 'overdue'])}
    FROM (
      SELECT y."yearStart", b."grain", ${KEYS.map((name) => `b."${name}"`).join(', ')},
             b."received" - b."early" - b."onTime" - b."late" AS "open", b."overdueDelta" AS "overdue"
        FROM "kpi_year" y JOIN "kpi_bin" b ON b."nodeCode" = $1 AND b."span" = 'half' AND b."bin" < y."yearStart"
      UNION ALL SELECT "yearStart", "grain", ${list(KEYS)}, -"open", -"overdue"
        FROM "kpi_balance" WHERE "nodeCode" = $1
    ) AS l
   GROUP BY 2, 3, 4, 5, 6, 7 HAVING ${differs(['open', 'overdue'])}`;
