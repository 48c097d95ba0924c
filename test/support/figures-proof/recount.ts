import { NO_COUNTS, type Counts } from '../../../src/domain/kpi/on-time-rate.js';
import { parsePeriod, type DayRange, type Period } from '../../../src/domain/kpi/period.js';
import { countIn } from '../../../src/domain/kpi/population.js';
import { dayNumber } from '../../../src/domain/time/plain-date.js';
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
  whole: ['2023', '2023-Q1', '2023-6M', '2023-9M', '2024', '2022-12', '2024-02'].map(parsePeriod),
  free: FREE_PERIODS.filter((_, i) => i === 2 || i === 4),
};

const FOR_EVER = 0x7fff_ffff;

export type Grouping = 'unit' | 'field' | 'procedure' | 'channel' | 'officer';

/** Brute force: the dossiers of a unit, by the definitions of the domain, one after another. */
export class Recount {
  /** To ask about, the town first; of the restated ones those that are not what they were. */
  readonly units: readonly string[];
  private readonly parents: ReadonlyMap<string, string | null>;
  private readonly branches = new Map<string, string>();
  private readonly there = new Map<string, readonly Drawn[]>();
  private readonly days = new Map<string, { readonly accepted: Int32Array; readonly finished: Int32Array }>();
  private readonly inside = new Map<string, readonly Drawn[]>();

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
    const known = this.branches.get(`${unit}|${code}`);
    if (known !== undefined) return known;
    const path = this.path(code);
    const found = path[path.indexOf(unit) - 1] ?? unit;
    this.branches.set(`${unit}|${code}`, found);
    return found;
  }

  /**
   * Those of `of` that were there on any of the days: accepted by the last of them, and not finished before the first.
   * No other dossier stands in a figure of these days.
   */
  during(unit: string, { from, to }: DayRange): readonly Drawn[] {
    const id = `${unit}|${from}|${to}`;
    const known = this.there.get(id);
    if (known) return known;
    const { accepted, finished } = this.spans(unit);
    const [first, last] = [dayNumber(from), dayNumber(to)];
    const found = this.of(unit).filter((_, i) => (accepted[i] ?? 0) <= last && (finished[i] ?? 0) >= first);
    this.there.set(id, found);
    return found;
  }

  counts(unit: string, range: DayRange): Counts {
    return countIn(this.facts(unit, range), range, NOW);
  }

  /** Without same-day dossiers and those served on the spot. */
  withoutSameDay(unit: string, range: DayRange): Counts {
    const isOf = ({ instant, limitUnit }: FactRow): boolean => !instant && limitUnit !== 'same_day';
    return countIn(this.facts(unit, range).filter(isOf), range, NOW);
  }

  /** By key, what is not nothing. */
  by(unit: string, grouping: Grouping, period: Period): Map<string, Counts> {
    // Who settles after the period has no part in it yet.
    const keyOf = (fact: FactRow): string =>
      grouping === 'officer' ? settledBy(fact, period.to) : this.key(unit, grouping, fact);
    return counted(groupedBy(this.facts(unit, period), keyOf), period);
  }

  /** By key and channel; without the dossiers of administrations below, where the form says so. */
  byChannel(unit: string, grouping: 'unit' | 'field', period: Period, own: boolean): Map<string, Counts> {
    const lower = new Set(this.subtreeOf(unit).filter((code) => this.isLower(unit, code)));
    const facts = this.facts(unit, period).filter((fact) => !own || !lower.has(fact.responsibleUnitCode));
    return counted(groupedBy(facts, (fact) => `${this.key(unit, grouping, fact)}|${fact.channel}`), period); // prettier-ignore
  }

  private isLower(unit: string, code: string): boolean {
    const path = this.path(code);
    const kinds = new Map<string, string>(PROOF_UNITS.map(([one, , kind]) => [one, kind]));
    return path.slice(0, path.indexOf(unit)).some((one) => ['commune', 'town'].includes(kinds.get(one) ?? ''));
  }

  private facts(unit: string, range: DayRange): readonly FactRow[] {
    return this.during(unit, range).map(({ fact }) => fact);
  }

  /** First and last day of each of `of`, as numbers. */
  private spans(unit: string): { readonly accepted: Int32Array; readonly finished: Int32Array } {
    const known = this.days.get(unit);
    if (known) return known;
    const all = this.of(unit);
    const found = {
      accepted: Int32Array.from(all, ({ fact }) => dayNumber(fact.acceptedDay)),
      finished: Int32Array.from(all, ({ fact }) =>
        fact.finishedDay === null ? FOR_EVER : dayNumber(fact.finishedDay),
      ),
    };
    this.days.set(unit, found);
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
