import { addDays, type PlainDate } from '../time/plain-date.js';
import { halfEnd, halfOf } from './half-month.js';
import type { Measures } from './movements.js';
import type { Counts } from './on-time-rate.js';
import type { DayRange } from './period.js';

/** How the time before and within some periods is cut up, so that every period is a run of whole slots. */
export interface SlotPlan {
  /** first days of the slots but the first, in order; the first slot is all the time before */
  readonly edges: readonly PlainDate[];
  /** the last day that any period holds */
  readonly last: PlainDate;
  /** pieces of half-months that an edge falls into: to be added up by days, up to `last` */
  readonly cut: readonly DayRange[];
}

/**
 * @param periods at least one
 * @param today the day that has not ended: lateness that is posted to later days does not stand yet
 */
export function planSlots(periods: readonly DayRange[], today: PlainDate): SlotPlan {
  const edges = new Set(periods.flatMap(({ from, to }) => [from, addDays(to, 1), dayAfterStock(to, today)]));
  const last = periods.map(({ to }) => to).reduce((a, b) => (a > b ? a : b));
  const halves = new Set([...edges].filter((edge) => edge !== halfOf(edge)).map(halfOf));
  return {
    edges: [...edges].sort(),
    last,
    cut: [...halves]
      .filter((half) => half <= last)
      .sort()
      .map((from) => ({ from, to: earlier(halfEnd(from), last) })),
  };
}

/** The number of the slot that holds the day; 0 is the time before all periods. */
export function slotOf(day: PlainDate | '', edges: readonly PlainDate[]): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? day) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The counts of one period from sums by slot. What is open and overdue is the sum of everything up to the end of the
 * period, lateness only up to today.
 *
 * @param sums by slot; a slot without an entry is empty
 */
export function countsFromSlots(
  sums: ReadonlyMap<number, Measures>,
  { from, to }: DayRange,
  edges: readonly PlainDate[],
  today: PlainDate,
): Counts {
  const [first, last] = [slotOf(from, edges), slotOf(to, edges)];
  const lastOverdue = slotOf(earlier(to, today), edges);
  const counts = { received: 0, carried: 0, early: 0, onTime: 0, late: 0, withdrawn: 0, stopped: 0, refused: 0 };
  let [open, overdue] = [0, 0];
  for (const [slot, sum] of sums) {
    if (slot <= lastOverdue) overdue += sum.overdueDelta;
    if (slot > last) continue;
    const remaining = sum.received - sum.early - sum.onTime - sum.late;
    open += remaining;
    if (slot < first) {
      counts.carried += remaining;
      continue;
    }
    counts.received += sum.received;
    counts.early += sum.early;
    counts.onTime += sum.onTime;
    counts.late += sum.late;
    counts.withdrawn += sum.withdrawn;
    counts.stopped += sum.stopped;
    counts.refused += sum.refused;
  }
  return { ...counts, inTime: open - overdue, overdue };
}

function dayAfterStock(to: PlainDate, today: PlainDate): PlainDate {
  return addDays(earlier(to, today), 1);
}

function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b;
}
