import type { Role } from '../domain/accounts/roles.js';
import type { PaymentMethod } from '../domain/dossier/acts/payment.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate, minuteOfDay, type PlainDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { isAbroad, type Ending } from './plan-endings.js';
import { firstLegMinutes, type Interlude } from './plan-interludes.js';
import type { Received } from './plan-receive.js';
import type { Random } from './random.js';
import { OUTSIDE, type FieldKey } from './town.js';

/** One act on a dossier, and when. Who acts follows from where the papers are. */
export type PlannedStep =
  | { readonly at: Instant; readonly act: 'hand_over'; readonly toUnitCode: string; readonly outside: boolean }
  | { readonly at: Instant; readonly act: 'ask_supplement'; readonly receiversFault: boolean }
  | { readonly at: Instant; readonly act: 'ask_payment'; readonly amountVnd: number }
  | {
      readonly at: Instant;
      readonly act: 'grant_extra_time';
      readonly ground: string;
      readonly amount: number;
      readonly grantedBy: Role;
    }
  | { readonly at: Instant; readonly act: 'pay'; readonly amountVnd: number; readonly method: PaymentMethod }
  | { readonly at: Instant; readonly act: 'note'; readonly text: string }
  | {
      readonly at: Instant;
      readonly act: 'declare_delay';
      readonly reason: string;
      readonly fault: 'ours' | 'other_agency';
      readonly newDueAt: Instant | null;
    }
  | Plain;

/** Acts of which nothing more need be said. */
type PlainAct =
  | 'acknowledge'
  | 'bring_supplement'
  | 'confirm_payment'
  | 'transfer_result'
  | 'attach_proof'
  | 'complete'
  | 'withdraw'
  | 'stop'
  | 'return';
type Plain = { readonly [A in PlainAct]: { readonly at: Instant; readonly act: A } }[PlainAct];

export type ResultVia = 'desk' | 'postal' | 'online';

export interface Work {
  readonly steps: readonly PlannedStep[];
  readonly finishAt: Instant;
  /** the outside agency that has the papers to the end, and since when they are on their way there */
  readonly outsideFrom: { readonly unitCode: string; readonly at: Instant } | null;
}

interface Leg {
  readonly toUnitCode: string;
  readonly outside: boolean;
}

/** How far into the time they have the papers leave the house, and how long they take to arrive; of one more agency. */
const LEGS = [
  [0.4, 0.5],
  [0.62, 0.66],
] as const;
/** Papers handed in from 15:30 on are not finished the same day, where there are days. */
const LATE_IN_THE_DAY = 15 * 60 + 30;
/** Of finished results, the share never fetched. */
const NEVER_FETCHED = 0.02;
/** Fields whose agencies say when they send a result. */
const SAYS_SO: readonly FieldKey[] = ['building', 'business', 'other'];
/** After so many working days a leader stops what waits for papers that nobody brings. */
const PATIENCE_DAYS = 30;

/** The acts on a dossier from the desk and back to it, in working time. */
export function workOn(
  received: Received,
  ending: Ending,
  resultVia: ResultVia,
  calendar: WorkingCalendar,
  random: Random,
): Work {
  const { interludes, workFrom } = received;
  const finishAt = finishOf(received, ending, calendar, random);
  const until = Math.min(finishAt, received.dueAt) as Instant;
  const start = received.paper?.enteredAt ?? received.at;
  const begun = interludes.length > 0 ? received.originalDueAt : until;
  const first = firstLegMinutes(Math.max(1, calendar.workingMinutesBetween(start, begun)));
  const after = (from: Instant, minutes: number): Instant =>
    calendar.addWorkingMinutes(from, Math.max(1, Math.round(minutes)));
  const steps: PlannedStep[] = [
    { at: after(start, first / 2), act: 'hand_over', toUnitCode: received.responsibleUnitCode, outside: false },
    { at: after(start, first), act: 'acknowledge' },
    ...interludes.flatMap((one) => interludeSteps(one, received.responsibleUnitCode, random)),
  ];
  const span = Math.max(1, calendar.workingMinutesBetween(workFrom, until));
  const legs = nextAgencies(received, ending);
  legs.forEach((leg, i) => {
    const [leaves, arrives] = LEGS[i] ?? LEGS[0];
    steps.push({ at: after(workFrom, span * leaves), act: 'hand_over', ...leg });
    steps.push({ at: after(workFrom, span * arrives), act: 'acknowledge' });
  });
  const leg = legs.at(-1) ?? null;
  const act = ENDS[ending.kind];
  if (act !== 'stop') steps.push(...back(received, leg, { finishAt, act }, calendar));
  steps.push({ at: finishAt, act });
  if (act === 'complete' && !random.chance(NEVER_FETCHED)) {
    steps.push({ at: fetchedAt(finishAt, resultVia, calendar, random), act: 'return' });
  }
  const leavesAt = after(workFrom, span * (LEGS[legs.length - 1] ?? LEGS[0])[0]);
  return { steps, finishAt, outsideFrom: leg?.outside ? { unitCode: leg.toUnitCode, at: leavesAt } : null };
}

/** Of one moment, in the order in which they were planned. */
export function inOrder(steps: readonly PlannedStep[]): PlannedStep[] {
  return [...steps].sort((a, b) => a.at - b.at);
}

const ENDS: Readonly<Record<Ending['kind'], 'complete' | 'withdraw' | 'stop'>> = {
  early: 'complete',
  on_time: 'complete',
  late: 'complete',
  refused: 'complete',
  withdrawn: 'withdraw',
  stopped: 'stop',
  rejected: 'stop',
};

function interludeSteps(one: Interlude, responsibleUnitCode: string, random: Random): PlannedStep[] {
  if (one.kind === 'extra_time') {
    const { at, ground, amount, grantedBy } = one;
    return [{ at, act: 'grant_extra_time', ground, amount, grantedBy }];
  }
  if (one.kind === 'supplement') {
    const { askedAt, broughtAt, receiversFault } = one;
    const asked: PlannedStep = { at: askedAt, act: 'ask_supplement', receiversFault };
    return broughtAt === null ? [asked] : [asked, { at: broughtAt, act: 'bring_supplement' }];
  }
  // Taxes and land-use fees, in whole thousands.
  const amountVnd = random.between(180, 9_600) * 1_000;
  return [
    { at: one.leavesAt, act: 'hand_over', toUnitCode: OUTSIDE.tax, outside: true },
    { at: one.arrivesAt, act: 'acknowledge' },
    { at: one.askedAt, act: 'ask_payment', amountVnd },
    { at: one.paidAt, act: 'confirm_payment' },
    { at: one.backAt, act: 'hand_over', toUnitCode: responsibleUnitCode, outside: false },
    { at: one.takenAt, act: 'acknowledge' },
  ];
}

/** When the result reaches the desk, or the citizen takes the papers back. */
function finishOf(received: Received, ending: Ending, calendar: WorkingCalendar, random: Random): Instant {
  const { workFrom: at, dueAt, lateFrom } = received;
  const dueDay = localDate((dueAt - 1) as Instant);
  const span = calendar.workingMinutesBetween(at, dueAt);
  if (ending.kind === 'late') return during(calendar.addWorkingDays(dueDay, ending.days), null, calendar, random);
  if (lateFrom === null) return during(calendar.addWorkingDays(localDate(at), PATIENCE_DAYS), null, calendar, random);
  if (ending.kind === 'stopped') return calendar.addWorkingMinutes(at, Math.round(span * (0.5 + random.next() * 0.4)));
  if (ending.kind === 'withdrawn') return calendar.addWorkingMinutes(at, Math.max(1, random.between(1, span - 1)));
  const days = calendar.workingDaysBetween(localDate(at), dueDay);
  if (ending.kind !== 'early' || days === 0) return during(dueDay, at, calendar, random);
  // Most that come early come late in their time: the square root leans that way.
  const ahead = Math.floor(Math.sqrt(random.next()) * days);
  const tooLate = minuteOfDay(at) >= LATE_IN_THE_DAY && days > 1;
  const day = ahead === 0 && !tooLate ? localDate(at) : calendar.addWorkingDays(localDate(at), Math.max(1, ahead));
  return during(day, at, calendar, random);
}

/** A working minute of the day, after `from` when that is on the same day. */
function during(day: PlainDate, from: Instant | null, calendar: WorkingCalendar, random: Random): Instant {
  const [opening, closing] = [calendar.openingOf(day), calendar.closingOf(day)];
  if (opening === null || closing === null) throw new RangeError(`${day} is no working day`);
  const start = from !== null && from > opening ? from : opening;
  const minutes = calendar.workingMinutesBetween(start, closing);
  return calendar.addWorkingMinutes(start, random.between(Math.min(10, minutes), Math.max(1, minutes - 4)));
}

/** Where the papers go after the agency that answers for them: one that gives them back itself, or some outside. */
function nextAgencies({ field, version, unitCode }: Received, ending: Ending): Leg[] {
  const late = ending.kind === 'late';
  const abroad = late && isAbroad(ending.cause);
  // Where nothing is late, the way to the tax office and back is told by the payment.
  if (field === 'land') return abroad ? [{ toUnitCode: OUTSIDE.tax, outside: true }] : [];
  // A dossier late by our own doing has not left us; a stopped one has not got that far.
  if ((late && !abroad) || ending.kind === 'stopped') return [];
  const legs = version.stages.flatMap(({ unitCode: to }): Leg[] =>
    to === null || to === unitCode ? [] : [{ toUnitCode: to, outside: Object.values<string>(OUTSIDE).includes(to) }],
  );
  return legs.slice(0, late ? 1 : LEGS.length);
}

/**
 * Papers in another of our units are handed back before the result is scanned in, and some agencies say that the
 * result is on its way; an outside agency just sends it.
 */
function back(
  { field, workFrom, unitCode, responsibleUnitCode }: Received,
  leg: { readonly outside: boolean } | null,
  { finishAt, act }: { readonly finishAt: Instant; readonly act: 'complete' | 'withdraw' },
  calendar: WorkingCalendar,
): PlannedStep[] {
  const away = leg ? !leg.outside : responsibleUnitCode !== unitCode;
  const spare = calendar.workingMinutesBetween(workFrom, finishAt);
  if (!away || spare < 180) return [];
  const earlier = (minutes: number): Instant => calendar.addWorkingMinutes(workFrom, spare - minutes);
  return [
    ...(act === 'complete' && SAYS_SO.includes(field) ? [{ at: earlier(55), act: 'transfer_result' } as const] : []),
    { at: earlier(40), act: 'hand_over', toUnitCode: unitCode, outside: false },
    { at: earlier(10), act: 'acknowledge' },
  ];
}

/** Citizens come the same day, or within days; the post goes out the next morning. */
function fetchedAt(finishAt: Instant, via: ResultVia, calendar: WorkingCalendar, random: Random): Instant {
  if (via === 'online') return calendar.addWorkingMinutes(finishAt, random.between(2, 30));
  const days = via === 'postal' ? 1 : Math.floor(-Math.log(1 - random.next()) * 2.2);
  if (days === 0) return calendar.addWorkingMinutes(finishAt, random.between(5, 90));
  return during(calendar.addWorkingDays(localDate(finishAt), days), null, calendar, random);
}
