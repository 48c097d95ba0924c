import {
  INDICES,
  meanPoints,
  type IndexNo,
  type IndexPoints,
  type PointCounts,
} from '../../domain/kpi/desk-evaluation.js';

/** The indices that the data of the house can say: the first and the third. */
export interface KnownIndices {
  readonly time: PointCounts;
  readonly contacts: PointCounts;
}

/** Those of the nine that are counted here; of the others it is said what is missing. */
export const COUNTED: Partial<Readonly<Record<IndexNo, keyof KnownIndices>>> = { 1: 'time', 3: 'contacts' };

/** The mean points of each index that has data. */
export function pointsOf(known: KnownIndices): IndexPoints {
  const points = new Map<IndexNo, number>();
  for (const no of INDICES) {
    const key = COUNTED[no];
    const mean = key === undefined ? null : meanPoints(known[key]);
    if (mean !== null) points.set(no, mean);
  }
  return points;
}

/** Dossiers that an index was computed from. */
export function countOf({ two, one, none }: PointCounts): number {
  return two + one + none;
}
