import type { Instant } from '../domain/time/instant.js';
import { DateFormat, minutesOf } from '../platform/spreadsheet/date-text.js';
import { foldLabel } from '../platform/spreadsheet/fold-label.js';

/** What a column of another system's register can mean to us. */
export const TARGETS = [
  'code',
  'procedure',
  'applicantName',
  'applicantKind',
  'idNumber',
  'taxCode',
  'address',
  'phone',
  'email',
  'submitterName',
  'submitterPhone',
  'summary',
  'unit',
  'channel',
  'acceptedAt',
  'dueAt',
  'supplementRequestedAt',
  'supplementReceivedAt',
  'finishedAt',
  'returnedAt',
  'status',
  'resultNumber',
  'reason',
] as const;

export type Target = (typeof TARGETS)[number];

/** Without these a row is no dossier. */
export const REQUIRED_TARGETS = ['code', 'procedure', 'applicantName', 'acceptedAt'] as const satisfies Target[];

/** Columns of which the values themselves have to be translated. */
export const VALUE_TARGETS = ['status', 'channel', 'applicantKind'] as const satisfies Target[];

export type ValueTarget = (typeof VALUE_TARGETS)[number];

/** What their words may be translated to. */
const VALUES = {
  status: [
    'submitted',
    'rejected',
    'accepted',
    'processing',
    'awaiting_supplement',
    'awaiting_payment',
    'completed',
    'refused',
    'returned',
    'withdrawn',
    'stopped',
  ],
  channel: ['counter', 'online', 'postal'],
  applicantKind: ['person', 'organisation'],
} as const satisfies Readonly<Record<ValueTarget, readonly string[]>>;

export type TheirStatus = (typeof VALUES.status)[number];

/** How a file of another system is read. Saved by name, so that next week's file is read the same way. */
export interface Mapping {
  /** name of the sheet; null: the first one to be seen */
  readonly sheet: string | null;
  readonly columns: readonly { readonly target: Target; readonly headings: readonly string[] }[];
  readonly values: readonly { readonly target: ValueTarget; readonly to: string; readonly from: readonly string[] }[];
  /** their names of procedures → codes; names equal to ours need no line */
  readonly procedures: readonly { readonly from: string; readonly code: string }[];
  readonly units: readonly { readonly from: string; readonly code: string }[];
  readonly dateFormats: readonly string[];
  /** minutes are `HH:mm`: when something happened of which only the day is told */
  readonly times: { readonly accepted: string; readonly due: string; readonly finished: string };
}

/** A mapping under its name; `unitCode` is empty for the one that is shipped. */
export interface SavedMapping {
  readonly unitCode: string;
  readonly name: string;
  readonly mapping: Mapping;
  readonly changedAt: Instant;
  readonly changedBy: string;
}

/** A mapping made ready for a hundred thousand rows: every look-up is by folded text. */
export interface ReadyMapping {
  readonly sheet: string | null;
  readonly headings: ReadonlyMap<string, Target>;
  readonly values: Readonly<Record<ValueTarget, ReadonlyMap<string, string>>>;
  readonly procedures: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly formats: readonly DateFormat[];
  readonly minutes: { readonly accepted: number; readonly due: number; readonly finished: number };
}

/** Names of procedures begin with "Thủ tục …" in some lists and not in others. */
export function foldProcedure(text: string): string {
  return foldLabel(text).replace(/^thu tuc (?:hanh chinh )?/, '');
}

/** What keeps a mapping from being used, as the name of its part; null when nothing does. */
export function mappingFault(mapping: Mapping): string | null {
  const targets = mapping.columns.map(({ target }) => target);
  const labels = mapping.columns.flatMap(({ headings }) => headings.map(foldLabel));
  if (REQUIRED_TARGETS.some((target) => !targets.includes(target))) return 'columns';
  if (new Set(targets).size < targets.length || new Set(labels).size < labels.length || labels.includes('')) {
    return 'columns';
  }
  const known: Readonly<Record<ValueTarget, readonly string[]>> = VALUES;
  if (mapping.values.some(({ target, to }) => !known[target].includes(to))) return 'values';
  if (mapping.dateFormats.some((format) => DateFormat.of(format) === null)) return 'dateFormats';
  return Object.values(mapping.times).some((time) => minutesOf(time) === null) ? 'times' : null;
}

/** @throws RangeError for a mapping with a fault: it is checked before it is saved */
export function readyMapping(mapping: Mapping): ReadyMapping {
  const fault = mappingFault(mapping);
  if (fault !== null) throw new RangeError(`a mapping with faulty ${fault}`);
  const { columns, values, procedures, units, dateFormats, times } = mapping;
  const valuesOf = (target: ValueTarget): Map<string, string> =>
    new Map(
      values
        .filter((one) => one.target === target)
        .flatMap(({ to, from }) => from.map((text) => [foldLabel(text), to] as const)),
    );
  return {
    sheet: mapping.sheet,
    headings: new Map(
      columns.flatMap(({ target, headings }) => headings.map((heading) => [foldLabel(heading), target] as const)),
    ),
    values: { status: valuesOf('status'), channel: valuesOf('channel'), applicantKind: valuesOf('applicantKind') },
    procedures: new Map(procedures.map(({ from, code }) => [foldProcedure(from), code])),
    units: new Map(units.map(({ from, code }) => [foldLabel(from), code])),
    formats: dateFormats.flatMap((format) => DateFormat.of(format) ?? []),
    minutes: {
      accepted: minutesOf(times.accepted) ?? 0,
      due: minutesOf(times.due) ?? 0,
      finished: minutesOf(times.finished) ?? 0,
    },
  };
}
