import { randomBytes } from 'node:crypto';
import type { DossierEvent, EventPayload } from '../domain/dossier/decision.js';
import { toIso } from '../domain/time/instant.js';
import { digestOf } from '../platform/database/series.js';
import type { SqlValue } from '../platform/database/sql.js';

/** The first link of every chain. */
export const CHAIN_START = '0'.repeat(64);

/** An event ready to write: its payload apart, its link made. */
export interface SealedEvent {
  readonly payload: { readonly salt: string; readonly body: string };
  readonly payloadDigest: string;
  /** JSON of `Changes` */
  readonly changes: string;
  readonly hash: string;
}

/**
 * What an event wrote: `table/key` → columns and what they hold from now on. Folding the events gives every row of the
 * dossier's books, so history can be compared with what the tables say today. It names no citizen and is never erased.
 */
export type Changes = Readonly<Record<string, Readonly<Record<string, SqlValue>>>>;

/** Marks a value the history vouches for without saying it: a digest under the salt of its event, gone with the salt. */
const UNSAID = '~';

/** What stands in `changes` for people's words: numbers and flags as they are, texts as a salted digest. */
export function unsaid(words: Readonly<Record<string, SqlValue>>, salt: string): Record<string, SqlValue> {
  return Object.fromEntries(
    Object.entries(words).map(([name, value]) => [
      name,
      typeof value === 'string' ? `${UNSAID}${digestOf(salt + value)}` : value,
    ]),
  );
}

/** One digest for all that a row of a person holds: which of its columns was changed need not be known. */
export function personDigest(row: Readonly<Record<string, unknown>>, salt: string): string {
  const held = Object.entries(row)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value] as const);
  return `${UNSAID}${digestOf(salt + JSON.stringify(held.sort(([a], [b]) => (a < b ? -1 : 1))))}`;
}

/** Is what stands in a row what the event wrote? Without the salt of unsaid words nobody can tell: then it is. */
export function agrees(written: unknown, actual: unknown, salt: string | null): boolean {
  const held = actual instanceof Date ? actual.toISOString() : actual;
  if (typeof written === 'boolean') return held !== null && written === Boolean(held);
  if (typeof written !== 'string' || typeof held !== 'string') return written === held || isForgotten(written, salt);
  if (/^~[0-9a-f]{64}$/.test(written)) return salt === null || written === `${UNSAID}${digestOf(salt + held)}`;
  if (/^#[0-9a-f]{64}$/.test(written)) return written === `#${digestOf(held)}`;
  return written === held;
}

function isForgotten(written: unknown, salt: string | null): boolean {
  return salt === null && typeof written === 'string' && written.startsWith(UNSAID);
}

/** A salt for one event, drawn before the transaction so that it can be run again. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Links an event to the one before it. The chain covers the payload's digest, not the payload: erasing what a person
 * may ask us to forget leaves the proof whole.
 *
 * Source: docs/decisions/0011.
 */
export function seal(
  previousHash: string,
  seq: number,
  event: DossierEvent,
  salt: string,
  changes: Changes,
): SealedEvent {
  const body = canonical(event.payload);
  const said = JSON.stringify(changes, (_, value: unknown) => (isLong(value) ? `#${digestOf(value)}` : value));
  const payloadDigest = digestOf(salt + body);
  const facts = { act: event.act, actor: event.by, at: toIso(event.at), payloadDigest, changes: said };
  return { payload: { salt, body }, payloadDigest, changes: said, hash: linkOf(previousHash, seq, facts) };
}

/** What the chain covers of an event. `changes` is null for events of version 0.1, which kept none. */
export interface LinkFacts {
  readonly act: string;
  readonly actor: string;
  /** UTC, ISO-8601 */
  readonly at: string;
  readonly payloadDigest: string;
  readonly changes: string | null;
}

export function linkOf(previousHash: string, seq: number, facts: LinkFacts): string {
  const { act, actor, at, payloadDigest, changes } = facts;
  const parts = [previousHash, seq, act, actor, at, payloadDigest];
  return digestOf([...parts, ...(changes === null ? [] : [changes])].join('\n'));
}

/** Long texts (the trace of a promise) are vouched for by their digest. */
function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length > 160;
}

/** JSON with sorted keys: the same facts always give the same digest. */
function canonical(facts: EventPayload): string {
  return JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));
}
