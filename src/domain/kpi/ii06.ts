import type { Channel } from '../dossier/status.js';
import { addCounts, NO_COUNTS, type Counts } from './on-time-rate.js';

/** The forms of one report: what is resolved here by field, the units below by group, all of it by field. */
export const II06_FORMS = ['a', 'b', 'c'] as const;

export type Ii06Form = (typeof II06_FORMS)[number];

/** One line of form II.06; the names are its columns (TT 01/2020; reference 6.1), then the columns of our own (R24). */
export interface Ii06Figures {
  /** (3) taken on: in the period and from before */
  readonly total: number;
  /** (4) received online */
  readonly online: number;
  /** (5) received at the counter or by post */
  readonly direct: number;
  /** (6) from the period before */
  readonly carried: number;
  /** (7) */
  readonly resolved: number;
  /** (8) */
  readonly early: number;
  /** (9) */
  readonly onTime: number;
  /** (10) */
  readonly late: number;
  /** (11) */
  readonly inProgress: number;
  /** (12) */
  readonly inTime: number;
  /** (13) */
  readonly overdue: number;
  /** of (7): each is in its class of (8) to (10), too */
  readonly withdrawn: number;
  readonly stopped: number;
  readonly refused: number;
}

/** The columns in the order of the form, from (3) to (13). */
export const II06_COLUMNS = [
  'total',
  'online',
  'direct',
  'carried',
  'resolved',
  'early',
  'onTime',
  'late',
  'inProgress',
  'inTime',
  'overdue',
] as const satisfies readonly (keyof Ii06Figures)[];

export type Ii06Column = (typeof II06_COLUMNS)[number];

/** The counts of one channel. */
export interface ChannelCounts extends Counts {
  readonly channel: Channel;
}

/** @param rows of one line of the form, by channel in any order */
export function ii06Of(rows: readonly ChannelCounts[]): Ii06Figures {
  const all = rows.reduce<Counts>(addCounts, NO_COUNTS);
  const online = rows.reduce((sum, row) => sum + (row.channel === 'online' ? row.received : 0), 0);
  const { received, carried, early, onTime, late, inTime, overdue, withdrawn, stopped, refused } = all;
  return {
    total: received + carried,
    online,
    direct: received - online,
    ...{ carried, resolved: early + onTime + late, early, onTime, late },
    ...{ inProgress: inTime + overdue, inTime, overdue, withdrawn, stopped, refused },
  };
}

/** Adds lines up: a total is the sum of its lines, column by column. */
export function addIi06(a: Ii06Figures, b: Ii06Figures): Ii06Figures {
  const names = Object.keys(a) as (keyof Ii06Figures)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Ii06Figures;
}

export const NO_II06: Ii06Figures = ii06Of([]);

/** The identities that every line must hold (R25), by what they say. */
const IDENTITIES: readonly (readonly [name: string, holds: (line: Ii06Figures) => boolean])[] = [
  ['(3) = (4) + (5) + (6)', (line) => line.total === line.online + line.direct + line.carried],
  ['(7) = (8) + (9) + (10)', (line) => line.resolved === line.early + line.onTime + line.late],
  ['(11) = (12) + (13)', (line) => line.inProgress === line.inTime + line.overdue],
  ['(3) = (7) + (11)', (line) => line.total === line.resolved + line.inProgress],
];

/** @returns the identities that a line breaks, as they are written on the form; none where it is sound */
export function brokenIdentities(line: Ii06Figures): string[] {
  return IDENTITIES.filter(([, holds]) => !holds(line)).map(([name]) => name);
}
