import type { LimitUnit } from '../procedure/time-limit.js';
import type { Deadline, DeadlineQuestion } from './deadline-types.js';
import { DAY, MINUTE, ZONE_OFFSET, floorToMinute, type Instant } from './instant.js';
import { dayOfMinute, fromLocalMinute, localMinute, MINUTES_A_DAY } from './local-minute.js';
import { runThrough, unitePauses } from './pauses.js';
import { localDate, localDayNumber, type PlainDate } from './plain-date.js';
import type { WorkingCalendar } from './working-calendar.js';
import type { WorkingTimeline } from './working-timeline.js';

/** Same-day procedures: received after 15:00 counts for the next working day (NĐ 23/2015 art. 7; R6). */
const SAME_DAY_CUTOFF = 15 * 60;

/**
 * The promised instant. Without pauses it neither searches nor allocates: millions a second, so that calendars can
 * be changed under a million open dossiers.
 *
 * @returns null only while a pause is open and the limit was not used up before it
 * @throws DomainError `calendar.missing` (fact `year`) when a touched day is in no confirmed calendar
 * @throws RangeError when amount or extra is negative, or no whole number of days, or a pause ends before it begins
 * Source: R2-R6, R9, R13, R14 (NĐ 61/2018 art. 19; Civil Code art. 147, 148).
 */
export function dueAt(calendar: WorkingCalendar, question: DeadlineQuestion): Instant | null {
  const line = calendar.timeline;
  const due = dueWithoutPauses(line, question);
  const { pauses } = question;
  if (pauses === undefined || pauses.length === 0) return fromLocalMinute(due);
  const start = line.startOf(localMinute(question.from));
  const run = runThrough(line, start, due, unitePauses(pauses, start));
  return run.due === null ? null : fromLocalMinute(run.due);
}

/** The due date with what belongs to it. Throws as `dueAt` does. */
export function deadline(calendar: WorkingCalendar, question: DeadlineQuestion): Deadline {
  const line = calendar.timeline;
  const start = line.startOf(localMinute(question.from));
  const unpaused = dueWithoutPauses(line, question);
  const run = runThrough(line, start, unpaused, unitePauses(question.pauses ?? [], start));
  const due = run.due === null ? null : fromLocalMinute(run.due);
  return {
    startsAt: fromLocalMinute(start),
    dueAt: due,
    lateFrom: due === null ? null : lateFrom(due, question.limit.unit),
    budgetMinutes: line.minutesBetween(start, unpaused),
    provisional: calendar.isProvisional(localDate(question.from), dueDay(fromLocalMinute(run.due ?? unpaused))),
  };
}

/**
 * The first instant at which the dossier is late: for hour limits one minute after the due instant, else the local
 * midnight that ends the due day (acts.md; R19).
 */
export function lateFrom(due: Instant, unit: LimitUnit): Instant {
  if (unit === 'working_hour') return (floorToMinute(due) + MINUTE) as Instant;
  return ((dayNumberOfDue(due) + 1) * DAY - ZONE_OFFSET) as Instant;
}

/** The day that a due instant belongs to: a due at 00:00 belongs to the day that ends. */
export function dueDay(due: Instant): PlainDate {
  return localDate((due - 1) as Instant);
}

function dayNumberOfDue(due: Instant): number {
  return localDayNumber((due - 1) as Instant);
}

/** Working minutes the clock has run by `at`: pauses left out, 0 before the start, not capped at the due. */
export function elapsedWorkingMinutes(calendar: WorkingCalendar, question: DeadlineQuestion, at: Instant): number {
  const line = calendar.timeline;
  const start = line.startOf(localMinute(question.from));
  const until = localMinute(at);
  const still = unitePauses(question.pauses ?? [], start).reduce(
    (sum, { from, to }) => sum + line.minutesBetween(from, Math.min(to ?? until, until)),
    0,
  );
  return line.minutesBetween(start, until) - still;
}

/** Working minutes left in [now, due), 0 once it has passed. */
export function remainingWorkingMinutes(calendar: WorkingCalendar, now: Instant, due: Instant): number {
  return calendar.workingMinutesBetween(now, due);
}

/**
 * The latest due instant with at most `minutes` working minutes left: "due soon" is one comparison for a whole
 * list, so an index serves it. Where the calendar ends earlier, so do the promises, and its end is the answer.
 *
 * @throws DomainError `calendar.missing` when `now` itself is in no calendar
 */
export function dueSoonUntil(calendar: WorkingCalendar, now: Instant, minutes: number): Instant {
  const line = calendar.timeline;
  const from = localMinute(now);
  const end = (line.dayNumberAt(line.lastKnown(line.position(dayOfMinute(from)))) + 1) * MINUTES_A_DAY;
  if (line.minutesBetween(from, end) <= minutes) return fromLocalMinute(end);
  return fromLocalMinute(line.startOf(minutes === 0 ? from : line.momentOf(from, line.workedBefore(from) + minutes)));
}

/**
 * When a dossier must be with the resolving agency: accepted by 15:00 the same day by closing time, later at the
 * start of the next working day. It never moves the promise (R7; NĐ 61/2018 art. 18).
 */
export function transferDueAt(calendar: WorkingCalendar, acceptedAt: Instant): Instant {
  const line = calendar.timeline;
  const from = localMinute(acceptedAt);
  const at = line.position(dayOfMinute(from));
  if (beforeCutoff(from) && line.isWorked(at)) return fromLocalMinute(line.closingOnOrAfter(at, 0));
  return fromLocalMinute(line.openingOfNth(at, 1));
}

/**
 * Planned ends of the stages of a dossier that passes through several agencies: each counts on from the planned end
 * of the stage before, so the last one is the due of the whole limit (R28). A pause moves the ends that
 * lie behind it; while one is open, ends it would move are shown as if it were not.
 *
 * @param amounts budgets of the stages in the limit's unit, in order
 */
export function stageDueDates(
  calendar: WorkingCalendar,
  question: DeadlineQuestion,
  amounts: readonly number[],
): Instant[] {
  const { from, dayZero, limit, extra = 0, pauses = [] } = question;
  let amount = 0;
  return amounts.map((budget, index) => {
    amount += budget + (index === amounts.length - 1 ? extra : 0);
    const stage = { from, dayZero, limit: { amount, unit: limit.unit } };
    return dueAt(calendar, { ...stage, pauses }) ?? fromLocalMinute(dueWithoutPauses(calendar.timeline, stage));
  });
}

/** @returns the local minute of the due date as if no pause had been; parts of an hour are rounded to minutes */
export function dueWithoutPauses(line: WorkingTimeline, question: DeadlineQuestion): number {
  const { limit, extra = 0 } = question;
  const from = localMinute(question.from);
  const amount = limit.amount + extra;
  if (!(limit.amount >= 0 && extra >= 0)) throw notWhole(question);
  if (limit.unit === 'working_hour') return afterMinutes(line, from, Math.round(amount * 60));
  if ((amount | 0) !== amount || (extra | 0) !== extra) throw notWhole(question);
  switch (limit.unit) {
    case 'working_day':
      if (amount === 0) return onDayZero(line, from, question);
      return line.closingOfNth(dayZeroOf(line, from, question), amount);
    case 'calendar_day':
      if (amount === 0) return onDayZero(line, from, question);
      return line.closingOnOrAfter(dayZeroOf(line, from, question), amount);
    case 'same_day':
      return sameDay(line, from, extra);
  }
}

/** @returns position of the day from which a limit in days counts (R2) */
export function dayZeroOf(line: WorkingTimeline, from: number, { dayZero }: DeadlineQuestion): number {
  return line.position(dayOfMinute(dayZero === 'receipt' ? from : line.startOf(from)));
}

/** A limit of no days ends with the work of day 0, but never before the clock has started. */
function onDayZero(line: WorkingTimeline, from: number, question: DeadlineQuestion): number {
  return Math.max(line.closingOnOrAfter(dayZeroOf(line, from, question), 0), line.startOf(from));
}

function afterMinutes(line: WorkingTimeline, from: number, minutes: number): number {
  const start = line.startOf(from);
  return minutes === 0 ? start : line.momentOf(start, line.workedBefore(start) + minutes);
}

/**
 * The day of receipt when it is worked and not after 15:00, else the next working day. Extra time is working days
 * on top (certification: two more by agreement, NĐ 23/2015 art. 21).
 */
function sameDay(line: WorkingTimeline, from: number, extra: number): number {
  const at = line.position(dayOfMinute(from));
  const today = line.isWorked(at) && beforeCutoff(from);
  const days = extra + (today ? 0 : 1);
  return days > 0 ? line.closingOfNth(at, days) : Math.max(line.closingOnOrAfter(at, 0), line.startOf(from));
}

/** 15:00 itself is in time: the law says "sau 15 giờ". */
export function beforeCutoff(minute: number): boolean {
  return minute - dayOfMinute(minute) * MINUTES_A_DAY <= SAME_DAY_CUTOFF;
}

function notWhole({ limit, extra }: DeadlineQuestion): RangeError {
  return new RangeError(
    `a limit is a number of whole days, or of hours, from 0 on, got ${limit.amount} and ${extra ?? 0} extra`,
  );
}
