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

/** How many durations lie in a bucket. */
export interface DurationCount {
  readonly bucket: number;
  readonly n: number;
}

/**
 * The duration that a share of all durations does not exceed (nearest rank), read from buckets: the longest of its
 * bucket in whole minutes, so it is never too short and less than a tenth too long.
 *
 * @param share above 0, at most 1: 0.8 is the P80
 * @returns working minutes; null of no durations
 */
export function percentileOf(counts: readonly DurationCount[], share: number): number | null {
  const total = counts.reduce((sum, { n }) => sum + n, 0);
  if (total <= 0) return null;
  const rank = Math.ceil(share * total);
  let seen = 0;
  for (const { bucket, n } of [...counts].sort((a, b) => a.bucket - b.bucket)) {
    seen += n;
    if (seen >= rank) return longestIn(bucket);
  }
  return null;
}

/** The greatest whole number of minutes in a bucket. */
function longestIn(bucket: number): number {
  return bucket === 0 ? 0 : Math.ceil(2 ** (bucket / STEPS)) - 1;
}
