import { usualRemaining } from '../apology/proposed-due.js';
import type { Instant } from '../time/instant.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import { isBreached, type AcceptedDossier } from './dossier.js';
import type { StageTime } from './stages.js';

/** How much room a dossier has before its promise breaks. */
export interface Urgency {
  /** working minutes to the due; after the breach, minus those since */
  readonly minutesLeft: number;
  /** working minutes that what is still to be done usually takes */
  readonly usualMinutes: number;
  /** the usual times come from what was done before, not from the budgets alone */
  readonly known: boolean;
  /** `minutesLeft` less `usualMinutes`: below 0 it will be late unless it goes faster than usual */
  readonly slackMinutes: number;
}

/** What a stage usually takes, in working minutes; null: too little is known, its budget stands for it. */
export type UsualTime = (stage: StageTime) => number | null;

/**
 * Slack: what is left until the due, less what the rest of the way usually takes. Of the stage the dossier is in, what
 * it has had already is taken off; a stage that has had its usual time and is not over counts nothing more.
 *
 * @param stages as `stageTimes` tells them at `now`
 * @throws DomainError `calendar.missing`
 * Source: issue "The desk", E; peers.md, do-next queue.
 */
export function urgencyOf(
  dossier: AcceptedDossier,
  stages: readonly StageTime[],
  usual: UsualTime,
  calendar: WorkingCalendar,
  now: Instant,
): Urgency {
  const minutesLeft = minutesUntilDue(dossier, calendar, now);
  const { minutes: usualMinutes, known } = usualRemaining(stages, usual);
  return { minutesLeft, usualMinutes, known, slackMinutes: minutesLeft - usualMinutes };
}

/** After the breach the latch holds: a due that was moved later gives no time back. */
function minutesUntilDue(dossier: AcceptedDossier, calendar: WorkingCalendar, now: Instant): number {
  const { statutoryDueAt: due, lateFrom } = dossier;
  if (isBreached(dossier, now)) {
    const since = Math.min(due, lateFrom ?? due) as Instant;
    return 0 - calendar.workingMinutesBetween(since, now);
  }
  return due >= now ? calendar.workingMinutesBetween(now, due) : 0 - calendar.workingMinutesBetween(due, now);
}

/** A row of work: what is known of its urgency, and what orders it where nothing is. */
export interface Urgent {
  /** null while the days until its due are in no calendar */
  readonly urgency: Urgency | null;
  readonly lateFrom: Instant | null;
  readonly code: string;
}

/**
 * What must be done first stands first: the least slack; then what is due earlier; then the code, so that the order
 * never flickers. What cannot be reckoned stands behind, by its due.
 */
export function byUrgency(a: Urgent, b: Urgent): number {
  if (a.urgency && b.urgency && a.urgency.slackMinutes !== b.urgency.slackMinutes) {
    return a.urgency.slackMinutes - b.urgency.slackMinutes;
  }
  if ((a.urgency === null) !== (b.urgency === null)) return a.urgency === null ? 1 : -1;
  if (a.lateFrom !== b.lateFrom) return (a.lateFrom ?? Infinity) - (b.lateFrom ?? Infinity);
  return a.code < b.code ? -1 : 1;
}
