import type { PlainDate } from '../time/plain-date.js';

/**
 * How long one stage of a dossier was held; posted when the stage ends, and once more with the opposite sign when that
 * is taken back (a void).
 */
export interface StageMovement {
  /** the unit that held it */
  readonly unitCode: string;
  readonly procedureCode: string;
  /** from 1 */
  readonly stageNo: number;
  /** on which it ended */
  readonly day: PlainDate;
  /** 1, or −1 to take back what was posted */
  readonly n: 1 | -1;
  /** working minutes held, net of pauses; not negative */
  readonly heldMinutes: number;
  /** working minutes over the stage's own limit; 0 when it was kept */
  readonly lateMinutes: number;
}

/** Steps of a bucket for each doubling: a percentile read from buckets is off by less than a tenth. */
const STEPS = 8;

/**
 * The bucket of a duration: 0 for none, then eight for each doubling. Counts by bucket of several units or periods add
 * up, which percentiles do not.
 *
 * @param minutes not negative
 */
export function durationBucket(minutes: number): number {
  return minutes < 1 ? 0 : 1 + Math.floor(STEPS * Math.log2(minutes));
}
