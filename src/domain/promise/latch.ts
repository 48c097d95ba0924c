import type { Instant } from '../time/instant.js';

/**
 * True when an act at `at` left lateness alone as the latch demands: once `lateFrom` has passed, nothing moves it;
 * before, it moves only to an instant still to come (or to null while the citizen is waited for).
 *
 * Source: acts.md, "The latch". Every decision is checked with it, and `verify` checks the rows.
 */
export function latchHolds(before: Instant | null, after: Instant | null, at: Instant): boolean {
  if (before === after) return true;
  if (before !== null && before <= at) return false;
  return after === null || after > at;
}
