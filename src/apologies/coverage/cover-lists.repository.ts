import { Injectable } from '@nestjs/common';
import type { Cause } from '../../domain/apology/cause.js';
import { COVER_LISTS, type CoverLine, type CoverList } from '../../domain/apology/coverage.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { LetterState } from '../../domain/apology/letter.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Params } from '../../counting/counts-sql.js';
import { Database } from '../../platform/database/database.js';
import { placeholders } from '../../platform/database/sql.js';
import type { Place } from './cover-places.js';
import { columnList, lineOf, liveLines, MARKED, type LineRow } from './cover-sql.js';

export interface ListQuestion {
  readonly list: CoverList;
  readonly place: Place;
  /** the unit, or it and all below it */
  readonly unitCodes: readonly string[];
  readonly period: DayRange;
  readonly cause: Cause | null;
  readonly fault: Fault | null;
  readonly after: { readonly day: PlainDate; readonly id: string } | null;
  readonly limit: number;
}

export interface ListedLetter {
  readonly id: string;
  readonly state: LetterState;
  readonly number: string | null;
}

/** The obligations behind each number: a bounded piece of an index for each standing, however many there are. */
@Injectable()
export class CoverLists {
  constructor(private readonly database: Database) {}

  /** By day of opening; one more than asked for says that there are more. */
  async page(question: ListQuestion): Promise<CoverLine[]> {
    const params = new Params();
    const { place, list } = question;
    const at = `c."nodeCode" = ${params.one(place.nodeCode)} AND c."span" = '${place.span}'`;
    const rest = restOf(question, params);
    const tail = `ORDER BY "day", "obligationId" LIMIT ${String(question.limit + 1)}`;
    const settled = `c."dossierId" NOT IN (${MARKED})`;
    const stored = (of: string): string =>
      `SELECT * FROM (SELECT ${columnList('c.')} FROM "cover_line" c WHERE ${at} AND ${of} AND ${rest} AND ${settled} ${tail}) AS s`;
    const standings = COVER_LISTS[list];
    const pieces =
      list === 'tardy' ? [stored('c."tardy"')] : standings.map((standing) => stored(`c."standing" = '${standing}'`));
    const marked = `SELECT ${columnList('c.')} FROM (${liveLines(`o."dossierId" IN (${MARKED})`)}) AS c
      WHERE c."unitCode" IN ${params.list(question.unitCodes)}
        AND c."standing" IN (${standings.map((one) => `'${one}'`).join(', ')}) AND ${rest}${list === 'tardy' ? ' AND c."tardy"' : ''}`;
    const rows = await this.database.query<LineRow>(
      `SELECT ${columnList()} FROM (${[...pieces, marked].join(' UNION ALL ')}) AS x ${tail}`,
      params.values,
    );
    return rows.map(lineOf);
  }

  async letters(ids: readonly string[]): Promise<readonly ListedLetter[]> {
    if (ids.length === 0) return [];
    return this.database.query<ListedLetter>(
      `SELECT "id", "state", "numberText" AS "number" FROM "letter" WHERE "id" IN (${placeholders(ids.length)})`,
      ids,
    );
  }
}

function restOf({ period, cause, fault, after }: ListQuestion, params: Params): string {
  const parts = [`c."day" BETWEEN ${params.one(period.from)} AND ${params.one(period.to)}`];
  if (after !== null) {
    parts.push(`(c."day", c."obligationId") > (${params.one(after.day)}, ${params.one(after.id)})`);
  }
  if (cause !== null) parts.push(`c."cause" = ${params.one(cause)}`);
  if (fault !== null) parts.push(`c."fault" = ${params.one(fault)}`);
  return parts.join(' AND ');
}
