/** The target of the national programme: 95 % of what was resolved, early or on time (reference 6.3; a setting). */
export const TARGET_PERCENT = 95;

/** What form II.06 counts for one period [A, B]; the numbers in brackets are its columns (TT 01/2020; reference 6.1). */
export interface Counts {
  /** accepted in the period, whatever the channel: (4) + (5) */
  readonly received: number;
  /** open when the period began: (6) */
  readonly carried: number;
  /** resolved early, on time, late: (8), (9), (10) */
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  /** still open at the end of B, within time or overdue: (12), (13) */
  readonly inTime: number;
  readonly overdue: number;
  /** subsets of the resolved, shown in columns of their own (R24) */
  readonly withdrawn: number;
  readonly stopped: number;
  /** completed with a refusal of what was asked; a subset of the resolved too */
  readonly refused: number;
}

export const NO_COUNTS: Counts = {
  received: 0,
  carried: 0,
  early: 0,
  onTime: 0,
  late: 0,
  inTime: 0,
  overdue: 0,
  withdrawn: 0,
  stopped: 0,
  refused: 0,
};

/** What follows from the counts. Rates are percentages, half-up to two decimals; null when there is nothing to divide by. */
export interface Rates {
  /** (7) = (8) + (9) + (10) */
  readonly resolved: number;
  /** (11) = (12) + (13) */
  readonly inProgress: number;
  /** ((8) + (9)) / (7): the one the target is judged by */
  readonly resolvedOnTimeRate: number | null;
  /** ((8) + (9)) / (3), NĐ 61/2018 art. 30(2)c */
  readonly receivedOnTimeRate: number | null;
  /** ((8) + (9) + (12)) / (3), QĐ 766 */
  readonly qd766Rate: number | null;
  /** judged on the counts, never on the rounded rate; null when nothing was resolved */
  readonly met: boolean | null;
}

/** Source: reference 6.3, R26. */
export function ratesOf(counts: Counts, targetPercent: number): Rates {
  const { early, onTime, late, inTime, overdue } = counts;
  const total = counts.received + counts.carried;
  const kept = early + onTime;
  const resolved = kept + late;
  return {
    resolved,
    inProgress: inTime + overdue,
    resolvedOnTimeRate: percent(kept, resolved),
    receivedOnTimeRate: percent(kept, total),
    qd766Rate: percent(kept + inTime, total),
    met: meetsTarget(kept, resolved, targetPercent),
  };
}

/**
 * Whether `kept` of `resolved` reach the target, in whole numbers: 9499 of 10000 do not reach 95 % (R26).
 *
 * @param targetPercent whole percent, 1 to 99
 * @returns null when nothing was resolved: that is neither met nor missed
 */
export function meetsTarget(kept: number, resolved: number, targetPercent: number): boolean | null {
  checkTarget(targetPercent);
  return resolved === 0 ? null : 100 * kept >= targetPercent * resolved;
}

/**
 * A share in percent as people read it: half-up to two decimals, computed in whole numbers (R26).
 *
 * @returns null when `whole` is 0: N/A, never 100 %
 */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((20_000 * part + whole) / (2 * whole)) / 100;
}

/** @throws RangeError unless the target is a whole percent from 1 to 99: at 100 one late return could never be made good */
export function checkTarget(targetPercent: number): void {
  if (!Number.isInteger(targetPercent) || targetPercent < 1 || targetPercent > 99) {
    throw new RangeError(`the target must be a whole percent from 1 to 99, got ${targetPercent}`);
  }
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    received: a.received + b.received,
    carried: a.carried + b.carried,
    early: a.early + b.early,
    onTime: a.onTime + b.onTime,
    late: a.late + b.late,
    inTime: a.inTime + b.inTime,
    overdue: a.overdue + b.overdue,
    withdrawn: a.withdrawn + b.withdrawn,
    stopped: a.stopped + b.stopped,
    refused: a.refused + b.refused,
  };
}

/** @returns what `a` counts and `b` does not, where `b` is a part of `a` */
export function withoutCounts(a: Counts, b: Counts): Counts {
  return {
    received: a.received - b.received,
    carried: a.carried - b.carried,
    early: a.early - b.early,
    onTime: a.onTime - b.onTime,
    late: a.late - b.late,
    inTime: a.inTime - b.inTime,
    overdue: a.overdue - b.overdue,
    withdrawn: a.withdrawn - b.withdrawn,
    stopped: a.stopped - b.stopped,
    refused: a.refused - b.refused,
  };
}

/**
 * Whether everything that came in is either resolved or still there, (3) = (7) + (11), and nothing was counted away:
 * no number is negative. The other two identities of R25 hold by construction, since (7) and (11) are only ever
 * computed as sums.
 */
export function balances(counts: Counts): boolean {
  const { received, carried, early, onTime, late, inTime, overdue } = counts;
  const sums = received + carried === early + onTime + late + inTime + overdue;
  return sums && Object.values(counts).every((count: number) => count >= 0);
}
