import { NO_COUNTS, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { parsePeriod, type DayRange, type Period } from '../../../src/domain/kpi/period.js';
import { countIn } from '../../../src/domain/kpi/population.js';
import type { FactRow } from '../dossier-facts.js';
import {
  ELSEWHERE,
  isCounted,
  MERGED,
  MERGED_INTO,
  NOW,
  parentsOf,
  PROOF_UNITS,
  TODAY,
  TOP,
  type Drawn,
} from './drawn.js';

/** Every kind of period, in three statutory years; those that have begun. */
const PERIODS: readonly Period[] = [
  ...['2022', '2023', '2024'].flatMap((year) =>
    ['', '-Q1', '-Q2', '-Q3', '-Q4', '-6M', '-9M'].map((part) => `${year}${part}`),
  ),
  ...Array.from({ length: 19 }, (_, i) => `${String(2022 + Math.floor((i + 7) / 12))}-${String(((i + 7) % 12) + 1).padStart(2, '0')}`), // prettier-ignore
]
  .map(parsePeriod)
  .filter(({ from }) => from <= TODAY);

/** Days that cut half-months, at the change of the statutory year, of the calendar year, of the merger, and to come. */
const FREE_PERIODS: readonly Period[] = [
  '2022-12-14..2022-12-14',
  '2022-12-15..2022-12-15',
  '2022-12-14..2022-12-15',
  '2022-12-31..2023-01-01',
  '2023-06-30..2023-07-01',
  '2023-02-10..2023-05-20',
  '2023-12-14..2024-02-20',
  '2024-02-19..2024-03-05',
].map(parsePeriod);

export interface ProofPeriods {
  /** of whole half-months */
  readonly whole: readonly Period[];
  readonly free: readonly Period[];
}

export const ALL_PERIODS: ProofPeriods = { whole: PERIODS, free: FREE_PERIODS };

/** Enough for every run of the tests: each kind, each edge, and periods that are not over. */
export const FEW_PERIODS: ProofPeriods = {
  whole: ['2022-Q4', '2023', '2023-Q1', '2023-6M', '2023-9M', '2024', '2022-12', '2024-02'].map(parsePeriod),
  free: FREE_PERIODS.slice(2, 5),
};

export type Grouping = 'unit' | 'field' | 'procedure' | 'channel' | 'officer';

/** Brute force: the dossiers of a unit, by the definitions of the domain, one after another. */
export class Recount {
  /** To ask about, the town first; of the restated ones those that are not what they were. */
  readonly units: readonly string[];
  private readonly parents: ReadonlyMap<string, string | null>;
  private readonly totals = new Map<string, Counts>();
  private readonly inside = new Map<string, readonly Drawn[]>();
  private readonly groups = new Map<string, ReadonlyMap<string, readonly FactRow[]>>();

  constructor(
    readonly drawn: readonly Drawn[],
    restated: boolean,
  ) {
    this.parents = parentsOf(restated);
    const below = restated ? [...MERGED, MERGED_INTO] : PROOF_UNITS.map(([code]) => code);
    this.units = [TOP, ...below.filter((code) => code !== ELSEWHERE)];
  }

  path(code: string): string[] {
    const parent = this.parents.get(code) ?? null;
    return parent === null ? [code] : [code, ...this.path(parent)];
  }

  /** The unit and all below it. */
  subtreeOf(unit: string): string[] {
    return [...this.parents.keys()].filter((code) => this.path(code).includes(unit));
  }

  /** Counted dossiers of the unit and all below it. */
  of(unit: string): readonly Drawn[] {
    const known = this.inside.get(unit);
    if (known) return known;
    const holds = new Set(this.subtreeOf(unit));
    const found = this.drawn.filter(({ fact }) => isCounted(fact) && holds.has(fact.responsibleUnitCode));
    this.inside.set(unit, found);
    return found;
  }

  /** The unit just below, or the unit itself. */
  branch(unit: string, code: string): string {
    const path = this.path(code);
    return path[path.indexOf(unit) - 1] ?? unit;
  }

  counts(unit: string, { from, to }: DayRange): Counts {
    const id = `${unit}|${from}|${to}`;
    const known = this.totals.get(id) ?? countIn(this.facts(unit), { from, to }, NOW);
    this.totals.set(id, known);
    return known;
  }

  /** Without same-day dossiers and those served on the spot. */
  withoutSameDay(unit: string, period: DayRange): Counts {
    const isOf = ({ instant, limitUnit }: FactRow): boolean => !instant && limitUnit !== 'same_day';
    return countIn(this.grouped(`${unit}|slow`, unit, () => '', isOf).get('') ?? [], period, NOW);
  }

  /** By key, what is not nothing. */
  by(unit: string, grouping: Grouping, period: Period): Map<string, Counts> {
    // Who settles after the period has no part in it yet.
    const late = grouping === 'officer' ? (fact: FactRow) => settledBy(fact, period.to) : null;
    const groups = late
      ? groupedBy(this.facts(unit), late)
      : this.grouped(`${unit}|${grouping}`, unit, (fact) => this.key(unit, grouping, fact));
    return counted(groups, period);
  }

  /** By key and channel; without the dossiers of administrations below, where the form says so. */
  byChannel(unit: string, grouping: 'unit' | 'field', period: Period, own: boolean): Map<string, Counts> {
    const groups = this.grouped(
      `${unit}|${grouping}|${String(own)}`,
      unit,
      (fact) => `${this.key(unit, grouping, fact)}|${fact.channel}`,
      own ? ({ responsibleUnitCode }) => !this.isLower(unit, responsibleUnitCode) : undefined,
    );
    return counted(groups, period);
  }

  private isLower(unit: string, code: string): boolean {
    const path = this.path(code);
    const kinds = new Map<string, string>(PROOF_UNITS.map(([one, , kind]) => [one, kind]));
    return path.slice(0, path.indexOf(unit)).some((one) => ['commune', 'town'].includes(kinds.get(one) ?? ''));
  }

  private facts(unit: string): readonly FactRow[] {
    return this.grouped(`${unit}|all`, unit, () => '').get('') ?? [];
  }

  private grouped(
    name: string,
    unit: string,
    keyOf: (fact: FactRow) => string,
    only: (fact: FactRow) => boolean = () => true,
  ): ReadonlyMap<string, readonly FactRow[]> {
    const known = this.groups.get(name);
    if (known) return known;
    const facts = this.of(unit).map(({ fact }) => fact);
    const found = groupedBy(facts.filter(only), keyOf);
    this.groups.set(name, found);
    return found;
  }

  private key(unit: string, grouping: Grouping, fact: FactRow): string {
    if (grouping === 'unit') return this.branch(unit, fact.responsibleUnitCode);
    if (grouping === 'field') return fact.fieldCode;
    return grouping === 'procedure' ? fact.procedureCode : fact.channel;
  }
}

function settledBy({ finishedDay, settledBy: who }: FactRow, to: string): string {
  return finishedDay !== null && finishedDay <= to ? (who ?? '') : '';
}

export function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function counted(groups: ReadonlyMap<string, readonly FactRow[]>, period: Period): Map<string, Counts> {
  const all = [...groups].map(([key, facts]) => [key, countIn(facts, period, NOW)] as const);
  return new Map(all.filter(([, counts]) => Object.keys(NO_COUNTS).some((name) => counts[name as keyof Counts] !== 0)));
}
