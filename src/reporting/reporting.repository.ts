import { Injectable } from '@nestjs/common';
import type { Counts } from '../domain/kpi/on-time-rate.js';
import type { DayRange } from '../domain/kpi/period.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { placeholders, type Queries, type SqlValue } from '../platform/database/sql.js';

/** By what dossiers are told apart; `period` only by the periods asked for. */
export type Grouping = 'unit' | 'field' | 'procedure' | 'channel' | 'officer' | 'period';

/** What counts for one key of the grouping; same-day and instant ones apart, for they hide the rest. */
export interface CountRow extends Counts {
  readonly key: string;
  readonly sameDay: boolean;
  /** how many of them cannot be counted honestly; `unsound` names them */
  readonly unsound: number;
}

export interface CountQuestion {
  /** responsible units, each once */
  readonly unitCodes: readonly string[];
  readonly grouping: Grouping;
  /** several only with the grouping `period`, whose keys they are */
  readonly periods: readonly (DayRange & { readonly code: string })[];
  readonly now: Instant;
}

export interface OpenDossier {
  readonly id: string;
  readonly code: string;
  readonly responsibleUnitCode: string;
  readonly procedureCode: string;
  readonly currentDueAt: Instant;
  readonly lateFrom: Instant;
  readonly holderUnitCode: string;
  readonly holderUsername: string | null;
}

/** Whoever holds an open dossier has no part in a result: by officer, what is open at the end of B stands under ''. */
const KEY: Readonly<Record<Grouping, string>> = {
  unit: 'f."responsibleUnitCode"',
  field: 'f."fieldCode"',
  procedure: 'f."procedureCode"',
  channel: 'f."channel"',
  officer: `CASE WHEN f."finishedDay" <= p."lastDay" THEN f."settledBy" ELSE '' END`,
  period: 'p."code"',
};

/** Single open dossiers, as far as the reader may see them. */
export interface OpenScope {
  /** responsible units, each once */
  readonly unitCodes: readonly string[];
  /** only what this unit received, decides or holds; null is everything of `unitCodes` */
  readonly concerning: string | null;
}

const CONCERNING = `(CAST($1 AS varchar) IS NULL OR $1 IN ("unitCode", "responsibleUnitCode", "holderUnitCode"))`;

/** Reads the SQL view `dossier_fact`, which the dossiers feature declares: frozen columns, nobody's name. */
@Injectable()
export class ReportingRepository {
  constructor(private readonly database: Database) {}

  /**
   * The counts of src/domain/kpi/population.ts, in SQL. Two index ranges of (responsibleUnitCode, finishedDay) hold
   * everything a period can count: what is still open, and what was finished since its first day. The day of
   * acceptance is compared outside them, or SQLite would choose the longer index range.
   */
  async count(question: CountQuestion, queries: Queries = this.database): Promise<CountRow[]> {
    const { unitCodes, periods } = question;
    if (unitCodes.length === 0 || periods.length === 0) return [];
    const bounds = [earliest(periods), writeInstant(question.now)];
    const values = periods.map((_, i) => `(${placeholders(3, 3 + 3 * i)})`).join(', ');
    const units = placeholders(unitCodes.length, 3 + 3 * periods.length);
    const params: SqlValue[] = [...bounds, ...periods.flatMap((p) => [p.code, p.from, p.to]), ...unitCodes];
    const rows = await queries.query<CountRow>(countSql(KEY[question.grouping], values, units), params);
    return rows.map((row) => ({ ...row, sameDay: Number(row.sameDay) === 1 }));
  }

  /** Open and not yet late, the nearest to its `lateFrom` first. Those waiting for the citizen cannot become late. */
  async nearestToLate(
    { unitCodes, concerning }: OpenScope,
    now: Instant,
    limit: number,
    queries: Queries = this.database,
  ): Promise<OpenDossier[]> {
    if (unitCodes.length === 0) return [];
    const rows = await queries.query<Record<string, unknown>>(
      `SELECT "id", "code", "responsibleUnitCode", "procedureCode", "currentDueAt", "lateFrom", "holderUnitCode",
              "holderUsername"
         FROM "dossier_fact"
        WHERE "responsibleUnitCode" IN (${placeholders(unitCodes.length, 4)}) AND ${CONCERNING}
          AND "finishedDay" IS NULL AND "lateFrom" > $2
        ORDER BY "lateFrom", "code" LIMIT $3`,
      [concerning, writeInstant(now), limit, ...unitCodes],
    );
    return rows.map(openDossier);
  }

  /**
   * How many open dossiers, not late, were promised in (after, through]: a due at 00:00 belongs to the day that ends.
   * Those waiting for the citizen count with the last date they were told, as in the list behind the number.
   */
  async countDue(
    { unitCodes, concerning }: OpenScope,
    { after, through, now }: { readonly after: Instant; readonly through: Instant; readonly now: Instant },
    queries: Queries = this.database,
  ): Promise<number> {
    if (unitCodes.length === 0) return 0;
    const rows = await queries.query<{ due: number }>(
      `SELECT CAST(count(*) AS integer) AS "due" FROM "dossier_fact"
        WHERE "responsibleUnitCode" IN (${placeholders(unitCodes.length, 5)}) AND ${CONCERNING}
          AND "finishedDay" IS NULL AND ("lateFrom" IS NULL OR "lateFrom" > $2)
          AND "currentDueAt" > $3 AND "currentDueAt" <= $4`,
      [concerning, writeInstant(now), writeInstant(after), writeInstant(through), ...unitCodes],
    );
    return rows[0]?.due ?? 0;
  }

  /** Names what `CountRow.unsound` counts, for whoever has to set it right. */
  async unsound(
    unitCodes: readonly string[],
    { from, to }: DayRange,
    limit: number,
    queries: Queries = this.database,
  ): Promise<string[]> {
    if (unitCodes.length === 0) return [];
    const facts = `SELECT f."code" FROM "dossier_fact" f
      WHERE f."responsibleUnitCode" IN (${placeholders(unitCodes.length, 4)}) AND f."acceptedDay" <= $2`;
    const rows = await queries.query<{ code: string }>(
      `${facts} AND f."finishedDay" IS NULL AND ${UNSOUND}
        UNION ALL ${facts} AND f."finishedDay" >= $1 AND ${UNSOUND} ORDER BY "code" LIMIT $3`,
      [from, to, limit, ...unitCodes],
    );
    return rows.map(({ code }) => code);
  }
}

/**
 * Finished before it came, or running without the instant from which it would be late: a defect, and never to be
 * counted as on time. A report that meets one names it instead (R25).
 */
const UNSOUND = `(f."finishedDay" < f."acceptedDay" OR (f."finishedDay" IS NULL AND f."lateFrom" IS NULL
  AND f."status" IN ('accepted', 'processing')))`;

function countSql(key: string, periods: string, units: string): string {
  const count = (condition: string, name: string): string =>
    `CAST(count(*) FILTER (WHERE ${condition}) AS integer) AS "${name}"`;
  const facts = (finished: string): string =>
    `SELECT "responsibleUnitCode", "fieldCode", "procedureCode", "channel", "limitUnit", "instant", "status", "acceptedDay",
            "finishedDay", "lateFromDay", "lateFrom", "timeliness", "ending", "settledBy"
       FROM "dossier_fact"
      WHERE "responsibleUnitCode" IN (${units}) AND "finishedDay" ${finished}`;
  const resolved = `f."finishedDay" <= p."lastDay"`;
  const open = `(f."finishedDay" IS NULL OR f."finishedDay" > p."lastDay")`;
  const late = `f."lateFromDay" <= p."lastDay" AND f."lateFrom" <= $2`;
  return `
    WITH p("code", "firstDay", "lastDay") AS (VALUES ${periods}),
         f AS (${facts('IS NULL')} UNION ALL ${facts('>= $1')})
    SELECT ${key} AS "key",
           CASE WHEN f."limitUnit" = 'same_day' OR f."instant" THEN 1 ELSE 0 END AS "sameDay",
           ${count(`f."acceptedDay" >= p."firstDay"`, 'received')},
           ${count(`f."acceptedDay" < p."firstDay"`, 'carried')},
           ${count(`${resolved} AND f."timeliness" = 'early'`, 'early')},
           ${count(`${resolved} AND f."timeliness" = 'on_time'`, 'onTime')},
           ${count(`${resolved} AND f."timeliness" = 'late'`, 'late')},
           ${count(`${open} AND ${late}`, 'overdue')},
           ${count(`${open} AND (f."lateFrom" IS NULL OR NOT (${late}))`, 'inTime')},
           ${count(`${resolved} AND f."ending" = 'withdrawn'`, 'withdrawn')},
           ${count(`${resolved} AND f."ending" = 'stopped'`, 'stopped')},
           ${count(UNSOUND, 'unsound')}
      FROM f CROSS JOIN p
     WHERE f."acceptedDay" <= p."lastDay" AND (f."finishedDay" IS NULL OR f."finishedDay" >= p."firstDay")
     GROUP BY 1, 2`;
}

function openDossier(row: Record<string, unknown>): OpenDossier {
  return {
    id: String(row['id']),
    code: String(row['code']),
    responsibleUnitCode: String(row['responsibleUnitCode']),
    procedureCode: String(row['procedureCode']),
    currentDueAt: readInstant(row['currentDueAt']),
    lateFrom: readInstant(row['lateFrom']),
    holderUnitCode: String(row['holderUnitCode']),
    holderUsername: row['holderUsername'] as string | null,
  };
}

function earliest(periods: readonly DayRange[]): string {
  return periods.map(({ from }) => from).reduce((a, b) => (a < b ? a : b));
}
