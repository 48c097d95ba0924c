import type { PlainDate } from '../time/plain-date.js';
import { percent } from './on-time-rate.js';
import type { CountedDossier } from './population.js';
import type { DayRange } from './period.js';

/** Part of a whole, in whole numbers. */
export interface Ratio {
  readonly part: number;
  readonly whole: number;
}

export interface Qd766Indicator {
  readonly key: string;
  /** points; null where the decision gives them to a group and the split is not known */
  readonly max: number | null;
  /** percent from which all points are given; null: linear up to 100 % */
  readonly threshold: number | null;
}

export interface Qd766Group {
  readonly key: string;
  readonly max: number;
  readonly indicators: readonly Qd766Indicator[];
}

/** The set of indicators as it stands from a day on: data, because decisions change it. */
export interface Qd766Version {
  readonly from: PlainDate;
  readonly source: string;
  /** F found in a source, K general knowledge, U uncertain: a person must check it */
  readonly certainty: 'F' | 'K' | 'U';
  readonly groups: readonly Qd766Group[];
}

/** `no_data`: nobody hands it in; `no_case`: nothing to divide by; `no_max`: a rate, but points unknown. */
export type Qd766State = 'scored' | 'no_data' | 'no_case' | 'no_max';

export interface IndicatorScore extends Qd766Indicator {
  readonly state: Qd766State;
  readonly ratio: Ratio | null;
  /** null unless scored */
  readonly points: number | null;
}

export interface GroupScore {
  readonly key: string;
  readonly max: number;
  readonly indicators: readonly IndicatorScore[];
}

export interface Qd766Score {
  readonly groups: readonly GroupScore[];
  /** of the scored ones only; what is not known is neither given nor taken */
  readonly points: number;
  /** the most that the scored ones could have */
  readonly ofPoints: number;
}

/** The last version that had begun on the day; null before the first. */
export function versionOn(versions: readonly Qd766Version[], day: PlainDate): Qd766Version | null {
  return versions.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? null;
}

/**
 * At or above the threshold T all points, below it R / T × max; half-up to two decimals, computed in whole numbers.
 *
 * @returns null when there is nothing to divide by
 * @throws RangeError for a share below 0 or above 1
 * Source: reference 6.4 (55 % of 80 %, max 2 → 1.38).
 */
export function ratioPoints({ part, whole }: Ratio, max: number, threshold: number | null): number | null {
  if (part < 0 || part > whole) throw new RangeError(`${part} of ${whole} is no share`);
  if (whole === 0) return null;
  const full = threshold ?? 100;
  if (100 * part >= full * whole) return max;
  const [points, of] = [100 * part * max, full * whole];
  return Math.floor((200 * points + of) / (2 * of)) / 100;
}

/**
 * Satisfaction with procedures: 100 % − (late % + % with a complaint or a dislike), both as they are shown.
 *
 * @returns hundredths of a percent of 10,000; null when one of them has nothing to divide by
 * Source: reference 6.4 (3.75 % and 0.40 % → 95.85 %).
 */
export function satisfaction(late: Ratio, disliked: Ratio): Ratio | null {
  const [a, b] = [percent(late.part, late.whole), percent(disliked.part, disliked.whole)];
  if (a === null || b === null) return null;
  return { part: Math.max(0, 10_000 - Math.round(100 * a) - Math.round(100 * b)), whole: 10_000 };
}

/** @param inputs by key of indicator; one that is missing is said to be missing, and counts nowhere */
export function scoreOf({ groups }: Pick<Qd766Version, 'groups'>, inputs: ReadonlyMap<string, Ratio>): Qd766Score {
  const scored = groups.map(({ key, max, indicators }) => ({
    key,
    max,
    indicators: indicators.map((indicator) => scoreIndicator(indicator, inputs.get(indicator.key) ?? null)),
  }));
  const all = scored.flatMap(({ indicators }) => indicators).filter(({ state }) => state === 'scored');
  const hundredths = all.reduce((sum, { points }) => sum + Math.round(100 * (points ?? 0)), 0);
  return { groups: scored, points: hundredths / 100, ofPoints: all.reduce((sum, { max }) => sum + (max ?? 0), 0) };
}

function scoreIndicator(indicator: Qd766Indicator, ratio: Ratio | null): IndicatorScore {
  if (ratio === null) return { ...indicator, state: 'no_data', ratio, points: null };
  if (ratio.whole === 0) return { ...indicator, state: 'no_case', ratio, points: null };
  if (indicator.max === null) return { ...indicator, state: 'no_max', ratio, points: null };
  return { ...indicator, state: 'scored', ratio, points: ratioPoints(ratio, indicator.max, indicator.threshold) };
}

/** A dossier with the requests for supplement made after its acceptance, oldest first. */
export interface RuleDossier extends Pick<
  CountedDossier,
  'acceptedDay' | 'finishedDay' | 'timeliness' | 'lateFromDay'
> {
  readonly requests: readonly { readonly askedDay: PlainDate; readonly receivedDay: PlainDate | null }[];
}

/**
 * How rule 2.1 counts a dossier in a period whose last day has ended. It is not the plain judgement: asking twice is
 * late, and one that waits for the citizen is finished on the day of the first request.
 *
 * @returns `out`: not in column (3) of the period
 * Source: reference 3.4, 6.3 (`qd766RuleRate`); never mixed with `qd766Rate`.
 */
export function ruleJudgement(dossier: RuleDossier, { from, to }: DayRange): 'out' | 'kept' | 'late' {
  const { acceptedDay, finishedDay, timeliness, lateFromDay } = dossier;
  const asked = dossier.requests.filter(({ askedDay }) => askedDay <= to);
  const ended = finishedDay !== null && finishedDay <= to;
  const [first] = asked;
  const waits = !ended && asked.some(({ receivedDay }) => receivedDay === null || receivedDay > to);
  const finish = ended ? finishedDay : waits && first ? first.askedDay : null;
  if (acceptedDay > to || (finish !== null && finish < from)) return 'out';
  if (asked.length > 1) return 'late';
  if (ended) return timeliness === 'late' ? 'late' : 'kept';
  // No finish yet: the last day of the period stands for it, and for one that waits the day of the request.
  return lateFromDay !== null && lateFromDay <= (finish ?? to) ? 'late' : 'kept';
}

/** `qd766RuleRate` as part and whole. */
export function ruleRatio(dossiers: Iterable<RuleDossier>, period: DayRange): Ratio {
  let [part, whole] = [0, 0];
  for (const dossier of dossiers) {
    const judged = ruleJudgement(dossier, period);
    if (judged !== 'out') whole += 1;
    if (judged === 'kept') part += 1;
  }
  return { part, whole };
}

/**
 * By how much rule 2.1 changes the plain counts of a period for one dossier; nothing for one without a request. The
 * rate by the rule is the plain one and the changes of all that were asked for a supplement.
 *
 * @param period whose last day has ended
 */
export function ruleChange(dossier: RuleDossier, period: DayRange): Ratio {
  const [by, plain] = [ruleJudgement(dossier, period), ruleJudgement({ ...dossier, requests: [] }, period)];
  const one = (is: boolean): number => (is ? 1 : 0);
  return {
    part: one(by === 'kept') - one(plain === 'kept'),
    whole: one(by !== 'out') - one(plain !== 'out'),
  };
}
