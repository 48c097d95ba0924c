import { addDays, localDate, startOfDay } from '../../domain/time/plain-date.js';
import type { Engine } from '../../platform/database/database.js';
import { EVERYWHERE } from './concern.row.js';
import { beginOf, endOf, inReach, iso, onDossier, type Param } from './dossier-conditions.js';
import type { ListFilter, ListSort } from './list-filter.js';

/** Beyond these a list of all, looked through for theirs, is cheaper than a list for each. */
const UNITS_MAX = 200;

/** How often one dossier can stand in the lists of different units. */
const STANDS_MAX = 4;

/** The lists of some units, each read in its own order from an index until there is enough. */
export interface Ranges {
  readonly units: readonly string[];
  /** conditions that make one range of an index each, together with a unit; '' when the unit is enough */
  readonly kinds: readonly string[];
  /** on `dossier_concern c` */
  readonly conditions: readonly string[];
  /** on `dossier d`; null: the dossier need not be looked at to know whether it belongs */
  readonly onDossier: Conditions | null;
}

/** Named when a statement asks them: PostgreSQL refuses parameters that nothing asks. */
export type Conditions = (p: Param) => readonly string[];

interface Order {
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
}

const LIST_ORDER: Readonly<Record<ListSort, Order>> = {
  due: { column: 'dueAt', direction: 'ASC' },
  accepted: { column: 'listedAt', direction: 'DESC' },
  finished: { column: 'finishedAt', direction: 'DESC' },
};

/** What is late stands by how long, what soon will be by how soon: a new promise moves neither. */
const BY_LATENESS: Order = { column: 'lateFrom', direction: 'ASC' };

/** The order in which a list stands. */
export function orderOf(filter: Pick<ListFilter, 'sort' | 'timeliness'>): Order {
  return standsByLateness(filter) ? BY_LATENESS : LIST_ORDER[filter.sort];
}

/** Of which the index of lateness gives the range and the order. */
export function standsByLateness({ sort, timeliness }: Pick<ListFilter, 'sort' | 'timeliness'>): boolean {
  return sort === 'due' && (timeliness === 'overdue' || timeliness === 'due_soon');
}

/**
 * The ranges that hold what is asked, in the order that is asked.
 *
 * @param byLateness read what is late, or soon to be, from the index of that and sort it: for when that is little
 * @returns null when nothing can fulfil it
 */
export function rangesOf(filter: ListFilter, byLateness: boolean, p: Param): Ranges | null {
  const { units, within } = unitsToRead(filter);
  const { timeliness, soonUntil } = filter;
  const standing = standingOf(filter, byLateness, p);
  const kinds = byLateness ? [''] : kindsOf(filter);
  if (kinds.length === 0) return null;
  const soon = (param: Param): string[] =>
    timeliness === 'due_soon' ? [`d."statutoryDueAt" <= ${param(iso(soonUntil))}`] : [];
  const asked: Conditions = (param) => [...onDossier(filter, param), ...soon(param), ...inReach(within, param)];
  return {
    units,
    kinds,
    conditions: [...standing, ...(byLateness ? lateDaysOf(filter, p) : daysOf(filter, p))],
    onDossier: asked(() => '').length > 0 ? asked : null,
  };
}

/** Whoever answers for them, when the reader sees all of those; else whatever concerns the reader. */
function unitsToRead({ unitCodes, responsibleUnitCodes }: ListFilter): {
  units: readonly string[];
  /** units one of which each dossier must concern, when the list read holds others too */
  within: readonly string[] | null;
} {
  const seesAll = responsibleUnitCodes?.every((code) => unitCodes?.includes(code) ?? true) ?? false;
  const units = seesAll ? responsibleUnitCodes : unitCodes;
  if (units === null) return { units: [EVERYWHERE], within: null };
  if (units.length > UNITS_MAX) return { units: [EVERYWHERE], within: unitCodes };
  return { units, within: null };
}

function kindsOf({ sort, timeliness }: ListFilter): string[] {
  const isSettled = timeliness === 'early' || timeliness === 'on_time' || timeliness === 'late';
  const isOpen = timeliness !== undefined && !isSettled;
  switch (sort) {
    case 'accepted':
      return [''];
    case 'due': {
      const [open, closed] = ['c."open" = TRUE', 'c."open" = FALSE'];
      if (timeliness === undefined) return [open, closed];
      return [isOpen ? open : closed];
    }
    case 'finished': {
      if (isOpen) return [];
      const asked = isSettled ? [timeliness] : ['early', 'on_time', 'late'];
      return asked.map((each) => `c."timeliness" = '${each}'`);
    }
  }
}

/**
 * What is late or soon to be stands in an index of its own; where another index gives the order, the engine must not be
 * led to that one and sort: hence the `coalesce`, which no index knows.
 */
function standingOf({ timeliness, now, soonUntil, sort }: ListFilter, byLateness: boolean, p: Param): string[] {
  const at = (): string => p(iso(now));
  const lateFrom = byLateness ? 'c."lateFrom"' : 'coalesce(c."lateFrom", NULL)';
  switch (timeliness) {
    case undefined:
      return [];
    case 'early':
    case 'on_time':
    case 'late':
      return sort === 'finished' ? [] : [`c."timeliness" = ${p(timeliness)}`];
    case 'overdue':
      return [`${lateFrom} <= ${at()}`];
    case 'due_soon': {
      // By days it is late from the day after the due; a promise that was moved into the past, from the day after that.
      const until = iso(startOfDay(addDays(localDate(soonUntil), 2)));
      return [`${lateFrom} > ${at()}`, `${lateFrom} <= ${p(until)}`];
    }
    case 'in_time':
      return ['c."open" = TRUE', `(c."lateFrom" IS NULL OR ${lateFrom} > ${at()})`];
  }
}

/** The days from which it counts as late, as the range of instants in which it became late. */
function lateDaysOf({ lateSince, lateUntil }: ListFilter, p: Param): string[] {
  return [
    ...(lateSince === undefined ? [] : [`c."lateFrom" >= ${p(beginOf(lateSince) ?? '')}`]),
    ...(lateUntil === undefined ? [] : [`c."lateFrom" < ${p(endOf(lateUntil) ?? '')}`]),
  ];
}

/** Days asked of what the list is ordered by bound the range; what is asked of other days is asked of the dossier. */
function daysOf(filter: ListFilter, p: Param): string[] {
  const { column } = LIST_ORDER[filter.sort];
  const [from, to] = {
    accepted: [filter.acceptedFrom, filter.acceptedTo],
    due: [filter.dueFrom, filter.dueTo],
    finished: [filter.finishedFrom, filter.finishedTo],
  }[filter.sort];
  const parts = filter.sort === 'finished' ? ['c."finishedAt" IS NOT NULL'] : [];
  if (from !== undefined) parts.push(`c."${column}" >= ${p(beginOf(from) ?? '')}`);
  if (to !== undefined) parts.push(`c."${column}" <= ${p(endOf(to) ?? '')}`);
  // What stood open on a day had come in by then.
  const stood = filter.sort === 'accepted' ? [filter.openOn, filter.overdueOn, filter.inTimeOn] : [];
  for (const day of stood) if (day !== undefined) parts.push(`c."${column}" <= ${p(endOf(day) ?? '')}`);
  return parts;
}

/** The first `limit` of the ranges together, in order: `id` and `at`. */
export function firstOf(ranges: Ranges, filter: ListFilter, limit: number, engine: Engine, p: Param): string {
  const { column, direction } = orderOf(filter);
  const { after } = filter;
  const compare = direction === 'ASC' ? '>' : '<';
  const beyond = after ? [`(c."${column}", c."dossierId") ${compare} (${p(after.at)}, ${p(after.id)})`] : [];
  const source = sourceOf(ranges, p);
  const ordered = (at: string, id: string): string =>
    `ORDER BY ${at} ${direction}, ${id} ${direction} LIMIT ${String(limit)}`;
  const branches = branchesOf(ranges, engine, p, (unit, kind) => {
    const where = conditionsOf(ranges, unit, kind, beyond);
    const order = ordered(`c."${column}"`, 'c."dossierId"');
    return `SELECT c."dossierId" AS "id", c."${column}" AS "at" FROM ${source(where)} ${order}`;
  });
  const [only, ...others] = branches;
  if (only !== undefined && others.length === 0 && ranges.units.length === 1) return only;
  const all = branches.map((branch) => `SELECT "id", "at" FROM (${branch}) AS one`).join(' UNION ALL ');
  return `SELECT "id", "at" FROM (${all}) AS every GROUP BY "id", "at" ${ordered('"at"', '"id"')}`;
}

/** CROSS JOIN: SQLite must walk the list and look at dossiers, not the other way round. */
function sourceOf({ onDossier: asked }: Ranges, p: Param): (where: string) => string {
  if (asked === null) return (where) => `"dossier_concern" c WHERE ${where}`;
  const fulfilled = ['d."id" = c."dossierId"', ...asked(p)].join(' AND ');
  return (where) => `"dossier_concern" c CROSS JOIN "dossier" d WHERE ${where} AND ${fulfilled}`;
}

function conditionsOf({ conditions }: Ranges, unit: string, kind: string, beyond: readonly string[] = []): string {
  return [`c."unitCode" = ${unit}`, kind, ...conditions, ...beyond].filter((part) => part !== '').join(' AND ');
}

/** How many there are in the ranges, at most `cap`; the dossiers themselves are not looked at. */
export function countOf(ranges: Ranges, cap: number, engine: Engine, p: Param): string {
  return `SELECT CAST(count(*) AS integer) AS "n" FROM (${anyOf(ranges, cap, engine, p)}) AS counted`;
}

/**
 * How many of the first `cap` fulfil what is asked of the dossier, and how many were looked at: the first in the order
 * of the list, where it is one range.
 */
export function sampleOf(ranges: Ranges, filter: ListFilter, cap: number, engine: Engine, p: Param): string {
  const fulfilled = ranges.onDossier?.(p).join(' AND ') ?? 'TRUE';
  return `SELECT CAST(count(*) AS integer) AS "looked",
                 CAST(coalesce(sum(CASE WHEN ${fulfilled} THEN 1 ELSE 0 END), 0) AS integer) AS "n"
            FROM (${anyOf(ranges, cap, engine, p, orderOf(filter))}) AS counted CROSS JOIN "dossier" d WHERE d."id" = counted."id"`;
}

/** `cap` different ones in no order, if there are as many: one may stand in the lists of several units. */
function anyOf(ranges: Ranges, cap: number, engine: Engine, p: Param, order?: Order): string {
  const branches = branchesOf(
    ranges,
    engine,
    p,
    (unit, kind) => `SELECT c."dossierId" AS "id" FROM "dossier_concern" c WHERE ${conditionsOf(ranges, unit, kind)}`,
  );
  const first = order && branches.length === 1 && ranges.units.length === 1;
  const ordered = first ? `ORDER BY c."${order.column}" ${order.direction}, c."dossierId" ${order.direction} ` : '';
  const all = branches.join(' UNION ALL ');
  if (ranges.units.length === 1) return `${all} ${ordered}LIMIT ${String(cap)}`;
  // The inner limit is for an engine that sorts before it tells different ones apart.
  return `SELECT DISTINCT "id" FROM (${all} LIMIT ${String(cap * STANDS_MAX)}) AS several LIMIT ${String(cap)}`;
}

function branchesOf(
  { units, kinds }: Ranges,
  engine: Engine,
  p: Param,
  branch: (unit: string, kind: string) => string,
): string[] {
  return kinds.flatMap((kind) => inEach(units, engine, p, (unit) => branch(unit, kind)));
}

/** One branch for each value; PostgreSQL takes the values as one list, which it plans in one go. */
export function inEach(
  values: readonly string[],
  engine: Engine,
  p: Param,
  branch: (value: string) => string,
): string[] {
  if (engine === 'sqlite' || values.length === 1) return values.map((value) => branch(p(value)));
  const list = p(JSON.stringify(values));
  return [
    `SELECT one.* FROM jsonb_array_elements_text(CAST(${list} AS jsonb)) AS u("value") CROSS JOIN LATERAL (${branch('u."value"')}) AS one`,
  ];
}
