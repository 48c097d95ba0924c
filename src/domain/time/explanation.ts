import type { DeadlineQuestion, SkipReason, TraceStep } from './deadline-types.js';
import { beforeCutoff, dayZeroOf, dueDay, dueWithoutPauses } from './deadline.js';
import { fromLocalMinute, localMinute, MINUTES_A_DAY } from './local-minute.js';
import { runThrough, unitePauses, type LostTime, type Run } from './pauses.js';
import { addDays, fromDayNumber, localDate, weekdayOf, type PlainDate } from './plain-date.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * Why the due date is this one: every day between receipt and due, counted or skipped and why. Facts only; views
 * put them into words. In order of time, with one exception: a limit in days is counted to its end first, then
 * come the pauses that lengthen it and the days on which their working minutes are given back.
 *
 * A limit in calendar days whose last day is not worked has that day twice: counted, then skipped (Civil Code
 * 148(5)). At most one step a day and one a pause, and limits are at most 500 days long (`MAX_AMOUNT`): nothing is
 * left out. While a pause is open there is no `due`.
 *
 * @throws as `dueAt` does
 */
export function explain(calendar: WorkingCalendar, question: DeadlineQuestion): TraceStep[] {
  const line = calendar.timeline;
  const from = localMinute(question.from);
  const start = line.startOf(from);
  const unpaused = dueWithoutPauses(line, question);
  const run = runThrough(line, start, unpaused, unitePauses(question.pauses ?? [], start));
  const received: TraceStep = { kind: 'received', at: question.from, date: localDate(question.from) };
  const steps = [received, ...body(calendar, question, { from, start, unpaused, run })];
  if (run.due === null) return steps;
  const due = fromLocalMinute(run.due);
  return [...steps, { kind: 'due', at: due, date: dueDay(due) }];
}

interface Moments {
  readonly from: number;
  readonly start: number;
  readonly unpaused: number;
  readonly run: Run;
}

function body(calendar: WorkingCalendar, question: DeadlineQuestion, moments: Moments): TraceStep[] {
  const { start, unpaused, run } = moments;
  if (question.limit.unit === 'working_hour') {
    return [...waiting(calendar, moments.from, start), ...runningDays(calendar, start, run.due, run.lost)];
  }
  const last = dueDay(fromLocalMinute(unpaused));
  const counted =
    question.limit.unit === 'same_day'
      ? sameDay(calendar, question, moments.from, last)
      : days(calendar, question, moments, last);
  const within = run.lost.filter((pause) => pause.from < unpaused);
  const later = run.lost.filter((pause) => pause.from >= unpaused);
  const givenBack = run.due === unpaused ? [] : runningDays(calendar, unpaused, run.due, [...within, ...later]);
  return [...counted, ...within.map(paused), ...givenBack];
}

/** Received outside working time: the days that pass until the clock starts. */
function waiting(calendar: WorkingCalendar, from: number, start: number): TraceStep[] {
  if (start === from) return [];
  return [...skippedBetween(calendar, dateOf(from), dateOf(start)), starts(start)];
}

function sameDay(calendar: WorkingCalendar, question: DeadlineQuestion, from: number, last: PlainDate): TraceStep[] {
  const received = dateOf(from);
  const worked = calendar.isWorkingDay(received);
  const today = worked && beforeCutoff(from);
  const day = today ? received : calendar.nextWorkingDay(received);
  const steps: TraceStep[] = [];
  if (worked && !today) steps.push({ kind: 'after_cutoff', at: fromLocalMinute(from), date: received });
  steps.push(...skippedBetween(calendar, received, day));
  const { extra = 0 } = question;
  return extra > 0 ? [...steps, ...countDays(calendar, day, last, null)] : steps;
}

function days(
  calendar: WorkingCalendar,
  question: DeadlineQuestion,
  { from, start }: Moments,
  last: PlainDate,
): TraceStep[] {
  const line = calendar.timeline;
  const zero = fromDayNumber(line.dayNumberAt(dayZeroOf(line, from, question)));
  const before = question.dayZero === 'start' ? waiting(calendar, from, start) : [];
  const amount = question.limit.amount + (question.extra ?? 0);
  const calendarDays = question.limit.unit === 'calendar_day' ? amount : null;
  return [...before, { kind: 'day_zero', date: zero }, ...countDays(calendar, zero, last, calendarDays)];
}

/** @param calendarDays how many days count whatever they are; null: working days count */
function countDays(
  calendar: WorkingCalendar,
  zero: PlainDate,
  last: PlainDate,
  calendarDays: number | null,
): TraceStep[] {
  const steps: TraceStep[] = [];
  let count = 0;
  for (let date = addDays(zero, 1); date <= last; date = addDays(date, 1)) {
    const worked = calendar.isWorkingDay(date);
    const counts = calendarDays === null ? worked : count < calendarDays;
    if (counts) steps.push({ kind: 'counted', date, count: ++count, ...nameOf(calendar, date) });
    if (!worked && (!counts || count === calendarDays)) steps.push(skipped(calendar, date));
  }
  return steps;
}

/** Day by day the working minutes that ran, from one minute to the due, or to the pause that is still open. */
function runningDays(
  calendar: WorkingCalendar,
  from: number,
  due: number | null,
  lost: readonly LostTime[],
): TraceStep[] {
  const end = due ?? Math.max(from, lost.at(-1)?.from ?? from);
  const steps: TraceStep[] = [];
  const first = Math.floor(from / MINUTES_A_DAY);
  for (let day = first; day * MINUTES_A_DAY < end; day++) {
    const opens = Math.max(from, day * MINUTES_A_DAY);
    const closes = Math.min(end, (day + 1) * MINUTES_A_DAY);
    const minutes = ranBetween(calendar, opens, closes, lost);
    const date = dateOf(day * MINUTES_A_DAY);
    if (minutes > 0) steps.push({ kind: 'worked', date, minutes });
    else if (!calendar.isWorkingDay(date) && !stoodStill(lost, opens, closes)) steps.push(skipped(calendar, date));
    steps.push(...lost.filter((pause) => pause.from >= opens && pause.from < closes).map(paused));
  }
  if (due === null) steps.push(...lost.filter((pause) => pause.from >= end).map(paused));
  return steps;
}

function ranBetween(calendar: WorkingCalendar, opens: number, closes: number, lost: readonly LostTime[]): number {
  const line = calendar.timeline;
  return lost.reduce(
    (left, { from, to }) => left - line.minutesBetween(Math.max(from, opens), Math.min(to ?? closes, closes)),
    line.minutesBetween(opens, closes),
  );
}

function stoodStill(lost: readonly LostTime[], opens: number, closes: number): boolean {
  return lost.some(({ from, to }) => from <= opens && (to === null || to >= closes));
}

/** The days off in [first, last). */
function skippedBetween(calendar: WorkingCalendar, first: PlainDate, last: PlainDate): TraceStep[] {
  const steps: TraceStep[] = [];
  for (let date = first; date < last; date = addDays(date, 1)) {
    if (!calendar.isWorkingDay(date)) steps.push(skipped(calendar, date));
  }
  return steps;
}

function starts(minute: number): TraceStep {
  return { kind: 'starts', at: fromLocalMinute(minute), date: dateOf(minute) };
}

function paused({ from, to, minutes }: LostTime): TraceStep {
  const at = fromLocalMinute(from);
  return { kind: 'paused', from: at, to: to === null ? null : fromLocalMinute(to), date: localDate(at), minutes };
}

/** A weekend that is also a holiday is the holiday: that is the name people know it by. */
function skipped(calendar: WorkingCalendar, date: PlainDate): TraceStep {
  const off = calendar.dayOff(date);
  if (off) return { kind: 'skipped', date, reason: off.kind, name: off.name };
  const reason: SkipReason = weekdayOf(date) >= 6 ? 'weekend' : 'no_hours';
  return { kind: 'skipped', date, reason };
}

/** A counted day is named when it is not like others: a swapped Saturday, a holiday within calendar days. */
function nameOf(calendar: WorkingCalendar, date: PlainDate): { readonly name?: string } {
  const special = calendar.specialDay(date);
  return special ? { name: special.name } : {};
}

function dateOf(minute: number): PlainDate {
  return localDate(fromLocalMinute(minute));
}
