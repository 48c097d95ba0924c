import type { Counts } from './on-time-rate.js';

/** The nine indices of TT 01/2018 art. 13, each of 0 to 2 points. */
export const INDICES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export type IndexNo = (typeof INDICES)[number];

/** Those that officers are evaluated by. */
export const OFFICER_INDICES = [1, 2, 3, 4, 7] as const satisfies readonly IndexNo[];

const MOST = 2;

/** How many dossiers were given two points, one, and none. */
export interface PointCounts {
  readonly two: number;
  readonly one: number;
  readonly none: number;
}

/** Index 1: resolved in less than the legal time, in exactly it, in more of it. */
export function timePoints({ early, onTime, late }: Pick<Counts, 'early' | 'onTime' | 'late'>): PointCounts {
  return { two: early, one: onTime, none: late };
}

/**
 * The mean of an index over its dossiers, unrounded.
 *
 * @returns null where there is no dossier: the index is left out, it is not 0
 */
export function meanPoints({ two, one, none }: PointCounts): number | null {
  const dossiers = two + one + none;
  return dossiers === 0 ? null : (MOST * two + one) / dossiers;
}

/**
 * Index 8: feedback answered on time. All: 2; from 90 %: 1; less: 0, in whole numbers.
 *
 * @returns null where there was no feedback
 */
export function feedbackPoints(onTime: number, all: number): 0 | 1 | 2 | null {
  if (all === 0) return null;
  if (onTime === all) return 2;
  return 100 * onTime >= 90 * all ? 1 : 0;
}

/** Points by index; an index without data is not there. */
export type IndexPoints = ReadonlyMap<IndexNo, number>;

export interface Evaluation {
  /** how many indices there is data of */
  readonly indices: number;
  /** their points together, half-up to one decimal; null without any */
  readonly points: number | null;
  /** the most these indices can give */
  readonly most: number;
  /** the points as they would be of all indices, half-up to one decimal: an estimate unless nothing is left out */
  readonly ofAll: number | null;
}

/**
 * The evaluation by those indices that there is data of: "missing data, index left out".
 *
 * @param among the indices that count: all nine for an agency, `OFFICER_INDICES` for a person
 * Source: TT 01/2018 art. 13-15 (reference 7, last bullet): means rounded to one decimal.
 */
export function evaluate(points: IndexPoints, among: readonly IndexNo[] = INDICES): Evaluation {
  const known = among.flatMap((index) => points.get(index) ?? []);
  const most = MOST * known.length;
  if (known.length === 0) return { indices: 0, points: null, most: 0, ofAll: null };
  const sum = known.reduce((a, b) => a + b, 0);
  return {
    indices: known.length,
    points: oneDecimal(sum),
    most,
    ofAll: oneDecimal((sum * among.length) / known.length),
  };
}

/** Half-up to one decimal; a hair is added so that a mean of thirds that stands for a half is not lost to binary. */
export function oneDecimal(value: number): number {
  return Math.floor(10 * value + 0.5 + 1e-9) / 10;
}

export const AGENCY_GRADES = ['excellent', 'good', 'fair', 'average', 'weak'] as const;

export type AgencyGrade = (typeof AGENCY_GRADES)[number];

/** @param points of 18, as rounded: ≥ 15 excellent, 12 good, 9 fair, 6 average, less weak */
export function agencyGrade(points: number): AgencyGrade {
  if (points >= 15) return 'excellent';
  if (points >= 12) return 'good';
  if (points >= 9) return 'fair';
  return points >= 6 ? 'average' : 'weak';
}

/** How much of their task an officer fulfils: all of it, 70 to under 100 %, under 70 %. */
export type OfficerGrade = 'whole' | 'most' | 'part';

/** @param points of 10, as rounded: ≥ 5, 3.5, less */
export function officerGrade(points: number): OfficerGrade {
  if (points >= 5) return 'whole';
  return points >= 3.5 ? 'most' : 'part';
}
