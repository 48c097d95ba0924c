import type { PlainDate } from '../time/plain-date.js';
import type { Cause } from './cause.js';
import type { Fault } from './letter-facts.js';

/**
 * How far an obligation has come: owed and no letter begun, a draft there, its letter issued, in the citizen's hands
 * (or presumed so); or how it ended without one.
 */
export const STANDINGS = [
  'owed',
  'drafted',
  'issued',
  'delivered',
  'presumed',
  'waived',
  'averted',
  'historic',
] as const;

export type Standing = (typeof STANDINGS)[number];

/** An obligation, as far as coverage looks at it. */
export interface CoverLine {
  readonly obligationId: string;
  readonly dossierId: string;
  /** that owes it */
  readonly unitCode: string;
  /** of opening */
  readonly day: PlainDate;
  readonly cause: Cause;
  readonly fault: Fault;
  readonly standing: Standing;
  /** settled within R17's moment */
  readonly timely: boolean;
  /** owed for lateness, and settled after R17's moment */
  readonly tardy: boolean;
  /** its letter was issued under a standing approval */
  readonly automatic: boolean;
  /** settled by the letter of an outside agency */
  readonly outside: boolean;
  /** waived with a paper that shows that it was right */
  readonly proven: boolean;
  readonly letterId: string | null;
}

/** `created`, `issued`, `delivered` hold one another; `dossiers…` count dossiers, everything else obligations. */
export const COVER_MEASURES = [
  'opened',
  'created',
  'issued',
  'delivered',
  'presumed',
  'timely',
  'tardy',
  'automatic',
  'outside',
  'waived',
  'proven',
  'averted',
  'historic',
  'dossiers',
  'dossiersCreated',
  'dossiersIssued',
  'dossiersDelivered',
] as const;

export type CoverMeasure = (typeof COVER_MEASURES)[number];

export type CoverCounts = Readonly<Record<CoverMeasure, number>>;

export const NO_COVER = Object.fromEntries(COVER_MEASURES.map((name) => [name, 0])) as CoverCounts;

/** Under which day, cause and fault something counts. */
export interface CoverKey {
  readonly day: PlainDate;
  readonly cause: Cause;
  readonly fault: Fault;
}

export interface CoverPosting extends CoverKey {
  readonly counts: CoverCounts;
}

/** Which obligations stand in each list. */
export const COVER_LISTS = {
  missing: ['owed', 'drafted'],
  undrafted: ['owed'],
  drafted: ['drafted'],
  undelivered: ['issued'],
  waived: ['waived'],
  tardy: ['issued', 'delivered', 'presumed'],
  opened: ['owed', 'drafted', 'issued', 'delivered', 'presumed', 'waived'],
  created: ['drafted', 'issued', 'delivered', 'presumed'],
  issued: ['issued', 'delivered', 'presumed'],
  delivered: ['delivered', 'presumed'],
  averted: ['averted'],
  historic: ['historic'],
} as const satisfies Readonly<Record<string, readonly Standing[]>>;

export type CoverList = keyof typeof COVER_LISTS;

/** How long each of the lists is, by the figures. */
export function listLength(list: CoverList, counts: CoverCounts): number {
  if (list === 'missing') return counts.opened - counts.issued - counts.waived;
  if (list === 'undrafted') return counts.opened - counts.created - counts.waived;
  if (list === 'drafted') return counts.created - counts.issued;
  if (list === 'undelivered') return counts.issued - counts.delivered;
  return counts[list];
}

const OUTSIDE_EVERY_DENOMINATOR: readonly Standing[] = ['averted', 'historic'];

/**
 * What the obligations of one dossier (those of one unit, or of a unit and all below it) add to the figures. The dossier
 * itself counts once, with the first of them that stands in a denominator; it has its letter when each of them has, so
 * that a letter for the delay does not hide that another is owed.
 *
 * Source: acts.md, Coverage; R31, R32.
 */
export function coverOf(lines: readonly CoverLine[]): CoverPosting[] {
  const counted = lines.filter(({ standing }) => !OUTSIDE_EVERY_DENOMINATOR.includes(standing)).toSorted(byOpening);
  const [first] = counted;
  const all = (list: CoverList): number => Number(counted.every((line) => isIn(list, line)));
  return lines.map((line) => ({
    day: line.day,
    cause: line.cause,
    fault: line.fault,
    counts: {
      ...ofOne(line),
      dossiers: Number(line === first),
      dossiersCreated: line === first ? all('created') : 0,
      dossiersIssued: line === first ? all('issued') : 0,
      dossiersDelivered: line === first ? all('delivered') : 0,
    },
  }));
}

export function addCover(a: CoverCounts, b: CoverCounts, times = 1): CoverCounts {
  return Object.fromEntries(COVER_MEASURES.map((name) => [name, a[name] + times * b[name]])) as CoverCounts;
}

function ofOne(line: CoverLine): Omit<CoverCounts, `dossiers${string}`> {
  const issued = isIn('issued', line);
  return {
    opened: Number(isIn('opened', line)),
    created: Number(isIn('created', line)),
    issued: Number(issued),
    delivered: Number(isIn('delivered', line)),
    presumed: Number(line.standing === 'presumed'),
    timely: Number(issued && line.cause === 'late' && line.timely),
    tardy: Number(line.tardy),
    automatic: Number(issued && line.automatic),
    outside: Number(issued && line.outside),
    waived: Number(line.standing === 'waived'),
    proven: Number(line.standing === 'waived' && line.proven),
    averted: Number(line.standing === 'averted'),
    historic: Number(line.standing === 'historic'),
  };
}

function isIn(list: CoverList, { standing }: CoverLine): boolean {
  return (COVER_LISTS[list] as readonly Standing[]).includes(standing);
}

function byOpening(a: CoverLine, b: CoverLine): number {
  const [one, other] = [`${a.day} ${a.obligationId}`, `${b.day} ${b.obligationId}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
