import { latchHolds } from '../../domain/promise/latch.js';
import { instant, type Instant } from '../../domain/time/instant.js';
import { changesOf, type StoredEvent } from './chain-proof.js';
import type { Fault, Report } from './finding.js';

const SETTLEMENT = [
  'finishedAt',
  'finishedDay',
  'timeliness',
  'daysLate',
  'ending',
  'outcome',
  'resultNumber',
  'shelf',
  'settledBy',
] as const;

type State = Readonly<Record<string, unknown>>;

/**
 * Goes through the history once more, by its meaning: whatever was written, and however well it is chained, a broken
 * promise stays broken, the first one stays as it was, what runs has a date, and a judgement is final.
 *
 * @param code of the dossier
 * Source: acts.md, the latch; R9, R19, R20.
 */
export function proveLatch(code: string, events: readonly StoredEvent[], report: Report): void {
  let before: State = {};
  for (const event of events) {
    const own = changesOf(event)?.['dossier'];
    if (!own) continue;
    const after = { ...before, ...own };
    for (const [column, fault] of broken(before, after, instant(event.at))) {
      report({ dossier: code, table: 'dossier_event', key: String(event.seq), column, fault });
    }
    before = after;
  }
}

function broken(before: State, after: State, at: Instant): [column: string, fault: Fault][] {
  return [...dates(before, after, at), ...final(before, after)];
}

function dates(before: State, after: State, at: Instant): [string, Fault][] {
  const found: [string, Fault][] = [];
  const [then, now] = [momentIn(before, 'lateFrom'), momentIn(after, 'lateFrom')];
  if (then !== undefined && now !== undefined && !latchHolds(then, now, at)) found.push(['lateFrom', 'latch']);
  const first = momentIn(before, 'originalDueAt');
  if (typeof first === 'number' && first !== momentIn(after, 'originalDueAt')) {
    found.push(['originalDueAt', 'original_moved']);
  }
  // A voided receipt has no clock any more.
  const runs = (after['voidedAt'] ?? null) === null && ['accepted', 'processing'].includes(String(after['status']));
  if (runs) {
    for (const column of ['statutoryDueAt', 'currentDueAt', 'lateFrom']) {
      if (after[column] === null) found.push([column, 'no_due']);
    }
  }
  return found;
}

function final(before: State, after: State): [string, Fault][] {
  if (typeof before['finishedAt'] !== 'string') return [];
  return SETTLEMENT.filter((column) => column in before && before[column] !== after[column]).map((column) => [
    column,
    'settlement_moved',
  ]);
}

/** @returns undefined for what the history has not spoken of yet */
function momentIn(state: State, column: string): Instant | null | undefined {
  const value = state[column];
  return typeof value === 'string' ? instant(value) : value === null ? null : undefined;
}
