import { MEASURES, type Measure } from '../domain/kpi/movements.js';
import type { DayRange } from '../domain/kpi/period.js';
import type { SlotPlan } from '../domain/kpi/slots.js';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { writeInstant } from '../platform/database/instant-column.js';
import type { SqlValue, Statement } from '../platform/database/sql.js';

/** By what dossiers are told apart; `period` only by the periods asked for. */
export type Grouping = 'unit' | 'field' | 'procedure' | 'channel' | 'officer' | 'period';

export interface CountLines {
  readonly grouping: Grouping;
  /** units whose own sums by half-month are wanted, with everything below them */
  readonly nodes: readonly string[];
  /** units whose sums are taken away from those, with everything below them */
  readonly without: readonly string[];
  /** every unit below the one asked about, and itself, save those taken away */
  readonly unitCodes: readonly string[];
  readonly plan: SlotPlan;
  readonly today: PlainDate;
  readonly now: Instant;
  readonly only: CountFilter;
  /** tells channels apart beside the key */
  readonly byChannel: boolean;
  /** as closed periods were reported: what became known of their days later stands on the day it was posted to */
  readonly asReported: boolean;
}

/** Narrows what is counted. A field and a procedure are not asked for together: bins hold either. */
export interface CountFilter {
  readonly fieldCode?: string | undefined;
  readonly procedureCode?: string | undefined;
  readonly channel?: string | undefined;
}

/** Collects the values of a statement and says by which name each is called in it. */
export class Params {
  readonly values: SqlValue[] = [];

  one(value: SqlValue): string {
    return `$${String(this.values.push(value))}`;
  }

  list(values: readonly SqlValue[]): string {
    return `(${values.map((value) => this.one(value)).join(', ')})`;
  }

  within(column: string, ranges: readonly DayRange[]): string {
    const each = ranges.map(({ from, to }) => `${column} BETWEEN ${this.one(from)} AND ${this.one(to)}`);
    return each.length === 0 ? 'FALSE' : `(${each.join(' OR ')})`;
  }
}

/** More slots than this are sent by days: a long chain of comparisons would cost more than the rows. */
const FEW_SLOTS = 4;

const KEY: Readonly<Record<Grouping, string>> = {
  unit: `l."unitCode"`,
  field: `l."keyCode"`,
  procedure: `l."keyCode"`,
  channel: `l."channel"`,
  officer: `''`,
  period: `''`,
};

/** Marks lines of a unit by itself, of a unit with all below it, and of a person. */
const OWN = 0;
export const SUBTREE = 1;
export const OFFICER = 2;

export const sums = (measures: readonly string[] = MEASURES): string =>
  measures.map((name) => `CAST(sum(l."${name}") AS integer) AS "${name}"`).join(', ');

/**
 * Sums by key, quickness and slot, in one statement: balance, bins and tail belong to one moment only if one snapshot
 * reads them. What a unit has below it comes by half-months, what an edge cuts comes from the days of each unit.
 */
export function countStatement(lines: CountLines): Statement {
  const params = new Params();
  const byProcedure = lines.grouping === 'procedure' || lines.only.procedureCode !== undefined;
  const grain = byProcedure ? 'procedure' : 'field';
  const { edges, last, cut } = lines.plan;
  const start = `(SELECT COALESCE(max("yearStart"), '') FROM "kpi_year" WHERE "yearStart" <= ${params.one(edges[0] ?? '')})`;
  const facts = MEASURES.map((name) => `"${name}"`).join(', ');
  const lessFacts = MEASURES.map((name) => `-"${name}"`).join(', ');
  const bin = (of: number, measures: string): string =>
    `"nodeCode", ${String(of)}, "keyCode", "channel", "quick", "bin", ${measures}`;
  const whole = cut.length === 0 ? '' : `AND "bin" NOT IN ${params.list(cut.map(({ from }) => from))}`;
  const units = `IN ${params.list(lines.unitCodes)}`;
  const untilLast = params.one(last);
  const below = (codes: readonly string[], sign: '' | '-'): string[] => {
    const nodes = `"nodeCode" IN ${params.list(codes)} AND "grain" = '${grain}'`;
    return [
      `SELECT "nodeCode" AS "unitCode", ${String(SUBTREE)} AS "of", "keyCode", "channel", "quick", '' AS "day",
              ${withOnly({ received: `${sign}"open"`, overdueDelta: `${sign}"overdue"` })}
         FROM "kpi_balance" WHERE ${nodes} AND "yearStart" = ${start}`,
      `SELECT ${bin(SUBTREE, sign === '' ? facts : lessFacts)} FROM "kpi_bin"
        WHERE ${nodes} AND "span" = 'half' AND "bin" >= ${start} AND "bin" <= ${untilLast} ${whole}`,
    ];
  };
  const parts = [
    ...below(lines.nodes, ''),
    ...(lines.without.length === 0 ? [] : below(lines.without, '-')),
    ...(cut.length === 0
      ? []
      : [
          `SELECT ${bin(OWN, facts)} FROM "kpi_bin"
            WHERE "nodeCode" ${units} AND "grain" = '${grain}' AND "span" = 'day' AND ${params.within('"bin"', cut)}`,
        ]),
    `SELECT "unitCode", ${String(OWN)}, "${grain}Code", "channel", "quick", "day", ${facts}
       FROM "kpi_tail" WHERE "unitCode" ${units} AND "day" <= ${params.one(last)}`,
    ...(last >= lines.today ? [laterToday(grain, params.one(lines.today))] : []),
    ...(lines.asReported ? adjustments(units, grain, params.one(last)) : []),
  ];
  const of = lines.grouping === 'unit' ? 'l."of"' : String(OWN);
  const soon = last >= lines.today ? dueLaterToday(lines, units, params) : '';
  const channel = lines.byChannel ? 'l."channel"' : `''`;
  const sql = `${soon} SELECT ${KEY[lines.grouping]} AS "key", ${of} AS "of", l."quick", ${channel} AS "channel",
           ${slot(edges, params)} AS "day", ${sums()}
      FROM (${parts.join('\n UNION ALL ')}) AS l WHERE ${narrowed(lines.only, params)} GROUP BY 1, 2, 3, 4, 5`;
  return { sql, params: params.values };
}

/**
 * The day of today has not ended: what turns late later today is posted to it and does not stand yet (R20). Only hour
 * limits turn late within a day: few, found by unit and day.
 */
function dueLaterToday({ today, now }: CountLines, units: string, params: Params): string {
  return `WITH "soon" AS MATERIALIZED (SELECT * FROM "dossier_unbroken"
    WHERE "responsibleUnitCode" ${units} AND "lateFromDay" = ${params.one(today)} AND "lateFrom" > ${params.one(writeInstant(now))})`;
}

function laterToday(grain: string, today: string): string {
  return `SELECT "responsibleUnitCode", ${String(OWN)}, "${grain}Code", "channel", ("limitUnit" = 'same_day' OR "instant"),
      CAST(${today} AS varchar), ${withOnly({ overdueDelta: '-1' })}
    FROM "soon"`;
}

/** Taken away on the day it belongs to, which had been closed, and put on the day it was posted to. */
function adjustments(units: string, grain: string, last: string): string[] {
  const line = (day: 'day' | 'postDay', sign: '-' | ''): string =>
    `SELECT "unitCode", ${String(OWN)}, "${grain}Code", "channel", "quick", "${day}",
        ${MEASURES.map((name) => `${sign}"${name}"`).join(', ')}
       FROM "kpi_adjustment" WHERE "unitCode" ${units} AND "${day}" <= ${last}`;
  return [line('day', '-'), line('postDay', '')];
}

function narrowed({ fieldCode, procedureCode, channel }: CountFilter, params: Params): string {
  const key = procedureCode ?? fieldCode;
  const asked: string[] = [];
  if (key !== undefined) asked.push(`l."keyCode" = ${params.one(key)}`);
  if (channel !== undefined) asked.push(`l."channel" = ${params.one(channel)}`);
  return asked.length === 0 ? 'TRUE' : asked.join(' AND ');
}

/** A slot is named by its first day. */
function slot(edges: readonly PlainDate[], params: Params): string {
  const [first] = edges;
  if (first === undefined) return `''`;
  if (edges.length > FEW_SLOTS) return `CASE WHEN l."day" < ${params.one(first)} THEN '' ELSE l."day" END`;
  const names = edges.map((edge) => params.one(edge));
  const cases = names.map((edge, i) => `WHEN l."day" < ${edge} THEN ${i === 0 ? `''` : (names[i - 1] ?? `''`)}`);
  return `CASE ${cases.join(' ')} ELSE ${names.at(-1) ?? `''`} END`;
}

function withOnly(measures: Readonly<Partial<Record<Measure, string>>>): string {
  return MEASURES.map((name) => `${measures[name] ?? '0'} AS "${name}"`).join(', ');
}
