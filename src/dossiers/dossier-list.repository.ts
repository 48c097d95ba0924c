import { Injectable } from '@nestjs/common';
import type { Dossier } from '../domain/dossier/dossier.js';
import type { Instant } from '../domain/time/instant.js';
import { addDays, startOfDay, type PlainDate } from '../domain/time/plain-date.js';
import { Database, type Engine } from '../platform/database/database.js';
import { writeInstant } from '../platform/database/instant-column.js';
import type { ListPlace } from '../platform/database/list-cursor.js';
import { placeholders, type SqlValue } from '../platform/database/sql.js';
import { fromRow } from './dossier.row.js';

export type ListSort = 'due' | 'accepted' | 'finished';

export interface ListFilter {
  readonly codePrefix?: string | undefined;
  readonly status?: string | undefined;
  readonly timeliness?: 'in_time' | 'due_soon' | 'overdue' | 'early' | 'on_time' | 'late' | undefined;
  readonly procedure?: string | undefined;
  readonly field?: string | undefined;
  readonly assignee?: string | undefined;
  readonly channel?: string | undefined;
  readonly acceptedFrom?: PlainDate | undefined;
  readonly acceptedTo?: PlainDate | undefined;
  readonly dueFrom?: PlainDate | undefined;
  readonly dueTo?: PlainDate | undefined;
  readonly finishedFrom?: PlainDate | undefined;
  readonly finishedTo?: PlainDate | undefined;
  /** keyed hashes of a number that may be an identity number or a telephone */
  readonly number?: { readonly idHash: string; readonly phoneHash: string } | undefined;
  /** units the reader may see, narrowed to what they asked for */
  readonly unitCodes: readonly string[];
  /** as figures count: units that answer for them, each dossier that stands in figures at all; null asks nothing */
  readonly responsibleUnitCodes: readonly string[] | null;
  readonly sort: ListSort;
  readonly now: Instant;
  /** due at or before it is "soon": one instant, so that it stays an index range */
  readonly soonUntil: Instant;
  readonly limit: number;
  readonly after: ListPlace | null;
}

export interface ListRow {
  readonly dossier: Dossier;
  readonly applicantName: string;
}

const SORT_COLUMN: Readonly<Record<ListSort, { column: string; direction: 'ASC' | 'DESC' }>> = {
  due: { column: 'currentDueAt', direction: 'ASC' },
  accepted: { column: 'acceptedAt', direction: 'DESC' },
  finished: { column: 'finishedAt', direction: 'DESC' },
};

/** Counting stops here: nobody needs to know whether it is 1,001 or a million, and the answer must not cost a scan. */
export const TOTAL_CAP = 1_000;

@Injectable()
export class DossierListRepository {
  constructor(private readonly database: Database) {}

  /** One page and, when there is more, the row it ends at. */
  async page(filter: ListFilter): Promise<ListRow[]> {
    const { column, direction } = SORT_COLUMN[filter.sort];
    const { where, params } = conditions({ ...filter, engine: this.database.engine });
    const rows = await this.database.query(
      `SELECT d.*, p."name" AS "applicantName" FROM "dossier" d
         LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        ${where} ORDER BY d."${column}" ${direction}, d."id" ${direction} LIMIT ${String(filter.limit + 1)}`,
      params,
    );
    return rows.map((row) => ({ dossier: fromRow(row), applicantName: (row['applicantName'] as string | null) ?? '' }));
  }

  /** How many there are, at most one beyond `TOTAL_CAP`. */
  async total(filter: ListFilter): Promise<number> {
    const { where, params } = conditions({ ...filter, after: null, engine: this.database.engine });
    const [row] = await this.database.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n" FROM (SELECT 1 FROM "dossier" d ${where} LIMIT ${String(TOTAL_CAP + 1)}) AS "some"`,
      params,
    );
    return row?.n ?? 0;
  }
}

function conditions(filter: ListFilter & { readonly engine: Engine }): { where: string; params: SqlValue[] } {
  const params: SqlValue[] = [];
  const p = (value: SqlValue): string => `$${String(params.push(value))}`;
  const parts = [inUnits(filter, params), ...counted(filter, params)];
  const { codePrefix, after, sort } = filter;
  if (codePrefix !== undefined) parts.push(beginsWith(codePrefix, filter.engine, p));
  for (const [column, value] of exact(filter)) if (value !== undefined) parts.push(`d."${column}" = ${p(value)}`);
  for (const [column, operator, value] of ranges(filter)) {
    if (value !== undefined) parts.push(`d."${column}" ${operator} ${p(value)}`);
  }
  if (filter.number) {
    const { idHash, phoneHash } = filter.number;
    const theirs = `"idHash" = ${p(idHash)} OR "phoneHash" = ${p(phoneHash)}`;
    parts.push(`d."id" IN (SELECT "dossierId" FROM "dossier_party" WHERE ${theirs})`);
  }
  parts.push(...standing(filter, p));
  if (sort === 'finished') parts.push('d."finishedAt" IS NOT NULL');
  if (after) {
    const { column, direction } = SORT_COLUMN[sort];
    parts.push(`(d."${column}", d."id") ${direction === 'ASC' ? '>' : '<'} (${p(after.at)}, ${p(after.id)})`);
  }
  return { where: `WHERE ${parts.join(' AND ')}`, params };
}

/** Each engine by the index it has: collations of PostgreSQL put punctuation where no range would find it. */
function beginsWith(prefix: string, engine: Engine, p: (value: SqlValue) => string): string {
  if (engine === 'postgres') return `d."code" LIKE ${p(`${prefix}%`)}`;
  return `d."code" >= ${p(prefix)} AND d."code" < ${p(`${prefix}\uffff`)}`;
}

/** Received, decided or held there, or on its way there: what is on its way concerns a unit in lists, not in figures. */
function inUnits({ unitCodes, responsibleUnitCodes }: ListFilter, params: SqlValue[]): string {
  const list = placeholders(unitCodes.length, params.length + 1);
  params.push(...unitCodes);
  const columns = ['unitCode', 'responsibleUnitCode', 'holderUnitCode'];
  if (responsibleUnitCodes === null) columns.push('pendingUnitCode');
  return `(${columns.map((column) => `d."${column}" IN (${list})`).join(' OR ')})`;
}

/** The same dossiers as the view `dossier_fact` of a unit. */
function counted({ responsibleUnitCodes: codes }: ListFilter, params: SqlValue[]): string[] {
  if (codes === null) return [];
  const list = placeholders(codes.length, params.length + 1);
  params.push(...codes);
  return [
    `d."responsibleUnitCode" IN (${list})`,
    'd."voidedAt" IS NULL',
    `d."status" NOT IN ('submitted', 'rejected')`,
  ];
}

function exact({ status, procedure, field, assignee, channel }: ListFilter): [string, string | undefined][] {
  return [
    ['status', status],
    ['procedureCode', procedure],
    ['fieldCode', field],
    ['holderUsername', assignee],
    ['channel', channel],
  ];
}

function ranges(filter: ListFilter): [string, string, string | undefined][] {
  const from = (day: PlainDate | undefined): string | undefined => day && (writeInstant(startOfDay(day)) ?? undefined);
  const until = (day: PlainDate | undefined): string | undefined => day && from(addDays(day, 1));
  return [
    ['acceptedDay', '>=', filter.acceptedFrom],
    ['acceptedDay', '<=', filter.acceptedTo],
    // A due at 00:00 belongs to the day that ends (acts.md).
    ['currentDueAt', '>', from(filter.dueFrom)],
    ['currentDueAt', '<=', until(filter.dueTo)],
    ['finishedDay', '>=', filter.finishedFrom],
    ['finishedDay', '<=', filter.finishedTo],
  ];
}

function standing({ timeliness, now, soonUntil }: ListFilter, p: (value: SqlValue) => string): string[] {
  const at = writeInstant(now);
  switch (timeliness) {
    case undefined:
      return [];
    case 'early':
    case 'on_time':
    case 'late':
      return [`d."timeliness" = ${p(timeliness)}`];
    case 'overdue':
      return ['d."finishedAt" IS NULL', `d."lateFrom" <= ${p(at)}`];
    case 'due_soon':
      return [
        'd."finishedAt" IS NULL',
        `d."lateFrom" > ${p(at)}`,
        `d."statutoryDueAt" <= ${p(writeInstant(soonUntil))}`,
      ];
    case 'in_time':
      return ['d."finishedAt" IS NULL', `(d."lateFrom" IS NULL OR d."lateFrom" > ${p(at)})`];
  }
}
