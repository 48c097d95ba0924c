import type { Instant } from '../../domain/time/instant.js';
import { addDays, startOfDay, type PlainDate } from '../../domain/time/plain-date.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import type { SqlValue } from '../../platform/database/sql.js';
import type { ListConditions, ListFilter } from './list-filter.js';

/** Adds a parameter and answers its `$n`. */
export type Param = (value: SqlValue) => string;

/** A fresh list of parameters with what adds to it. */
export function parameters(): { readonly params: SqlValue[]; readonly p: Param } {
  const params: SqlValue[] = [];
  return { params, p: (value) => `$${String(params.push(value))}` };
}

/** What a row of `dossier d` must fulfil besides its timeliness and the reader's reach. */
export function onDossier(filter: ListFilter, p: Param): string[] {
  const parts: string[] = [];
  for (const [column, value] of exact(filter)) if (value !== undefined) parts.push(`d."${column}" = ${p(value)}`);
  for (const [column, operator, value] of ranges(filter)) {
    if (value !== undefined) parts.push(`d."${column}" ${operator} ${p(value)}`);
  }
  return [...parts, ...stoodOpen(filter, p), ...counted(filter, p)];
}

function exact({ status, procedure, field, assignee, channel }: ListConditions): [string, string | undefined][] {
  return [
    ['status', status],
    ['procedureCode', procedure],
    ['fieldCode', field],
    ['holderUsername', assignee],
    ['channel', channel],
  ];
}

function ranges(filter: ListConditions): [string, string, string | undefined][] {
  return [
    ['acceptedDay', '>=', filter.acceptedFrom],
    ['acceptedDay', '<=', filter.acceptedTo],
    // A due at 00:00 belongs to the day that ends (acts.md).
    ['currentDueAt', '>', beginOf(filter.dueFrom)],
    ['currentDueAt', '<=', endOf(filter.dueTo)],
    ['finishedDay', '>=', filter.finishedFrom],
    ['finishedDay', '<=', filter.finishedTo],
    ['lateFromDay', '>=', filter.lateSince],
    ['lateFromDay', '<=', filter.lateUntil],
  ];
}

/** Columns (6) and (11) to (13) of form II.06, of any day. */
function stoodOpen({ openOn, overdueOn, inTimeOn }: ListConditions, p: Param): string[] {
  const open = (day: PlainDate): string[] => [
    `d."acceptedDay" <= ${p(day)}`,
    `(d."finishedDay" IS NULL OR d."finishedDay" > ${p(day)})`,
  ];
  return [
    ...(openOn === undefined ? [] : open(openOn)),
    ...(overdueOn === undefined ? [] : [...open(overdueOn), `d."lateFromDay" <= ${p(overdueOn)}`]),
    ...(inTimeOn === undefined
      ? []
      : [...open(inTimeOn), `(d."lateFromDay" IS NULL OR d."lateFromDay" > ${p(inTimeOn)})`]),
  ];
}

/** As an instant in SQL. */
export function beginOf(day: PlainDate | undefined): string | undefined {
  return day && iso(startOfDay(day));
}

/** The first instant after the day. */
export function endOf(day: PlainDate | undefined): string | undefined {
  return day && iso(startOfDay(addDays(day, 1)));
}

/** The same dossiers as the view `dossier_fact` of a unit. */
function counted({ responsibleUnitCodes: codes }: ListFilter, p: Param): string[] {
  if (codes === null) return [];
  return [
    `d."responsibleUnitCode" IN (${codes.map(p).join(', ')})`,
    'd."voidedAt" IS NULL',
    `d."status" NOT IN ('submitted', 'rejected')`,
  ];
}

/** How it stands now, asked of the dossier itself. */
export function standing({ timeliness, now, soonUntil }: ListFilter, p: Param): string[] {
  const open = ['d."finishedAt" IS NULL', 'd."voidedAt" IS NULL', `d."status" <> 'rejected'`];
  switch (timeliness) {
    case undefined:
      return [];
    case 'early':
    case 'on_time':
    case 'late':
      return [`d."timeliness" = ${p(timeliness)}`];
    case 'overdue':
      return [...open, `d."lateFrom" <= ${p(iso(now))}`];
    case 'due_soon':
      return [...open, `d."lateFrom" > ${p(iso(now))}`, `d."statutoryDueAt" <= ${p(iso(soonUntil))}`];
    case 'in_time':
      return [...open, `(d."lateFrom" IS NULL OR d."lateFrom" > ${p(iso(now))})`];
  }
}

/** Received, decided or held there, or on its way there; what is on its way concerns lists, not figures. */
export function inReach(unitCodes: readonly string[] | null, p: Param): string[] {
  if (unitCodes === null) return [];
  const list = unitCodes.map(p).join(', ');
  const columns = ['unitCode', 'responsibleUnitCode', 'holderUnitCode', 'pendingUnitCode'];
  return [`(${columns.map((column) => `d."${column}" IN (${list})`).join(' OR ')})`];
}

export function iso(at: Instant): string {
  return writeInstant(at) ?? '';
}
