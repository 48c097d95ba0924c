import { dueDay } from '../domain/time/deadline.js';
import { MINUTE, type Instant } from '../domain/time/instant.js';
import { atMinute, localDate, minuteOfDay } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { isAbroad } from './plan-endings.js';
import type { PlannedDossier } from './plan.js';
import { inOrder, type PlannedStep } from './plan-work.js';
import type { Random } from './random.js';
import { MIGHT_BE_LATE } from './reasons.js';
import { DECLARED_PERCENT, OPENS_AT } from './town.js';

/** What was wrong with a receipt, and what was done about it the same day. */
export type ReceiptChange =
  | { readonly kind: 'corrected'; readonly proposedAt: Instant; readonly confirmedAt: Instant }
  /** taken in under another procedure of the same division first */
  | {
      readonly kind: 'wrong_procedure';
      readonly wrongCode: string;
      readonly proposedAt: Instant;
      readonly confirmedAt: Instant;
    }
  /** a first receipt was voided, this one stands for it */
  | { readonly kind: 'replaced'; readonly wrongAt: Instant; readonly voidedAt: Instant; readonly byHead: boolean };

/** How many of each there are in the year. */
const COUNTS = { corrected: 14, wrongProcedure: 2, replaced: 5, averted: 14, waived: 4, outside: 6, forgotten: 3 };
/** The procedure of households in business that is taken for its neighbour. */
const CHANGES_OF_BUSINESS = { right: '1.001612', wrong: '2.000720' };
const LAST_MINUTE_OF_CHANGES = 16 * 60;
const MINUTES_TO_SIGN = 800;

/** What does not go as it should, short of a fault: wrong receipts, delays that are said beforehand, letters let go. */
export function withTroubles(
  plan: readonly PlannedDossier[],
  calendar: WorkingCalendar,
  random: Random,
): PlannedDossier[] {
  const changes = receiptChanges(plan, random.branch('receipts'));
  const endings = apologies(plan, random.branch('apologies'));
  const averted = nearlyLate(plan, calendar, random.branch('averted'));
  const delays = random.branch('delays');
  return plan.map((one, i) => {
    const apology = endings.get(i) ?? one.apology;
    const own = delays.branch(String(i));
    const delay = averted.get(i) ?? (apology === 'letter' ? declared(one, calendar, own) : null);
    const proof: PlannedStep[] =
      apology === 'waived' ? [{ at: (one.finishAt - 3 * MINUTE) as Instant, act: 'attach_proof' }] : [];
    const steps = delay || proof.length > 0 ? inOrder([...(delay ? [delay] : []), ...proof, ...one.steps]) : one.steps;
    return { ...one, apology, receiptChange: changes.get(i) ?? null, steps };
  });
}

/** Said two working days before the due day, so that form 04 can be signed in time; null: nobody said it. */
function declared(one: PlannedDossier, calendar: WorkingCalendar, random: Random): PlannedStep | null {
  const { before, after, habitFrom } = DECLARED_PERCENT;
  const percent = localDate(one.at) < habitFrom ? before : after;
  if (!random.chance(percent / 100) || one.lateReason === null || one.ending.kind !== 'late') return null;
  const at = delaySaidAt(one, calendar, random);
  if (at === null) return null;
  const fault = isAbroad(one.ending.cause) ? 'other_agency' : 'ours';
  return { at, act: 'declare_delay', reason: one.lateReason, fault, newDueAt: newPromise(one, calendar, random) };
}

/** A working moment two or three days before the due day, while whoever decides has the papers; null: there is none. */
function delaySaidAt(one: PlannedDossier, calendar: WorkingCalendar, random: Random): Instant | null {
  const { dueAt, workFrom, steps } = one;
  const lastDay = calendar.lastWorkingDayBefore(dueDay(dueAt));
  const opening = calendar.openingOf(calendar.lastWorkingDayBefore(lastDay));
  if (opening === null) return null;
  const at = calendar.addWorkingMinutes(opening, random.between(10, 150));
  // Between a hand-over and its acknowledgement nobody says anything; a moment later somebody does.
  const last = steps.filter((step) => step.at <= at).at(-1);
  const taken = last && last.act !== 'hand_over' && last.act !== 'ask_payment' && last.act !== 'ask_supplement';
  return taken && at > workFrom ? at : null;
}

/** The new date of form 04: kept, or (as things go) too hopeful. */
function newPromise({ finishAt, dueAt }: PlannedDossier, calendar: WorkingCalendar, random: Random): Instant {
  const due = dueDay(dueAt);
  const day = localDate(finishAt);
  const between = calendar.workingDaysBetween(due, day) - 1;
  if (between < 1 || random.chance(0.71)) {
    const kept = random.chance(0.5) ? day : calendar.addWorkingDays(day, random.between(1, 2));
    return atMinute(kept, 17 * 60);
  }
  return atMinute(calendar.addWorkingDays(due, random.between(1, between)), 16 * 60);
}

/** Dossiers somebody feared for, whose result came on the due day after all. */
function nearlyLate(
  plan: readonly PlannedDossier[],
  calendar: WorkingCalendar,
  random: Random,
): Map<number, PlannedStep> {
  const able = plan.flatMap((one, i) => {
    const { ending, limit, finishAt } = one;
    if (ending.kind !== 'on_time' || limit.unit === 'same_day' || limit.amount < 5 || one.instant) return [];
    const at = delaySaidAt(one, calendar, random);
    return at !== null && at < finishAt - MINUTES_TO_SIGN * MINUTE ? [[i, at] as const] : [];
  });
  const chosen = random.shuffled(able).slice(0, COUNTS.averted);
  return new Map(
    chosen.map(([i, at]) => [i, { at, act: 'declare_delay', reason: MIGHT_BE_LATE, fault: 'ours', newDueAt: null }]),
  );
}

/** Late dossiers whose letter is not written as the others are. */
function apologies(plan: readonly PlannedDossier[], random: Random): Map<number, PlannedDossier['apology']> {
  const late = random.shuffled(plan.flatMap((one, i) => (one.ending.kind === 'late' ? [i] : [])));
  const chosen = new Map<number, PlannedDossier['apology']>();
  const choose = (what: PlannedDossier['apology'], count: number, is: (one: PlannedDossier) => boolean): void => {
    const able = late.filter((i) => {
      const one = plan[i];
      return one !== undefined && !chosen.has(i) && is(one);
    });
    for (const i of able.slice(0, count)) chosen.set(i, what);
  };
  choose(
    'waived',
    COUNTS.waived,
    ({ ending, finishAt }) => ending.kind === 'late' && ending.days === 1 && finishAt < OPENS_AT,
  );
  choose('outside', COUNTS.outside, ({ ending }) => ending.kind === 'late' && isAbroad(ending.cause));
  choose('forgotten', COUNTS.forgotten, ({ ending }) => ending.kind === 'late' && ending.days <= 3);
  return chosen;
}

function receiptChanges(plan: readonly PlannedDossier[], random: Random): Map<number, ReceiptChange> {
  const able = random.shuffled(plan.flatMap((one, i) => (isChangeable(one) ? [i] : [])));
  const changes = new Map<number, ReceiptChange>();
  const business = able.filter((i) => plan[i]?.procedureCode === CHANGES_OF_BUSINESS.right);
  const after = (i: number, minutes: number): Instant => ((plan[i]?.at ?? 0) + minutes * MINUTE) as Instant;
  for (const i of business.slice(0, COUNTS.wrongProcedure)) {
    const when = { proposedAt: after(i, 5), confirmedAt: after(i, 11) };
    changes.set(i, { kind: 'wrong_procedure', wrongCode: CHANGES_OF_BUSINESS.wrong, ...when });
  }
  const others = able.filter((i) => !changes.has(i));
  for (const i of others.splice(0, COUNTS.corrected)) {
    changes.set(i, { kind: 'corrected', proposedAt: after(i, 4), confirmedAt: after(i, 9) });
  }
  others.splice(0, COUNTS.replaced).forEach((i, n) => {
    const byHead = n === 0;
    changes.set(i, { kind: 'replaced', wrongAt: after(i, byHead ? -25 : -5), voidedAt: after(i, -2), byHead });
  });
  return changes;
}

/** Received over the counter in the middle of a half-day, and still there a quarter of an hour later. */
function isChangeable({ channel, instant, paper, at, steps }: PlannedDossier): boolean {
  const [first] = steps;
  const minute = minuteOfDay(at);
  const roomy = minute > 8 * 60 && minute < LAST_MINUTE_OF_CHANGES && !(minute > 11 * 60 && minute < 14 * 60);
  if (channel !== 'counter' || instant || paper !== null || !roomy || !first) return false;
  const handed = steps.find(({ act }) => act === 'hand_over');
  return handed !== undefined && handed.at > at + 15 * MINUTE;
}
