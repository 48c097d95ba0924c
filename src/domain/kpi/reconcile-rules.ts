import { dueDay } from '../time/deadline.js';
import type { Instant } from '../time/instant.js';
import { addDays, localDate, weekdayOf, type PlainDate } from '../time/plain-date.js';
import {
  isOutside,
  ourReckoning,
  siblingPeriod,
  standingByDates,
  type Ground,
  type OurDossier,
  type Reckoning,
  type Standing,
  type TheirRow,
} from './reconcile-facts.js';

/** Rules by which another system may have come to something else, the most specific first. */
export const OTHER_RULES = [
  'ending',
  'extension',
  'period',
  'finish',
  'hours',
  'moment',
  'pause',
  'extra_time',
  'calendar',
  'received',
  'redated',
] as const;

export type OtherRule = (typeof OTHER_RULES)[number];

interface Case extends Ground {
  readonly ours: OurDossier;
  /** null where only what another rule could have made is asked */
  readonly theirs: TheirRow | null;
  readonly base: Reckoning;
}

type Reading = (given: Case) => Reckoning[];

/** What each rule would make of our facts. Source: reference §11, R1 to R27. */
const READINGS: Readonly<Record<OtherRule, Reading>> = {
  ending,
  extension,
  period: otherPeriod,
  finish: otherFinish,
  hours: otherGrain,
  moment: otherMoment,
  pause: otherPause,
  extra_time: withoutExtra,
  calendar: otherCalendar,
  received: otherReceipt,
  redated,
};

/** Every other reckoning of a dossier that is counted, the most specific rule first; ours may be among them. */
export function* otherReckonings(
  ours: OurDossier,
  theirs: TheirRow | null,
  ground: Ground,
): Generator<{ readonly rule: OtherRule; readonly reckoning: Reckoning }> {
  const given = { ...ground, ours, theirs, base: ourReckoning(ours, ground) };
  for (const rule of OTHER_RULES) {
    for (const reckoning of READINGS[rule](given)) yield { rule, reckoning };
  }
}

/** R24: withdrawn and stopped are resolved; elsewhere they go on, or are judged by their dates, or are always on time. */
function ending({ ours, base }: Case): Reckoning[] {
  if (base.finished === null || (ours.ending !== 'withdrawn' && ours.ending !== 'stopped')) return [];
  const open = (['in_time', 'overdue'] as const).map((standing) => ({ ...base, finished: null, standing }));
  return [...open, ...(['on_time', 'early', 'late'] as const).map((standing) => ({ ...base, standing }))];
}

/** R21: a new date after an apology does not undo lateness; elsewhere the new date takes the place of the first. */
function extension({ ours: { extensionDueAt }, base, period: { to } }: Case): Reckoning[] {
  if (extensionDueAt === null) return [];
  const due = dueDay(extensionDueAt);
  const standing = standingByDates(due, base.finished, to);
  return [
    { ...base, due, standing },
    { ...base, standing },
  ];
}

/** R27: the same quarter, cut by the calendar instead of from day 15 to day 14, or the other way round. */
function otherPeriod({ ours, period, now }: Case): Reckoning[] {
  const sibling = siblingPeriod(period);
  if (sibling === null || isOutside(ours, sibling)) return [];
  return [ourReckoning(ours, { period: sibling, now })];
}

/** R18: finished when the result lies at the desk; elsewhere when the citizen takes it, or the specialist clicks. */
function otherFinish({ ours, base, period: { to } }: Case): Reckoning[] {
  if (ours.finishedAt === null || ours.ending !== 'completed') return [];
  const taken = ours.returnedAt === null ? null : localDate(ours.returnedAt);
  const sent = ours.resultSentAt === null ? [] : [localDate(ours.resultSentAt)];
  return [taken !== null && taken <= to ? taken : null, ...sent].map((finished) => ({
    ...base,
    finished,
    standing: standingByDates(base.due, finished, to),
  }));
}

/** R19: limits in days are judged by the date, limits in hours by the minute; elsewhere the other way round. */
function otherGrain({ ours, base }: Case): Reckoning[] {
  const { finishedAt, statutoryDueAt, limit } = ours;
  if (base.finished === null || finishedAt === null || statutoryDueAt === null) return [];
  const found: Standing[] = [];
  if (limit.unit === 'working_hour') found.push(standingByDates(base.due, base.finished, base.finished));
  else {
    found.push(finishedAt > statutoryDueAt ? 'late' : finishedAt < statutoryDueAt ? 'early' : 'on_time');
    if (finishedAt <= statutoryDueAt) found.push('on_time');
  }
  return found.map((standing) => ({ ...base, standing }));
}

/** R20: open dossiers are judged at the end of the period; elsewhere on the day the list was made, before it or after. */
function otherMoment({ ours, period: { from }, takenAt }: Case): Reckoning[] {
  return [ourReckoning(ours, { period: { from, to: localDate(takenAt) }, now: takenAt })];
}

/** R13, R14: the clock stands still for the citizen, or begins anew; elsewhere it ran on, or only the pause was given back. */
function otherPause(given: Case): Reckoning[] {
  const { ours, theirs } = given;
  const anew = beganAnew(ours);
  if (ours.pauses.length === 0 && !anew) return [];
  const { originalDueAt, statutoryDueAt } = ours;
  const days = [originalDueAt, statutoryDueAt].flatMap((due) => (due === null ? [] : [dueDay(due)]));
  return [...days, ...(anew ? inBetween(theirs, days) : givenBack(ours))].map((due) => judgedBy(due, given));
}

/** Where we count anew, giving back the pause alone ends somewhere in between: how long it was is not on record here. */
function inBetween(theirs: TheirRow | null, [first, last]: readonly PlainDate[]): PlainDate[] {
  const due = theirs?.due ?? null;
  if (due === null || first === undefined || last === undefined) return [];
  return due > first && due < last ? [due] : [];
}

/** The days of the pauses put behind the first promise, weekends left out. */
function givenBack({ originalDueAt, pauses }: OurDossier): PlainDate[] {
  if (originalDueAt === null) return [];
  const lost = pauses.reduce((sum, { from, to }) => sum + (to === null ? 0 : weekdaysBetween(from, to)), 0);
  return lost === 0 ? [] : [afterWeekdays(dueDay(originalDueAt), lost)];
}

/** R9: longer time that the law itself allows is part of the limit. */
function withoutExtra(given: Case): Reckoning[] {
  const { extraAmount, originalDueAt } = given.ours;
  return extraAmount === 0 || originalDueAt === null ? [] : [judgedBy(dueDay(originalDueAt), given)];
}

/** R1, R3, R4: days off are left out, and a last day on one moves on; elsewhere holidays or weekends were counted. */
function otherCalendar(given: Case): Reckoning[] {
  const { ours } = given;
  const { acceptedAt, startsAt, dayZero, extraAmount, originalDueAt, limit } = ours;
  if (acceptedAt === null || ours.pauses.length > 0 || beganAnew(ours)) return [];
  const from = localDate(dayZero === 'start' ? (startsAt ?? acceptedAt) : acceptedAt);
  const days: PlainDate[] = originalDueAt === null ? [] : [dueDay(originalDueAt)];
  if (limit.unit === 'working_day' || limit.unit === 'calendar_day') {
    const amount = limit.amount + extraAmount;
    days.push(addDays(from, amount));
    if (limit.unit === 'working_day') days.push(afterWeekdays(from, amount));
  }
  return days.map((due) => judgedBy(due, given));
}

/** R2: the time counts from acceptance; elsewhere from the filing. */
function otherReceipt(given: Case): Reckoning[] {
  const { ours, theirs, base } = given;
  if (ours.filedAt === null) return [];
  const received = localDate(ours.filedAt);
  const shifted = { ...judgedBy(theirs?.due ?? base.due, given), received };
  return [{ ...base, received }, shifted];
}

/** R9: the first promise stands for ever; elsewhere somebody wrote a new date over it. */
function redated(given: Case): Reckoning[] {
  const due = given.theirs?.due ?? null;
  return due === null || due === given.base.due ? [] : [judgedBy(due, given), { ...given.base, due }];
}

function judgedBy(due: PlainDate | null, { base, period: { to } }: Case): Reckoning {
  return { ...base, due, standing: standingByDates(due, base.finished, to) };
}

/** The papers were completed after acceptance, and the limit counted from zero. */
function beganAnew({ acceptedAt, countedFrom }: OurDossier): boolean {
  return acceptedAt !== null && countedFrom !== null && countedFrom > acceptedAt;
}

function afterWeekdays(from: PlainDate, days: number): PlainDate {
  let day = from;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (weekdayOf(day) <= 5) left -= 1;
  }
  return day;
}

function weekdaysBetween(from: Instant, to: Instant): number {
  let count = 0;
  for (let day = localDate(from); day < localDate(to); day = addDays(day, 1)) {
    if (weekdayOf(addDays(day, 1)) <= 5) count += 1;
  }
  return count;
}
