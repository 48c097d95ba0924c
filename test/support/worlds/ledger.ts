import type { Dossier } from '../../../src/domain/dossier/dossier.js';
import { isOpen } from '../../../src/domain/dossier/status.js';
import { daysLate, timelinessAt } from '../../../src/domain/dossier/timeliness.js';
import { latchHolds } from '../../../src/domain/promise/latch.js';
import { deadline } from '../../../src/domain/time/deadline.js';
import type { Pause } from '../../../src/domain/time/deadline-types.js';
import { floorToMinute, MINUTE, toLocalIso, type Instant } from '../../../src/domain/time/instant.js';
import { addDays, localDate, startOfDay } from '../../../src/domain/time/plain-date.js';
import type { WorkingCalendar } from '../../../src/domain/time/working-calendar.js';
import { fromRow } from '../../../src/dossiers/dossier.row.js';
import { digestOf } from '../../../src/platform/database/series.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../../src/platform/database/instant-column.js';
import type { Row } from '../../../src/platform/database/sql.js';

/** One link of a history, with the dossier as it was before and after it. */
export interface Link {
  readonly seq: number;
  readonly act: string;
  readonly at: Instant;
  readonly before: Dossier | null;
  readonly after: Dossier;
  readonly calendar: WorkingCalendar;
}

/** What the ledger must hold, told from the history alone by the rules of the promise. */
interface Clock {
  countedFrom: Instant;
  pauses: Pause[];
  extraAmount: number;
}

type Say = (what: string) => void;

/** Goes through the events and gives the states between them. */
export function linksOf(events: readonly Row[], calendarOf: (seq: number) => WorkingCalendar): Link[] {
  let row: Row = {};
  let before: Dossier | null = null;
  return events.map((event) => {
    const changes = JSON.parse(event['changes'] as string) as Record<string, Row | undefined>;
    const [seq, act, at] = [Number(event['seq']), event['act'] as string, readInstant(event['at'])];
    row = { ...row, ...changes['dossier'] };
    // Of a long text the history says no more than its digest: then it must be that of what the act had to write.
    if (String(row['pauses']).startsWith('#'))
      row = { ...row, pauses: longPauses(act, at, before, String(row['pauses'])) };
    const link = { seq, act, at, before, after: fromRow(row), calendar: calendarOf(seq) };
    before = link.after;
    return link;
  });
}

function longPauses(act: string, at: Instant, before: Dossier | null, digest: string): string {
  const open = act === 'request_supplement' || act === 'request_payment';
  const earlier = before?.pauses ?? [];
  const pauses = open ? [...earlier, { from: at, to: null }] : ended(earlier, at);
  const written = JSON.stringify(pauses.map(({ from, to }) => [writeInstant(from), writeInstant(to)]));
  return digest === `#${digestOf(written)}` ? written : '[]';
}

function ended(pauses: readonly Pause[], at: Instant): Pause[] {
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

/**
 * The ledger row by row: what each act had to do to the dates, counted anew by the pure deadline; and the latch, the
 * judgement and the clock between any two events.
 *
 * @param promises rows of the ledger
 * @param say told what is wrong
 * Source: acts.md, clock, latch, timeliness, ledger kinds.
 */
export function expectLedger(links: readonly Link[], promises: readonly Row[], say: Say): void {
  const rows = [...promises].sort((a, b) => Number(a['seq']) - Number(b['seq']));
  rows.forEach((row, i) => {
    if (Number(row['seq']) !== i + 1) say(`the ledger has a gap at ${String(i + 1)}`);
  });
  const left = [...rows];
  let clock: Clock | null = null;
  let brokenSince: Instant | null = null;
  for (const link of links) {
    const tell: Say = (what) => {
      say(`event ${String(link.seq)} ${link.act}: ${what}`);
    };
    const written = left.splice(0, link.after.promiseSeq - (link.before?.promiseSeq ?? 0));
    if (written.length > 1) tell('wrote more than one row');
    clock = expectRow(link, clock, written[0], tell);
    expectLatch(link, brokenSince, tell);
    expectStanding(link, tell);
    expectJudgement(link, tell);
    const { lateFrom } = link.after;
    if (lateFrom !== null && lateFrom <= link.at) brokenSince ??= lateFrom;
  }
  if (left.length > 0) say(`${String(left.length)} rows of the ledger belong to no event`);
}

const KIND_OF: Readonly<Record<string, string>> = {
  register: 'original',
  serve_now: 'original',
  accept: 'original',
  receive_supplement: 'pause',
  confirm_payment: 'pause',
  grant_extra_time: 'statutory_extra',
  correct: 'correction',
  replan: 'calendar',
  extend: 'extension',
};

function expectRow(link: Link, clock: Clock | null, row: Row | undefined, say: Say): Clock | null {
  const { act, before, after } = link;
  const now = clockAfter(link, clock);
  if (now && (now.countedFrom !== after.countedFrom || JSON.stringify(now.pauses) !== JSON.stringify(after.pauses))) {
    say(`counts from ${text(after.countedFrom)} with ${JSON.stringify(after.pauses)}, not ${JSON.stringify(now)}`);
  }
  if (now && now.extraAmount !== after.extraAmount) say(`has ${String(after.extraAmount)} extra`);
  if (before && before.originalDueAt !== null && before.originalDueAt !== after.originalDueAt)
    say('moved the first date');
  const moves = KIND_OF[act] !== undefined && (act !== 'correct' || after.promiseSeq > (before?.promiseSeq ?? 0));
  if (!moves || !now) {
    if (row) say(`wrote a row ${String(row['kind'])}`);
    if (before) expectUnmoved(link, before, say);
    return now;
  }
  if (!row) {
    say('wrote no row');
    return now;
  }
  const foreign = after.origin !== 'desk' && clock === null;
  const kind = foreign ? 'imported' : act === 'receive_supplement' && before?.restarts ? 'restart' : KIND_OF[act];
  if (row['kind'] !== kind) say(`wrote ${String(row['kind'])} for ${String(kind)}`);
  for (const column of ['statutoryDueAt', 'currentDueAt', 'lateFrom'] as const) {
    if (readInstantOrNull(row[column]) !== after[column]) say(`${column} of the row is not the dossier's`);
  }
  if (readInstantOrNull(row['previousDueAt']) !== (before?.currentDueAt ?? null)) say('names another date before');
  if (act === 'extend') expectExtended(link, say);
  else expectMoved(link, now, { first: clock === null, correction: act === 'correct' }, say);
  if (clock === null && !foreign && after.originalDueAt !== after.statutoryDueAt)
    say('promised another date than it counts');
  return now;
}

/** What the act did to the clock. */
function clockAfter({ act, at, before, after }: Link, clock: Clock | null): Clock | null {
  if (clock === null) {
    return after.acceptedAt === null ? null : { countedFrom: after.acceptedAt, pauses: [], extraAmount: 0 };
  }
  const closed = ended(clock.pauses, at);
  switch (act) {
    case 'request_supplement':
    case 'request_payment':
      return { ...clock, pauses: [...clock.pauses, { from: at, to: null }] };
    case 'receive_supplement':
      return before?.restarts ? { ...clock, countedFrom: at, pauses: [] } : { ...clock, pauses: closed };
    case 'confirm_payment':
      return { ...clock, pauses: closed };
    case 'grant_extra_time':
      return { ...clock, extraAmount: after.extraAmount > clock.extraAmount ? after.extraAmount : -1 };
    default:
      return clock;
  }
}

function expectUnmoved({ act, at, after }: Link, before: Dossier, say: Say): void {
  for (const column of ['statutoryDueAt', 'currentDueAt', 'extensionDueAt'] as const) {
    if (before[column] !== after[column]) say(`moved ${column} without a row`);
  }
  const stops = act === 'request_supplement' || act === 'request_payment' || act === 'void';
  const broken = before.lateFrom !== null && before.lateFrom <= at;
  const expected = stops && !broken ? null : before.lateFrom;
  if (after.lateFrom !== expected) say(`lateFrom is ${text(after.lateFrom)}, not ${text(expected)}`);
}

function expectExtended({ before, after }: Link, say: Say): void {
  if (before === null) throw new RangeError('nothing is extended before it is there');
  if (before.extensionDueAt !== null) say('extended twice');
  if (after.statutoryDueAt !== before.statutoryDueAt || after.lateFrom !== before.lateFrom) say('moved lateness');
  if (after.currentDueAt !== after.extensionDueAt) say('promises another date than the letter');
  if ((after.currentDueAt ?? 0) <= (before.currentDueAt ?? 0)) say('brought the date nearer');
}

function expectMoved(
  { at, before, after, calendar }: Link,
  { countedFrom, pauses, extraAmount }: Clock,
  { first, correction }: { readonly first: boolean; readonly correction: boolean },
  say: Say,
): void {
  const { limit, dayZero } = after;
  const due = deadline(calendar, { from: countedFrom, limit, dayZero, extra: extraAmount, pauses });
  if (after.statutoryDueAt !== due.dueAt) say(`is due ${text(after.statutoryDueAt)}, counted ${text(due.dueAt)}`);
  // What the citizen was told last comes no nearer, but where the receipt itself was wrong.
  const told = [due.dueAt ?? 0, after.extensionDueAt ?? 0, correction ? 0 : (before?.currentDueAt ?? 0)];
  if (after.currentDueAt !== Math.max(...told)) say(`tells ${text(after.currentDueAt)}`);
  const earliest = limit.unit === 'working_hour' ? floorToMinute(at) + MINUTE : startOfDay(addDays(localDate(at), 1));
  const latched = before?.lateFrom !== null && before !== null && before.lateFrom <= at;
  const expected = first
    ? due.lateFrom
    : latched
      ? before.lateFrom
      : (Math.max(due.lateFrom ?? 0, earliest) as Instant);
  if (after.lateFrom !== expected) say(`lateFrom is ${text(after.lateFrom)}, not ${text(expected)}`);
}

function expectLatch({ at, before, after }: Link, brokenSince: Instant | null, say: Say): void {
  if (before && before.acceptedAt !== null && !latchHolds(before.lateFrom, after.lateFrom, at)) {
    say(`the latch: ${text(before.lateFrom)} → ${text(after.lateFrom)}`);
  }
  if (brokenSince !== null && after.lateFrom !== brokenSince) say('what was broken is not broken since then any more');
  if (before?.settlement && JSON.stringify(before.settlement) !== JSON.stringify(after.settlement)) {
    say('changed a judgement');
  }
  if (before?.breachNoted && !after.breachNoted) say('forgot the breach');
}

function expectStanding({ at, after }: Link, say: Say): void {
  const { status, voidedAt, acceptedAt, statutoryDueAt, currentDueAt, lateFrom } = after;
  if (voidedAt !== null) return;
  const runs = status === 'accepted' || status === 'processing';
  if (runs && (statutoryDueAt === null || currentDueAt === null || lateFrom === null)) say('runs without a due date');
  const waits = status === 'awaiting_supplement' || status === 'awaiting_payment';
  if (waits && lateFrom !== null && lateFrom > at) say('can become late while it waits for the citizen');
  if ((status === 'submitted' || status === 'rejected') && acceptedAt !== null) say('has a promise nobody made');
  if (acceptedAt === null && (lateFrom !== null || currentDueAt !== null)) say('promises before it is accepted');
}

function expectJudgement({ at, before, after, calendar }: Link, say: Say): void {
  const { settlement } = after;
  if (!settlement || before?.settlement) return;
  const judged = { lateFrom: before ? before.lateFrom : after.lateFrom, unit: after.limit.unit };
  const { finishedAt, ending, timeliness } = settlement;
  if (finishedAt !== at) say('is settled at another moment');
  const expected = timelinessAt({ ...judged, finishedAt, ending, instant: after.instant });
  if (timeliness !== expected) say(`is judged ${timeliness}, not ${expected}`);
  const late = after.instant ? 0 : daysLate(calendar, judged, finishedAt);
  if (settlement.daysLate !== late) say(`is ${String(settlement.daysLate)} days late, not ${String(late)}`);
  if (before && !isOpen(before.status)) say('was settled when it was over');
}

function text(moment: Instant | null): string {
  return moment === null ? 'none' : toLocalIso(moment);
}
