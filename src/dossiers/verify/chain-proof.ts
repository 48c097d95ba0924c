import { readInstant } from '../../platform/database/instant-column.js';
import { toIso } from '../../domain/time/instant.js';
import type { Row } from '../../platform/database/sql.js';
import { digestOf } from '../../platform/database/series.js';
import { CHAIN_START, linkOf, type Changes } from '../history.js';
import type { Report } from './finding.js';

/** An event as it stands, with its payload if that was not erased. */
export interface StoredEvent {
  readonly seq: number;
  readonly act: string;
  readonly actor: string;
  /** UTC, ISO-8601 */
  readonly at: string;
  readonly payloadDigest: string;
  readonly changes: string | null;
  readonly hash: string;
  readonly salt: string | null;
  readonly body: string | null;
}

export function storedEvent(row: Row): StoredEvent {
  return { ...(row as unknown as StoredEvent), at: toIso(readInstant(row['at'])) };
}

/** @returns null for what was not written by us: the chain says so as well */
export function changesOf({ changes }: StoredEvent): Changes | null {
  if (changes === null) return null;
  try {
    return JSON.parse(changes) as Changes;
  } catch {
    return {};
  }
}

/**
 * Walks the chain from its start. Each link is made again from the stored link before it, so that every altered event
 * is named by itself.
 *
 * Source: docs/decisions/0011.
 */
export function proveChain(dossier: Row, events: readonly StoredEvent[], report: Report): void {
  const code = dossier['code'] as string;
  const say = (table: string, key: number | null, column: string | null, fault: 'chain' | 'cut_off' | 'head'): void => {
    report({ dossier: code, table, key: key === null ? null : String(key), column, fault });
  };
  let link = CHAIN_START;
  for (const [i, event] of events.entries()) {
    if (event.seq !== i + 1 || linkOf(link, event.seq, event) !== event.hash) {
      say('dossier_event', event.seq, null, 'chain');
    }
    link = event.hash;
  }
  const last = events.at(-1)?.seq ?? 0;
  if (last < (dossier['eventSeq'] as number)) say('dossier_event', last, null, 'cut_off');
  else if (last > (dossier['eventSeq'] as number)) say('dossier', null, 'eventSeq', 'head');
  else if (dossier['chainHash'] !== link) say('dossier', null, 'chainHash', 'head');
}

/** The words of each event are those of its digest; missing they may be only where people were forgotten since. */
export function provePayloads(dossier: Row, events: readonly StoredEvent[], report: Report): void {
  const forgotten = events.filter(({ act }) => act === 'erase').at(-1)?.seq ?? 0;
  for (const { seq, salt, body, payloadDigest } of events) {
    const place = { dossier: dossier['code'] as string, table: 'dossier_event_payload', key: String(seq) };
    if (salt === null || body === null) {
      if (seq >= forgotten) report({ ...place, column: null, fault: 'payload_missing' });
    } else if (digestOf(salt + body) !== payloadDigest) {
      report({ ...place, column: 'body', fault: 'payload_changed' });
    }
  }
}
