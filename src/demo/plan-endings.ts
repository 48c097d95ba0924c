import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { dueDay } from '../domain/time/deadline.js';
import { addDays, localDate } from '../domain/time/plain-date.js';
import { shareOut, type Random } from './random.js';
import { CAUSE_SHARES, type LateCause } from './reasons.js';
import { promised, type Received } from './plan-receive.js';
import {
  COMMUNES,
  EARLY_SHARE,
  FIELDS,
  LATE_DAYS,
  OPENS_AT,
  REFUSED_PERCENT,
  STOPPED_AT_WORK,
  TOWN,
  WITHDRAWN_PERCENT,
  type FieldKey,
} from './town.js';

/** What becomes of a dossier. `days` are working days after the due day. */
export type Ending =
  | { readonly kind: 'early' | 'on_time' | 'refused' | 'withdrawn' | 'stopped' | 'rejected' }
  | { readonly kind: 'late'; readonly days: number; readonly cause: LateCause };

/** Whose lateness may be another agency's: where the papers leave the house. */
const GOES_OUT: readonly FieldKey[] = ['land', 'interlinked'];
const HAS_SURVEYS: readonly FieldKey[] = ['land', 'building', 'social'];
/** Certificates and copies of one day are not forgotten for weeks. */
const MOST_DAYS_OF_SAME_DAY = 4;
/** What was due within so many working days before the opening is still open if it is late. */
const TAIL_DAYS = 4;
/** How many of those there are at least. */
const TAIL: readonly (readonly [FieldKey, number])[] = [
  ['land', 7],
  ['building', 1],
  ['social', 2],
  ['business', 1],
];

/** A dossier with what becomes of it. */
export interface Ended {
  readonly received: Received;
  readonly ending: Ending;
}

/**
 * Decides every dossier's ending: exactly as many late ones as the table says of each field, at the communes so that
 * none stands out; the rest early or on the day, some withdrawn, refused or stopped.
 */
export function chooseEndings(received: readonly Received[], calendar: WorkingCalendar, random: Random): Ended[] {
  const ended = received.map((one): Ended => {
    const early = random.chance(EARLY_SHARE);
    return { received: one, ending: { kind: fateOf(one) ?? (early ? 'early' : 'on_time') } };
  });
  const slow = random.shuffled(received.flatMap((one, i) => (one.instant || fateOf(one) !== null ? [] : [i])));
  const late = pickLate(received, slow, calendar, random);
  const causes = causesFor(received, late, random);
  const lateOnes = late.flatMap((i, n) => {
    const one = received[i];
    return one ? [isAbroad(causes[n]) ? unpaid(one, calendar) : one] : [];
  });
  const days = daysOfLateness(lateOnes, calendar, random);
  late.forEach((i, n) => {
    const one = lateOnes[n];
    if (one) ended[i] = { received: one, ending: { kind: 'late', days: days[n] ?? 1, cause: causes[n] ?? 'overload' } };
  });
  const taken = new Set(late);
  const rest = slow.filter((i) => !taken.has(i) && received[i]?.interludes.length === 0);
  const end = (kind: 'withdrawn' | 'refused' | 'stopped', count: number): void => {
    for (const i of rest.splice(0, count)) {
      const one = received[i];
      if (one) ended[i] = { received: one, ending: { kind } };
    }
  };
  end('withdrawn', Math.round((received.length * WITHDRAWN_PERCENT) / 100));
  end('refused', Math.round((received.length * REFUSED_PERCENT) / 100));
  end('stopped', STOPPED_AT_WORK);
  return ended;
}

/** What is decided already: it was not accepted, or its papers never come. */
function fateOf({ filing, lateFrom }: Received): 'rejected' | 'stopped' | null {
  if (filing?.answer === 'rejected') return 'rejected';
  return lateFrom === null ? 'stopped' : null;
}

/** Is the lateness another agency's? */
export function isAbroad(cause: LateCause | undefined): boolean {
  return cause === 'other_agency' || cause === 'tax_data';
}

/** What is late at the tax office has not had its notice: nobody can have paid. */
function unpaid(one: Received, calendar: WorkingCalendar): Received {
  const interludes = one.interludes.filter(({ kind }) => kind !== 'payment');
  return interludes.length === one.interludes.length ? one : promised({ ...one, interludes }, calendar);
}

/** Only a promise that is over by the time the demo opens can have been broken. */
function pickLate(
  received: readonly Received[],
  slow: readonly number[],
  calendar: WorkingCalendar,
  random: Random,
): number[] {
  const over = lastOnesFirst(received, slow, calendar);
  const quotas = communeQuotas(received, random);
  return FIELDS.flatMap(({ key, count, latePercent }) => {
    const wanted = Math.round((count * latePercent) / 100);
    const picked: number[] = [];
    for (const i of over) {
      const dossier = received[i];
      if (picked.length === wanted) break;
      if (dossier?.field !== key) continue;
      const left = quotas.get(dossier.unitCode) ?? 0;
      if (dossier.unitCode !== TOWN && left === 0) continue;
      quotas.set(dossier.unitCode, left - 1);
      picked.push(i);
    }
    return picked;
  });
}

/** A few of the last days' come first, so that the demo opens on letters to be written, signed and sent. */
function lastOnesFirst(received: readonly Received[], slow: readonly number[], calendar: WorkingCalendar): number[] {
  const over = slow.filter((i) => (received[i]?.lateFrom ?? OPENS_AT) < OPENS_AT);
  const first = TAIL.flatMap(([field, count]) =>
    over
      .filter((i) => {
        const dossier = received[i];
        return dossier?.field === field && daysSinceDue(dossier, calendar) < TAIL_DAYS;
      })
      .slice(0, count),
  );
  return [...new Set([...first, ...over])];
}

/** How many late dossiers each commune may have: what the table leaves to communes, by volume and wanted lateness. */
function communeQuotas(received: readonly Received[], random: Random): Map<string, number> {
  const atCommunes = FIELDS.filter(({ key }) => !['land', 'business', 'building', 'other'].includes(key));
  const total = atCommunes.reduce((sum, { count, latePercent }) => sum + Math.round((count * latePercent) / 100), 0);
  const volumes = new Map<string, number>();
  for (const { unitCode } of received) volumes.set(unitCode, (volumes.get(unitCode) ?? 0) + 1);
  const weights = COMMUNES.map(({ code, lateness }) => (volumes.get(code) ?? 0) * lateness);
  const shares = shareOut(total, weights);
  return new Map(random.shuffled(COMMUNES.map(({ code }, i) => [code, shares[i] ?? 0] as const)));
}

/** Shares the causes out over the late ones, each only where it can be true. */
function causesFor(received: readonly Received[], late: readonly number[], random: Random): LateCause[] {
  const kinds = Object.keys(CAUSE_SHARES) as LateCause[];
  const shares = shareOut(
    late.length,
    kinds.map((kind) => CAUSE_SHARES[kind]),
  );
  const left = new Map(kinds.map((kind, i) => [kind, shares[i] ?? 0] as const));
  const causes: (LateCause | undefined)[] = late.map(() => undefined);
  const paid = (n: number): boolean =>
    received[late[n] ?? -1]?.interludes.some(({ kind }) => kind === 'payment') === true;
  // What has been paid for was not late at the tax office.
  const preferred = (cause: LateCause, order: readonly number[]): number[] =>
    isAbroad(cause) ? [...order.filter((n) => !paid(n)), ...order.filter(paid)] : [...order];
  const give = (cause: LateCause, fields: readonly FieldKey[] | null): void => {
    for (const n of preferred(cause, random.shuffled(late.map((_, i) => i)))) {
      const field = received[late[n] ?? -1]?.field;
      if ((left.get(cause) ?? 0) === 0) return;
      if (causes[n] !== undefined || !field || (fields && !fields.includes(field))) continue;
      causes[n] = cause;
      left.set(cause, (left.get(cause) ?? 0) - 1);
    }
  };
  give('tax_data', ['land']);
  give('survey', HAS_SURVEYS);
  give('other_agency', GOES_OUT);
  for (const cause of ['overload', 'software', 'oversight'] as const) give(cause, null);
  return causes.map((cause) => cause ?? 'overload');
}

/**
 * Working days late of each: as the table has it over all of them, the short ones for what is due the same day. What
 * was due in the last days is still being worked on: the list of what is owed must not be empty.
 */
function daysOfLateness(late: readonly Received[], calendar: WorkingCalendar, random: Random): number[] {
  const left = evenly(late.length, random);
  const isShort = ({ limit }: Received): boolean => limit.unit === 'same_day';
  const days = new Map<Received, number>();
  for (const dossier of [...late.filter(isShort), ...late.filter((one) => !isShort(one))]) {
    const fitting = left.findIndex((value) => !isShort(dossier) || value <= MOST_DAYS_OF_SAME_DAY);
    days.set(dossier, left.splice(Math.max(0, fitting), 1)[0] ?? 1);
  }
  return late.map((dossier) => {
    const elapsed = daysSinceDue(dossier, calendar);
    const drawn = days.get(dossier) ?? 1;
    return elapsed < TAIL_DAYS ? Math.max(drawn, elapsed + random.between(1, 5)) : drawn;
  });
}

/** So many values of the skewed distribution, one from each equal part of it, in any order. */
function evenly(count: number, random: Random): number[] {
  const draws = Array.from({ length: count * 25 }, () => random.skewed(LATE_DAYS.median, LATE_DAYS.p90));
  draws.sort((a, b) => a - b);
  const values = draws.filter((_, i) => i % 25 === 12);
  return random.shuffled(values.map((value) => Math.min(LATE_DAYS.most, Math.max(1, Math.round(value)))));
}

/** Working days between the due day and the opening, the day of opening not counted. */
function daysSinceDue({ dueAt }: Received, calendar: WorkingCalendar): number {
  return calendar.workingDaysBetween(dueDay(dueAt), addDays(localDate(OPENS_AT), -1));
}
