/** Fewer cases say little by themselves: one of six is no failure yet. */
export const FEW_CASES = 30;

/** The 97.5 % quantile of the normal distribution: the interval holds the true share 19 times in 20. */
const Z = 1.959963984540054;

/** In percent, from 0 to 100. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Where the true share lies, by what was seen of it (Wilson score interval, 95 %): honest also of few cases, and at
 * none or all of them.
 *
 * @param part from 0 to `whole`
 * @returns null of no cases
 */
export function wilsonInterval(part: number, whole: number): Interval | null {
  if (whole <= 0) return null;
  const share = part / whole;
  const z2 = Z * Z;
  const middle = share + z2 / (2 * whole);
  const reach = Z * Math.sqrt((share * (1 - share)) / whole + z2 / (4 * whole * whole));
  const scale = 100 / (1 + z2 / whole);
  // Binary leaves crumbs below 0 and above 100 at the very ends.
  return {
    low: part === 0 ? 0 : Math.max(0, (middle - reach) * scale),
    high: part === whole ? 100 : Math.min(100, (middle + reach) * scale),
  };
}

/**
 * The interval of a share that rests on few cases.
 *
 * @returns null where there are enough for the share to speak for itself, or none at all
 */
export function fewInterval(part: number, whole: number): Interval | null {
  return whole < FEW_CASES ? wilsonInterval(part, whole) : null;
}

/** Few cases, below the target, and yet it may well be met: not to be ranked among those that miss it. */
export function isUndecided(part: number, whole: number, targetPercent: number): boolean {
  const interval = fewInterval(part, whole);
  return interval !== null && part * 100 < targetPercent * whole && interval.high >= targetPercent;
}
