import { Injectable } from '@nestjs/common';
import type { Cause } from '../../domain/apology/cause.js';
import {
  addCover,
  COVER_MEASURES,
  NO_COVER,
  type CoverCounts,
  type CoverMeasure,
  type CoverPosting,
} from '../../domain/apology/coverage.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Params } from '../../counting/counts-sql.js';
import type { Path } from '../../counting/roll-up.js';
import { Database } from '../../platform/database/database.js';
import { placed, postingsOf, type Place, type PlacedLine, type Span } from './cover-places.js';
import { LINE_COLUMNS, lineOf, liveLines, MARKED, type LineRow } from './cover-sql.js';

export interface SumQuestion {
  readonly places: readonly Place[];
  /** each counted apart; null: from the beginning until now */
  readonly periods: readonly (DayRange | null)[];
  readonly path: Path;
}

/** What counts at one place in one period, for one cause and one fault. */
export interface CoverSum extends Place {
  /** which of the periods asked for */
  readonly period: number;
  readonly cause: Cause;
  readonly fault: Fault;
  readonly counts: CoverCounts;
}

/** Lines have flags of the same names as some of the measures. */
type BinRow = Readonly<Record<`sum_${CoverMeasure}`, number>> & {
  readonly kind: 'bin';
  readonly nodeCode: string;
  readonly span: Span;
  readonly cause: Cause;
  readonly fault: Fault;
  readonly period: number;
};
type MarkedRow = LineRow & { readonly kind: 'stored' | 'live'; readonly nodeCode: string; readonly span: Span };

/**
 * Sums of how obligations stand: bins, and for the few dossiers that changed since the last fold what they add now
 * instead of what they added then. One statement, so that no fold comes in between.
 */
@Injectable()
export class CoverageRepository {
  constructor(private readonly database: Database) {}

  /** @returns no row where nothing counts */
  async sums(question: SumQuestion): Promise<CoverSum[]> {
    const { places, periods, path } = question;
    if (places.length === 0 || periods.length === 0) return [];
    const { sql, params } = statementOf(question);
    const rows = await this.database.query<BinRow | MarkedRow>(sql, params);
    const sums = new Sums();
    const [stored, live]: [PlacedLine[], PlacedLine[]] = [[], []];
    const asked = new Set(places.map(idOf));
    for (const row of rows) {
      if (row.kind === 'bin') sums.add(row, row.period, countsOf(row), 1);
      else if (row.kind === 'stored') stored.push({ nodeCode: row.nodeCode, span: row.span, line: lineOf(row) });
      else live.push(...placed(lineOf(row), path).filter((one) => asked.has(idOf(one))));
    }
    for (const [lines, times] of [
      [stored, -1],
      [live, 1],
    ] as const) {
      for (const posting of postingsOf(lines)) {
        periods.forEach((period, i) => {
          if (isWithin(posting, period)) sums.add(posting, i, posting.counts, times);
        });
      }
    }
    return sums.all();
  }
}

/** Adds up under a place, a period, a cause and a fault. */
class Sums {
  private readonly byKey = new Map<string, CoverSum>();

  add(at: Place & Pick<CoverPosting, 'cause' | 'fault'>, period: number, counts: CoverCounts, times: 1 | -1): void {
    const { nodeCode, span, cause, fault } = at;
    const key = [nodeCode, span, period, cause, fault].join(' ');
    const before = this.byKey.get(key)?.counts ?? NO_COVER;
    this.byKey.set(key, { nodeCode, span, period, cause, fault, counts: addCover(before, counts, times) });
  }

  all(): CoverSum[] {
    return [...this.byKey.values()].filter(({ counts }) => COVER_MEASURES.some((name) => counts[name] !== 0));
  }
}

const FLAGS: ReadonlySet<string> = new Set(['timely', 'tardy', 'automatic', 'outside', 'proven']);

function statementOf({ places, periods }: SumQuestion): { sql: string; params: Params['values'] } {
  const params = new Params();
  const at = placesSql(places, params);
  const own = LINE_COLUMNS.filter((name) => name !== 'cause' && name !== 'fault');
  const nothing = own.map((name) => `CAST(NULL AS ${FLAGS.has(name) ? 'boolean' : 'varchar'}) AS "${name}"`).join(', ');
  const bins = periods.map(
    (period, i) => `SELECT 'bin' AS "kind", "nodeCode", "span", ${String(i)} AS "period", "cause", "fault",
      ${COVER_MEASURES.map((name) => `CAST(SUM("${name}") AS integer) AS "sum_${name}"`).join(', ')}, ${nothing}
      FROM "cover_bin" WHERE ${at}${dayWithin(period, params)} GROUP BY "nodeCode", "span", "cause", "fault"`,
  );
  const zeros = COVER_MEASURES.map((name) => `0 AS "sum_${name}"`).join(', ');
  const lines = own.map((name) => `x."${name}"`).join(', ');
  const marked = (kind: string, place: string, from: string): string =>
    `SELECT '${kind}' AS "kind", ${place}, 0 AS "period", x."cause", x."fault", ${zeros}, ${lines} FROM ${from}`;
  return {
    sql: [
      ...bins,
      marked('stored', 'x."nodeCode", x."span"', `"cover_line" x WHERE ${at} AND x."dossierId" IN (${MARKED})`),
      marked(
        'live',
        `x."unitCode" AS "nodeCode", 'own' AS "span"`,
        `(${liveLines(`o."dossierId" IN (${MARKED})`)}) AS x`,
      ),
    ].join(' UNION ALL '),
    params: params.values,
  };
}

function placesSql(places: readonly Place[], params: Params): string {
  const of = (span: Span): string[] => {
    const codes = places.filter((place) => place.span === span).map(({ nodeCode }) => nodeCode);
    return codes.length === 0 ? [] : [`("span" = '${span}' AND "nodeCode" IN ${params.list(codes)})`];
  };
  return `(${[...of('own'), ...of('tree')].join(' OR ')})`;
}

function dayWithin(period: DayRange | null, params: Params): string {
  return period === null ? '' : ` AND "day" BETWEEN ${params.one(period.from)} AND ${params.one(period.to)}`;
}

function isWithin({ day }: { readonly day: PlainDate }, period: DayRange | null): boolean {
  return period === null || (period.from <= day && day <= period.to);
}

function countsOf(row: BinRow): CoverCounts {
  return Object.fromEntries(COVER_MEASURES.map((name) => [name, row[`sum_${name}`]])) as CoverCounts;
}

function idOf({ nodeCode, span }: Place): string {
  return `${span} ${nodeCode}`;
}
