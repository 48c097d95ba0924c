import type { Stage } from '../procedure/procedure-version.js';
import { questionOf } from '../promise/due.js';
import { lateFrom, stageDueDates } from '../time/deadline.js';
import type { Instant } from '../time/instant.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import type { AcceptedDossier } from './dossier.js';
import { minutesLate } from './timeliness.js';

/** From when a unit held the papers, as acknowledged. */
export interface Holding {
  readonly unitCode: string;
  readonly from: Instant;
}

/** One leg of a dossier: what it was given, what it took, and its share of the lateness. */
export interface StageTime {
  /** from 1 */
  readonly no: number;
  readonly unitCode: string;
  /** working minutes from the planned end of the stage before to its own */
  readonly budgetMinutes: number;
  readonly plannedDueAt: Instant;
  /** null: not reached */
  readonly from: Instant | null;
  /** null: not reached, or still there */
  readonly to: Instant | null;
  /** working minutes held, pauses left out */
  readonly heldMinutes: number;
  /** left, or still held, after its own due (R28) */
  readonly late: boolean;
  /** working minutes of the dossier's lateness that are this stage's */
  readonly blameMinutes: number;
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The stages of a dossier that passes through several agencies, judged each by its own due. What a stage held beyond
 * its budget, pauses left out, carries the blame; the shares together are exactly the lateness of the dossier, so that
 * a stage which only used what an earlier one had saved is not blamed for it.
 *
 * @param stages of the procedure version; empty: the responsible unit is the only one
 * @param holdings in order, the first from receipt
 * @param until the finish, or now
 * @throws DomainError `calendar.missing`
 * Source: R28; reference 3.4 (the late stage carries the blame).
 */
export function stageTimes(
  dossier: AcceptedDossier,
  stages: readonly Stage[],
  holdings: readonly Holding[],
  calendar: WorkingCalendar,
  until: Instant,
): StageTime[] {
  const legs = legsOf(dossier, stages);
  const question = questionOf(dossier);
  const dues = stageDueDates(
    calendar,
    question,
    legs.map(({ amount }) => amount),
  );
  const budgets = dues.map((due, i) => calendar.workingMinutesBetween(dues[i - 1] ?? dossier.startsAt, due));
  const stretches = stretchesOf(dossier, legs, holdings, until);
  const held = stretches.map((own) => workedIn(dossier, own, calendar, until));
  const over = held.map((minutes, i) => Math.max(0, minutes - (budgets[i] ?? 0)));
  const total = minutesLate(calendar, dossier.statutoryDueAt, dossier.lateFrom, until);
  const blame = shares(total, over, lastReached(stretches));
  const settled = dossier.settlement !== null;
  return legs.map(({ unitCode }, i) => {
    const plannedDueAt = dues[i] as Instant;
    const own = stretches[i] ?? [];
    const end = own.at(-1)?.to ?? null;
    const isThere = end === until && !settled;
    return {
      no: i + 1,
      unitCode,
      budgetMinutes: budgets[i] ?? 0,
      plannedDueAt,
      from: own[0]?.from ?? null,
      to: isThere ? null : end,
      heldMinutes: held[i] ?? 0,
      late: end !== null && end >= lateFrom(plannedDueAt, dossier.limit.unit),
      blameMinutes: blame[i] ?? 0,
    };
  });
}

function legsOf(dossier: AcceptedDossier, stages: readonly Stage[]): { unitCode: string; amount: number }[] {
  if (stages.length === 0) return [{ unitCode: dossier.responsibleUnitCode, amount: dossier.limit.amount }];
  // An addition for the receiving unit lengthens that unit's own stage, or the last one (R28).
  const planned = stages.reduce((sum, { amount }) => sum + amount, 0);
  const extra = dossier.limit.amount - planned;
  const own = stages.findIndex(({ unitCode }) => unitCode === null || unitCode === dossier.unitCode);
  const lengthened = own === -1 ? stages.length - 1 : own;
  return stages.map(({ unitCode, amount }, i) => ({
    unitCode: unitCode ?? dossier.unitCode,
    amount: amount + (i === lengthened ? extra : 0),
  }));
}

/** Time at a unit that is no stage (the desk on the way) belongs to the stage the dossier is in. */
function stretchesOf(
  { countedFrom }: AcceptedDossier,
  legs: readonly { unitCode: string }[],
  holdings: readonly Holding[],
  until: Instant,
): Stretch[][] {
  const result: Stretch[][] = legs.map(() => []);
  let at = 0;
  holdings.forEach(({ unitCode, from }, i) => {
    const ahead = legs.findIndex((leg, k) => k >= at && leg.unitCode === unitCode);
    if (ahead !== -1) at = ahead;
    const start = Math.max(from, countedFrom) as Instant;
    const end = Math.min(holdings[i + 1]?.from ?? until, until) as Instant;
    if (end > start) result[at]?.push({ from: start, to: end });
  });
  return result;
}

function workedIn(
  { pauses }: AcceptedDossier,
  stretches: readonly Stretch[],
  calendar: WorkingCalendar,
  until: Instant,
): number {
  return stretches.reduce((sum, { from, to }) => {
    const still = pauses.reduce((paused, pause) => {
      const start = Math.max(from, pause.from) as Instant;
      const end = Math.min(to, pause.to ?? until) as Instant;
      return end > start ? paused + calendar.workingMinutesBetween(start, end) : paused;
    }, 0);
    return sum + calendar.workingMinutesBetween(from, to) - still;
  }, 0);
}

function lastReached(stretches: readonly (readonly Stretch[])[]): number {
  return Math.max(
    0,
    stretches.findLastIndex((own) => own.length > 0),
  );
}

/**
 * Splits `total` in proportion to `weights`, in whole minutes that add up to it: the largest remainders get the rest.
 *
 * @param fallback who bears it where nobody has a weight
 */
export function shares(total: number, weights: readonly number[], fallback: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map((_, i) => (i === fallback ? total : 0));
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map((share) => Math.floor(share));
  const rest = total - whole.reduce((a, b) => a + b, 0);
  const order = exact
    .map((share, i) => ({ i, part: share - Math.floor(share) }))
    .sort((a, b) => b.part - a.part || a.i - b.i);
  const raised = new Set(order.slice(0, rest).map(({ i }) => i));
  return whole.map((share, i) => (raised.has(i) ? share + 1 : share));
}
