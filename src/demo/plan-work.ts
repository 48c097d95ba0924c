import type { Instant } from '../domain/time/instant.js';
import { localDate, minuteOfDay, type PlainDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import type { Received } from './plan.js';
import type { Ending } from './plan-endings.js';
import type { Random } from './random.js';
import { LAND_TO_TAX_PERCENT, OUTSIDE } from './town.js';

/** One act on a dossier, and when. Who acts follows from where the papers are. */
export type PlannedStep =
  | { readonly at: Instant; readonly act: 'hand_over'; readonly toUnitCode: string; readonly outside: boolean }
  | { readonly at: Instant; readonly act: 'acknowledge' | 'complete' | 'withdraw' | 'return' };

export interface Work {
  readonly steps: readonly PlannedStep[];
  readonly finishAt: Instant;
  /** the outside agency that has the papers to the end, and since when they are on their way there */
  readonly outsideFrom: { readonly unitCode: string; readonly at: Instant } | null;
}

/** How far into the time they have the papers leave the house, and how long they take to arrive. */
const LEAVES_AFTER = 0.4;
const ARRIVES_AFTER = 0.5;
const MOST_OF_FIRST_LEG = 180;
/** Papers handed in from 15:30 on are not finished the same day, where there are days. */
const LATE_IN_THE_DAY = 15 * 60 + 30;
/** Of finished results, the share never fetched. */
const NEVER_FETCHED = 0.02;

/** The acts on a dossier from the desk and back to it, in working time. */
export function workOn(
  received: Received,
  ending: Ending,
  resultVia: 'desk' | 'postal',
  calendar: WorkingCalendar,
  random: Random,
): Work {
  const finishAt = finishOf(received, ending, calendar, random);
  const until = Math.min(finishAt, received.dueAt) as Instant;
  const span = Math.max(1, calendar.workingMinutesBetween(received.at, until));
  const after = (minutes: number): Instant => calendar.addWorkingMinutes(received.at, Math.max(1, Math.round(minutes)));
  const first = Math.min(MOST_OF_FIRST_LEG, span * 0.15);
  const steps: PlannedStep[] = [
    { at: after(first / 2), act: 'hand_over', toUnitCode: received.responsibleUnitCode, outside: false },
    { at: after(first), act: 'acknowledge' },
  ];
  const leg = nextAgency(received, ending, random);
  if (leg) {
    steps.push({ at: after(span * LEAVES_AFTER), act: 'hand_over', ...leg });
    steps.push({ at: after(span * ARRIVES_AFTER), act: 'acknowledge' });
  }
  steps.push(...back(received, leg, finishAt, calendar));
  steps.push({ at: finishAt, act: ending.kind === 'withdrawn' ? 'withdraw' : 'complete' });
  if (ending.kind !== 'withdrawn' && !random.chance(NEVER_FETCHED)) {
    steps.push({ at: fetchedAt(finishAt, resultVia, calendar, random), act: 'return' });
  }
  return {
    steps,
    finishAt,
    outsideFrom: leg?.outside ? { unitCode: leg.toUnitCode, at: after(span * LEAVES_AFTER) } : null,
  };
}

/** When the result reaches the desk, or the citizen takes the papers back. */
function finishOf(received: Received, ending: Ending, calendar: WorkingCalendar, random: Random): Instant {
  const { at, dueAt } = received;
  const dueDay = localDate((dueAt - 1) as Instant);
  const span = calendar.workingMinutesBetween(at, dueAt);
  if (ending.kind === 'late') return during(calendar.addWorkingDays(dueDay, ending.days), null, calendar, random);
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

/** Where the papers go after the agency that answers for them. One that gives them back itself, or one outside. */
function nextAgency(
  { field, version, unitCode }: Received,
  ending: Ending,
  random: Random,
): { readonly toUnitCode: string; readonly outside: boolean } | null {
  const late = ending.kind === 'late';
  const abroad = late && (ending.cause === 'other_agency' || ending.cause === 'tax_data');
  if (field === 'land') {
    const toTax = late ? abroad : version.procedureCode !== '1.000798' && random.chance(LAND_TO_TAX_PERCENT / 100);
    return toTax ? { toUnitCode: OUTSIDE.tax, outside: true } : null;
  }
  // A dossier late by our own doing has not left us.
  if (late && !abroad) return null;
  const stage = version.stages.find((one) => one.unitCode !== null && one.unitCode !== unitCode);
  if (!stage || stage.unitCode === null) return null;
  return { toUnitCode: stage.unitCode, outside: Object.values<string>(OUTSIDE).includes(stage.unitCode) };
}

/** Papers in another of our units are handed back before the result is scanned in; an outside agency just sends it. */
function back(
  { at, unitCode, responsibleUnitCode }: Received,
  leg: { readonly outside: boolean } | null,
  finishAt: Instant,
  calendar: WorkingCalendar,
): PlannedStep[] {
  const away = leg ? !leg.outside : responsibleUnitCode !== unitCode;
  const spare = calendar.workingMinutesBetween(at, finishAt);
  if (!away || spare < 120) return [];
  const earlier = (minutes: number): Instant => calendar.addWorkingMinutes(at, spare - minutes);
  return [
    { at: earlier(40), act: 'hand_over', toUnitCode: unitCode, outside: false },
    { at: earlier(10), act: 'acknowledge' },
  ];
}

/** Citizens come the same day, or within days; the post goes out the next morning. */
function fetchedAt(finishAt: Instant, via: 'desk' | 'postal', calendar: WorkingCalendar, random: Random): Instant {
  const days = via === 'postal' ? 1 : Math.floor(-Math.log(1 - random.next()) * 2.2);
  if (days === 0) return calendar.addWorkingMinutes(finishAt, random.between(5, 90));
  return during(calendar.addWorkingDays(localDate(finishAt), days), null, calendar, random);
}
