import { limitFor, responsibleUnitOf } from '../domain/procedure/procedure-version.js';
import type { TimeLimit } from '../domain/procedure/time-limit.js';
import { HOUR, MINUTE, type Instant } from '../domain/time/instant.js';
import { addDays, atMinute, localDate, minuteOfDay, type PlainDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import { planFiling, type PlannedFiling } from './plan-filing.js';
import { chooseInterludes, promiseAfter, type Interlude } from './plan-interludes.js';
import { registrationMoments } from './plan-moments.js';
import type { Ground, PlannableVersion } from './plan.js';
import type { Random } from './random.js';
import {
  BOTH_AT_TOWN_PERCENT,
  CERTIFIED_AT_ONCE,
  COMMUNES,
  EXTRACT_AT_ONCE_PERCENT,
  POWER_CUT,
  TOWN,
  type FieldKey,
  type FieldShape,
} from './town.js';

/** Written down in a book while the desk had no system, and typed in later. */
export interface PaperLine {
  readonly book: string;
  readonly serial: number;
  readonly enteredAt: Instant;
  /** the date written by hand; null for a result given at once */
  readonly dueAt: Instant | null;
}

/** Received, with its promise; what becomes of it is decided after. */
export interface Received {
  readonly field: FieldKey;
  readonly version: PlannableVersion;
  readonly unitCode: string;
  readonly responsibleUnitCode: string;
  readonly instant: boolean;
  /** how it came online; null: at the counter or by post */
  readonly filing: PlannedFiling | null;
  readonly paper: PaperLine | null;
  /** when it was accepted; of a rejected filing, when it was not */
  readonly at: Instant;
  readonly limit: TimeLimit;
  /** what was promised first */
  readonly originalDueAt: Instant;
  readonly interludes: readonly Interlude[];
  /** what is promised after all interludes; of what waits to the end, what was promised last */
  readonly dueAt: Instant;
  /** null: it waits for the citizen to the end */
  readonly lateFrom: Instant | null;
  /** when work can begin, or goes on after the last interlude */
  readonly workFrom: Instant;
}

/** A line of the book has its due date from a tired hand once in so many. */
const MISWRITTEN = 4;

/** One field's dossiers of the year, as they come in. */
export function receive(field: FieldShape, { calendar, versions }: Ground, random: Random): Received[] {
  const known = new Map(versions.map((version) => [version.procedureCode, version]));
  const moments = registrationMoments(field, calendar, random.branch('moments'));
  const chosen = moments.map((moment) => {
    const code = random.weighted(field.procedures);
    const version = known.get(code);
    if (!version) throw new RangeError(`the catalogue has no procedure ${code}`);
    return { moment, version, unitCode: deskFor(version, random) };
  });
  const atOnce = servedAtOnce(field.key, chosen, random);
  const lives = random.branch('interludes');
  return chosen.map(({ moment, version, unitCode }, i) => {
    const life = lives.branch(String(i));
    const desk = unitCode === TOWN ? 'district' : 'commune';
    const responsibleUnitCode = responsibleUnitOf(version, { code: unitCode, desk });
    const instant = atOnce.has(i);
    const online = !instant && version.onlineLevel !== 'none' && life.chance(field.onlinePercent / 100);
    const filing = online ? planFiling(moment, calendar, life) : null;
    const at = filing?.answeredAt ?? moment;
    const came = { field: field.key, version, unitCode, responsibleUnitCode, instant, filing, paper: null, at };
    const receipt = { ...came, limit: limitFor(version, unitCode), startsAt: at };
    const interludes = instant || filing?.answer === 'rejected' ? [] : chooseInterludes(receipt, field, calendar, life);
    return promised({ ...came, limit: receipt.limit, interludes }, calendar);
  });
}

/** With the promise that follows from how it came and what happened to it. */
export function promised(
  came: Omit<Received, 'originalDueAt' | 'dueAt' | 'lateFrom' | 'workFrom'>,
  calendar: WorkingCalendar,
): Received {
  const receipt = { ...came, startsAt: came.paper?.enteredAt ?? came.at };
  const first = promiseAfter(receipt, [], calendar).dueAt;
  if (first === null) throw new RangeError('a promise without pauses has its date');
  const { dueAt, lateFrom, workFrom } = promiseAfter(receipt, came.interludes, calendar);
  return { ...came, originalDueAt: first, dueAt: dueAt ?? first, lateFrom, workFrom };
}

/** The desk's first moment of a dossier: its filing, or its receipt. */
export function bornAt({ filing, at }: Pick<Received, 'filing' | 'at'>): Instant {
  return filing?.at ?? at;
}

/**
 * One busy morning the town's desk had no power: what came over the counter was written into a book, and typed in
 * after lunch.
 */
export function cutPower(received: readonly Received[], calendar: WorkingCalendar): Received[] {
  const day = busiestMorning(received);
  const opening = atMinute(day, 14 * 60);
  let serial = 0;
  return received.map((one) => {
    if (!isInTheDark(one) || localDate(one.at) !== day) return one;
    serial += 1;
    const enteredAt = calendar.addWorkingMinutes(opening, 4 * serial);
    const shifted = serial === MISWRITTEN ? 24 * HOUR : 0;
    const dueAt = one.instant ? null : ((one.originalDueAt + shifted) as Instant);
    return promised({ ...one, paper: { book: `Sổ giấy ${day.slice(0, 4)}`, serial, enteredAt, dueAt } }, calendar);
  });
}

function isInTheDark({ unitCode, filing, at, limit, interludes, instant }: Received): boolean {
  const minute = minuteOfDay(at);
  return (
    unitCode === TOWN &&
    filing === null &&
    interludes.every((one) => localDate(begunAt(one)) > localDate(at)) &&
    (instant || limit.unit !== 'same_day') &&
    minute >= POWER_CUT.from &&
    minute < POWER_CUT.to
  );
}

function begunAt(one: Interlude): Instant {
  if (one.kind === 'payment') return one.leavesAt;
  return one.kind === 'supplement' ? one.askedAt : one.at;
}

function busiestMorning(received: readonly Received[]): PlainDate {
  const counts = new Map<PlainDate, number>();
  for (let day = POWER_CUT.fromDay; day <= POWER_CUT.toDay; day = addDays(day, 1)) counts.set(day, 0);
  for (const one of received.filter(isInTheDark)) {
    const day = localDate(one.at);
    const before = counts.get(day);
    if (before !== undefined) counts.set(day, before + 1);
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** When the power of that day failed and came back; null where nobody wrote into a book. */
export function powerCutOf(
  dossiers: readonly Pick<Received, 'paper' | 'at'>[],
): { readonly from: Instant; readonly to: Instant; readonly lastEnteredAt: Instant } | null {
  const written = dossiers.filter(({ paper }) => paper !== null);
  const [first] = written;
  if (!first) return null;
  const day = localDate(first.at);
  const entered = written.map(({ paper }) => paper?.enteredAt ?? first.at);
  return {
    from: atMinute(day, POWER_CUT.from),
    to: (atMinute(day, POWER_CUT.to) + MINUTE) as Instant,
    lastEnteredAt: Math.max(...entered) as Instant,
  };
}

function deskFor({ level }: PlannableVersion, random: Random): string {
  if (level === 'district' || (level === 'both' && random.chance(BOTH_AT_TOWN_PERCENT / 100))) return TOWN;
  return random.weighted(COMMUNES.map(({ code, share }) => [code, share] as const));
}

/** Which of the field's dossiers are served while the citizen waits. */
function servedAtOnce(field: FieldKey, chosen: readonly { version: PlannableVersion }[], random: Random): Set<number> {
  const able = chosen.flatMap(({ version }, i) => (version.instant ? [i] : []));
  if (field === 'certification') return new Set(random.shuffled(able).slice(0, CERTIFIED_AT_ONCE));
  return new Set(able.filter(() => random.chance(EXTRACT_AT_ONCE_PERCENT / 100)));
}
