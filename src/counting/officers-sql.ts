import { halfEnd, halfOf } from '../domain/kpi/half-month.js';
import type { DayRange } from '../domain/kpi/period.js';
import type { SlotPlan } from '../domain/kpi/slots.js';
import type { Statement } from '../platform/database/sql.js';
import { OFFICER, Params, sums } from './counts-sql.js';

const CLASSES = ['early', 'onTime', 'late', 'withdrawn', 'stopped', 'refused'] as const;

const RESOLVED = '"early" + "onTime" + "late"';

const SETTLED = `SELECT "settledBy", "quick", "received", ${CLASSES.map((name) => `"${name}"`).join(', ')}`;

const OF_DOSSIER: Readonly<Record<(typeof CLASSES)[number], string>> = {
  early: `"timeliness" = 'early'`,
  onTime: `"timeliness" = 'on_time'`,
  late: `"timeliness" = 'late'`,
  withdrawn: `"ending" = 'withdrawn'`,
  stopped: `"ending" = 'stopped'`,
  refused: `"ending" = 'completed' AND "outcome" = 'refused'`,
};

/**
 * What each person settled in one period, of it `received` within the period: whole half-months from the bins and the
 * tail, and from the dossiers themselves only what was settled, or accepted, in the half-months that the period cuts.
 *
 * @param plan of this period alone
 */
export function officerStatement(unitCodes: readonly string[], { from, to }: DayRange, { cut }: SlotPlan): Statement {
  const params = new Params();
  const units = `IN ${params.list(unitCodes)}`;
  const [first, last] = [params.one(from), params.one(to)];
  const pieces = cut.map((piece) => ({ from: piece.from < from ? from : piece.from, to: piece.to }));
  // Accepted in the half-month that the period's beginning cuts: before or after it, the half-month cannot say.
  const half = halfOf(from);
  const begin = half === from ? null : { from: half, to: halfEnd(half) };
  const classes = CLASSES.map((name) => `"${name}"`).join(', ');
  const known = begin === null ? 'TRUE' : `"acceptedHalf" <> ${params.one(half)}`;
  const fresh = `CASE WHEN "acceptedHalf" >= ${first} THEN ${RESOLVED} ELSE 0 END`;
  const halves = cut.length === 0 ? 'TRUE' : `"half" NOT IN ${params.list(cut.map((piece) => piece.from))}`;
  const facts = `SELECT "settledBy", ("limitUnit" = 'same_day' OR "instant") AS "quick",
      CASE WHEN "acceptedDay" >= ${first} THEN 1 ELSE 0 END AS "received",
      ${CLASSES.map((name) => `CASE WHEN ${OF_DOSSIER[name]} THEN 1 ELSE 0 END AS "${name}"`).join(', ')}, "finishedDay"
    FROM "dossier_fact" WHERE "responsibleUnitCode" ${units}`;
  const parts = [
    `SELECT "settledBy", "quick", ${fresh} AS "received", ${classes} FROM "kpi_officer_half"
      WHERE "unitCode" ${units} AND "half" >= ${first} AND "half" <= ${last} AND ${halves} AND ${known}`,
    `SELECT "settledBy", "quick", ${fresh}, ${classes} FROM "kpi_tail"
      WHERE "unitCode" ${units} AND "settledBy" IS NOT NULL AND "day" BETWEEN ${first} AND ${last}
        AND NOT ${params.within('"day"', pieces)} AND ${known}`,
    // One index range each: asked together, the planner would read all that was settled in the whole period.
    ...pieces.map((piece) => `${SETTLED} FROM (${facts} AND ${params.within('"finishedDay"', [piece])}) AS f`),
    ...(begin === null
      ? []
      : [
          `${SETTLED} FROM (WITH "begun" AS MATERIALIZED (${facts} AND ${params.within('"acceptedDay"', [begin])})
              SELECT * FROM "begun") AS f
            WHERE "finishedDay" BETWEEN ${first} AND ${last} AND NOT ${params.within('"finishedDay"', pieces)}`,
        ]),
  ];
  const sql = `SELECT l."settledBy" AS "key", ${String(OFFICER)} AS "of", l."quick", '' AS "channel", CAST(${first} AS varchar) AS "day",
      ${sums(['received', ...CLASSES])}, 0 AS "overdueDelta"
    FROM (${parts.join('\n UNION ALL ')}) AS l GROUP BY 1, 3`;
  return { sql, params: params.values };
}
