import type { StageTime } from '../dossier/stages.js';
import { dueDay } from '../time/deadline.js';
import type { Instant } from '../time/instant.js';
import { localDate, type PlainDate } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';

/** What the rest of a dossier's way usually takes. */
export interface Remaining {
  /** working minutes */
  readonly minutes: number;
  /** it comes from what was done here before, not from the budgets alone */
  readonly known: boolean;
  /** the stage it is in has had all of its usual time and is not over: nobody knows how much longer it takes */
  readonly spent: boolean;
}

/**
 * The usual time of what is still to be done. Of the stage the dossier is in, what it has had already is taken off; a
 * stage that has had its usual time and is not over counts nothing more.
 *
 * @param stages as `stageTimes` tells them now
 * @param usual working minutes of a stage (P80); null: too little is known, its budget stands for it
 */
export function usualRemaining(stages: readonly StageTime[], usual: (stage: StageTime) => number | null): Remaining {
  const at = Math.max(
    0,
    stages.findLastIndex(({ from }) => from !== null),
  );
  const ahead = stages.slice(at).map((stage, i) => {
    const known = usual(stage);
    const whole = known ?? stage.budgetMinutes;
    return { known: known !== null, minutes: i === 0 ? Math.max(0, whole - stage.heldMinutes) : whole };
  });
  return {
    minutes: ahead.reduce((sum, { minutes }) => sum + minutes, 0),
    known: ahead.some((stage) => stage.known),
    spent: ahead[0]?.minutes === 0,
  };
}

/** A date for the second promise, and what it was reckoned from. */
export interface ProposedDue extends Remaining {
  readonly dueAt: Instant;
  /** the usual time alone would have ended on or before the day that is promised now, or today */
  readonly pushed: boolean;
}

/**
 * The second promise that can probably be kept: now and what the rest usually takes, at the end of work of that day;
 * after the day that is promised now, and never today (R16 wants it later than both; nobody travels on a guess for the
 * same afternoon).
 *
 * @throws DomainError `calendar.missing`
 * Source: issue 5 B; R16 (a working day, after currentDueAt and after now).
 */
export function proposedDue(
  calendar: WorkingCalendar,
  { now, currentDueAt }: { readonly now: Instant; readonly currentDueAt: Instant },
  remaining: Remaining,
): ProposedDue {
  const reckoned = dueDay(calendar.addWorkingMinutes(now, Math.max(1, Math.ceil(remaining.minutes))));
  const after = later(dueDay(currentDueAt), localDate(now));
  const pushed = reckoned <= after;
  const day = pushed ? calendar.nextWorkingDay(after) : reckoned;
  const dueAt = calendar.closingOf(day);
  if (dueAt === null) throw new RangeError(`${day} was found to be worked`);
  return { ...remaining, dueAt, pushed };
}

function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}
