import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { TimeLimit } from '../domain/procedure/time-limit.js';
import { deadline } from '../domain/time/deadline.js';
import type { Pause } from '../domain/time/deadline-types.js';
import type { Instant } from '../domain/time/instant.js';
import { addDays, localDate, type PlainDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import type { Random } from './random.js';
import {
  BRINGING_DAYS,
  EXTRA_TIME_PERCENT,
  LAND_TO_TAX_PERCENT,
  PAYING_DAYS,
  SUPPLEMENTS,
  type FieldKey,
  type FieldShape,
} from './town.js';

/** Papers were missing: asked by whoever decides, brought by the citizen, or never. */
export interface SupplementInterlude {
  readonly kind: 'supplement';
  readonly askedAt: Instant;
  /** null: they never come, and a leader stops it */
  readonly broughtAt: Instant | null;
  readonly receiversFault: boolean;
}

/** To the tax office, from there a notice, the money, and back. */
export interface PaymentInterlude {
  readonly kind: 'payment';
  readonly leavesAt: Instant;
  readonly arrivesAt: Instant;
  readonly askedAt: Instant;
  readonly paidAt: Instant;
  readonly backAt: Instant;
  readonly takenAt: Instant;
}

/** Time that the law adds, on a ground of the procedure. */
export interface ExtraTimeInterlude {
  readonly kind: 'extra_time';
  readonly at: Instant;
  readonly ground: string;
  readonly amount: number;
  readonly grantedBy: ProcedureVersion['extraTimes'][number]['grantedBy'];
}

export type Interlude = SupplementInterlude | PaymentInterlude | ExtraTimeInterlude;

/** A promise as it stands after what happened to it; both null while it waits for the citizen to the end. */
export interface PromiseThen {
  readonly dueAt: Instant | null;
  readonly lateFrom: Instant | null;
  /** when work goes on after the last interlude */
  readonly workFrom: Instant;
}

/** What a dossier is received under. */
export interface Receipt {
  readonly field: FieldKey;
  readonly version: Pick<
    ProcedureVersion,
    'procedureCode' | 'extraTimes' | 'maxSupplements' | 'supplementDeadlineWd' | 'supplementMode'
  >;
  readonly limit: TimeLimit;
  readonly at: Instant;
  /** when work on it can begin: later than `at` for what was written on paper */
  readonly startsAt: Instant;
}

const MINUTES_A_DAY = 510;
const MOST_OF_FIRST_LEG = 180;
/** Papers are missed later than the window only where there is time for it. */
const ENOUGH_FOR_LATE_QUESTIONS = 8;

/** How long the papers take from the desk to the table of whoever decides, in working minutes. */
export function firstLegMinutes(span: number): number {
  return Math.min(MOST_OF_FIRST_LEG, span * 0.15);
}

/** Decides what interrupts the work on a dossier, before anybody decides how it ends. */
export function chooseInterludes(
  receipt: Receipt,
  shape: FieldShape,
  calendar: WorkingCalendar,
  random: Random,
): Interlude[] {
  const { limit, field, version } = receipt;
  if (limit.unit === 'same_day') return [];
  const interludes: Interlude[] = [];
  // Not every dossier of a field can be sent back: those that can make up for the others.
  if (random.chance((shape.supplementPercent / 100) * RETRIED[field])) {
    interludes.push(supplement(receipt, calendar, random));
  }
  if (interludes.some((one) => one.kind === 'supplement' && one.broughtAt === null)) return interludes;
  const pays = field === 'land' && version.procedureCode !== '1.000798';
  if (pays && random.chance(LAND_TO_TAX_PERCENT / 100)) {
    interludes.push(payment(promiseAfter(receipt, interludes, calendar), calendar, random));
  }
  const [ground] = version.extraTimes;
  if (ground && interludes.length === 0 && random.chance(EXTRA_TIME_PERCENT / 100)) {
    const at = during(receipt, calendar, 0.3 + random.next() * 0.3);
    const amount = random.between(Math.min(2, ground.maxAmount), ground.maxAmount);
    interludes.push({ kind: 'extra_time', at, ground: ground.ground, amount, grantedBy: ground.grantedBy });
  }
  return interludes;
}

/** How many dossiers of a field there are for each that can be sent back. */
const RETRIED: Readonly<Record<FieldKey, number>> = {
  certification: 12,
  civil: 2.6,
  land: 1,
  social: 1,
  business: 1,
  building: 1,
  interlinked: 1,
  other: 1,
};

/** The promise after all of them, counted as the rule book counts it. */
export function promiseAfter(
  { at, startsAt, limit, version }: Receipt,
  interludes: readonly Interlude[],
  calendar: WorkingCalendar,
): PromiseThen {
  let [from, workFrom, extra] = [at, startsAt, 0];
  let pauses: Pause[] = [];
  for (const one of interludes) {
    if (one.kind === 'extra_time') {
      extra += one.amount;
      workFrom = one.at;
    } else if (one.kind === 'payment') {
      pauses.push({ from: one.askedAt, to: one.paidAt });
      workFrom = one.takenAt;
    } else {
      if (one.broughtAt === null) return { dueAt: null, lateFrom: null, workFrom: one.askedAt };
      const restarts = version.supplementMode === 'restart' && one.askedAt <= windowEnds(at, version, calendar);
      if (restarts) [from, pauses] = [one.broughtAt, []];
      else pauses.push({ from: one.askedAt, to: one.broughtAt });
      workFrom = one.broughtAt;
    }
  }
  const { dueAt, lateFrom } = deadline(calendar, { from, limit, extra, dayZero: 'receipt', pauses });
  return { dueAt, lateFrom, workFrom };
}

function windowEnds(
  at: Instant,
  { supplementDeadlineWd }: Pick<ProcedureVersion, 'supplementDeadlineWd'>,
  calendar: WorkingCalendar,
): Instant {
  const closing = calendar.closingOf(calendar.addWorkingDays(localDate(at), supplementDeadlineWd));
  if (closing === null) throw new RangeError('a working day closes');
  return closing;
}

function supplement(receipt: Receipt, calendar: WorkingCalendar, random: Random): SupplementInterlude {
  const { at, startsAt, limit, version } = receipt;
  const late = limit.amount >= ENOUGH_FOR_LATE_QUESTIONS && random.chance(SUPPLEMENTS.pastWindow / 100);
  const span = spanOf(receipt, calendar);
  const first = firstLegMinutes(span);
  const soon = calendar.addWorkingMinutes(
    startsAt,
    Math.round(first + random.between(20, Math.max(30, Math.min(1_200, span * 0.3)))),
  );
  const askedAt = late ? calendar.addWorkingMinutes(windowEnds(at, version, calendar), random.between(20, 400)) : soon;
  const receiversFault = random.chance(SUPPLEMENTS.receiversFault / 100);
  if (random.chance(SUPPLEMENTS.neverBrought / 100))
    return { kind: 'supplement', askedAt, broughtAt: null, receiversFault };
  const days = Math.min(40, random.skewed(BRINGING_DAYS.median, BRINGING_DAYS.p90));
  const broughtAt = calendar.addWorkingMinutes(askedAt, Math.max(90, Math.round(days * MINUTES_A_DAY)));
  return { kind: 'supplement', askedAt, broughtAt, receiversFault };
}

function payment({ dueAt, workFrom }: PromiseThen, calendar: WorkingCalendar, random: Random): PaymentInterlude {
  if (dueAt === null) throw new RangeError('nobody pays for what waits for papers');
  const span = calendar.workingMinutesBetween(workFrom, dueAt);
  const at = (share: number): Instant => calendar.addWorkingMinutes(workFrom, Math.max(1, Math.round(span * share)));
  const [leavesAt, arrivesAt, askedAt] = [at(0.22), at(0.28), at(0.4 + random.next() * 0.12)];
  const days = Math.max(1, Math.min(60, Math.round(random.skewed(PAYING_DAYS.median, PAYING_DAYS.p90))));
  const paidAt = openMinute(addDays(localDate(askedAt), days), calendar, random);
  const backAt = calendar.addWorkingMinutes(paidAt, random.between(15, 60));
  const takenAt = calendar.addWorkingMinutes(backAt, random.between(15, 90));
  return { kind: 'payment', leavesAt, arrivesAt, askedAt, paidAt, backAt, takenAt };
}

/** A working minute of that day, or of the next one that is worked. */
function openMinute(day: PlainDate, calendar: WorkingCalendar, random: Random): Instant {
  const opening = calendar.openingOf(calendar.isWorkingDay(day) ? day : calendar.nextWorkingDay(day));
  if (opening === null) throw new RangeError('a working day opens');
  return calendar.addWorkingMinutes(opening, random.between(5, 480));
}

/** So far into the time a dossier has from its receipt. */
function during(receipt: Receipt, calendar: WorkingCalendar, share: number): Instant {
  const span = spanOf(receipt, calendar);
  const minutes = Math.max(firstLegMinutes(span) + 10, span * share);
  return calendar.addWorkingMinutes(receipt.startsAt, Math.round(minutes));
}

function spanOf(receipt: Receipt, calendar: WorkingCalendar): number {
  const { dueAt } = promiseAfter(receipt, [], calendar);
  return calendar.workingMinutesBetween(receipt.startsAt, dueAt ?? receipt.startsAt);
}
