import { createHash, randomBytes } from 'node:crypto';
import type { DossierEvent, EventPayload } from '../domain/dossier/decision.js';
import { toIso } from '../domain/time/instant.js';

/** The first link of every chain. */
export const CHAIN_START = '0'.repeat(64);

/** An event ready to write: its payload apart, its link made. */
export interface SealedEvent {
  readonly payload: { readonly salt: string; readonly body: string };
  readonly payloadDigest: string;
  readonly hash: string;
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
export function seal(previousHash: string, seq: number, event: DossierEvent, salt: string): SealedEvent {
  const body = canonical(event.payload);
  const payloadDigest = sha256(salt + body);
  const hash = sha256([previousHash, seq, event.act, event.by, toIso(event.at), payloadDigest].join('\n'));
  return { payload: { salt, body }, payloadDigest, hash };
}

/** JSON with sorted keys: the same facts always give the same digest. */
function canonical(payload: EventPayload): string {
  return JSON.stringify(Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
