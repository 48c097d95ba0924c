import { checkTarget } from './on-time-rate.js';

/**
 * How far a unit stands from the target, in dossiers rather than in hundredths of a percent.
 *
 * At or above it: how many more dossiers may still be returned late without falling below.
 * Below it: minus the number of further on-time returns needed to come back.
 *
 * @param kept dossiers resolved early or on time
 * @param resolved all dossiers resolved, at least `kept`
 * @param targetPercent whole percent, 1 to 99
 * @returns null when nothing was resolved yet
 * @throws RangeError for counts that cannot be, or a target out of range
 * Source: docs/reference.md 6.3 (400 of 417 → 4, 949 of 1000 → −20).
 */
export function distanceToTarget(kept: number, resolved: number, targetPercent: number): number | null {
  checkTarget(targetPercent);
  if (!Number.isInteger(kept) || !Number.isInteger(resolved) || kept < 0 || kept > resolved) {
    throw new RangeError(`of ${resolved} resolved, ${kept} cannot have been kept`);
  }
  if (resolved === 0) return null;
  const missing = targetPercent * resolved - 100 * kept;
  return missing <= 0
    ? Math.floor((100 * kept) / targetPercent) - resolved
    : -Math.ceil(missing / (100 - targetPercent));
}
