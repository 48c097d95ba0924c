import { readInstant } from '../../platform/database/instant-column.js';
import type { Row } from '../../platform/database/sql.js';
import { agrees, personDigest } from '../history.js';
import { changesOf, type StoredEvent } from './chain-proof.js';
import type { Fault, Report } from './finding.js';
import { VOUCHED_TABLES, type VouchedTable } from './vouched-tables.js';

/** What the history last wrote into a column, and by which event. */
interface Written {
  readonly value: unknown;
  readonly salt: string | null;
}

/** `table/key` → column → what it must hold. */
type Fold = ReadonlyMap<string, ReadonlyMap<string, Written>>;

/** The rows of a dossier as they stand, by table. */
export type Books = Readonly<Record<string, readonly Row[]>>;

/**
 * Folds what the events say that they wrote, and compares it with every column of every row. Version 0.1 did not write
 * it down: what stood before the first event that speaks is not compared.
 */
export function proveFold(dossier: Row, books: Books, events: readonly StoredEvent[], report: Report): void {
  const fold = foldOf(events);
  const code = dossier['code'] as string;
  const silentUntil = events.filter(({ changes }) => changes === null).at(-1)?.at ?? null;
  const say = (table: string, key: string | null, column: string | null, fault: Fault): void => {
    report({ dossier: code, table, key, column, fault });
  };
  // What another system has vouched for follows from its files; of a dossier of ours nothing waits for that.
  // When to warn follows from the promise, and nothing follows from that.
  const ours = ['chainHash', 'watchedSeq'];
  const apart = dossier['origin'] === 'import' ? [...ours, 'awaitsSource'] : ours;
  proveRow(dossier, fold.get('dossier') ?? new Map(), apart, silentUntil === null, (column, fault) => {
    say('dossier', null, column, fault);
  });
  const seen = new Set(['dossier', ...provePeople(books['dossier_party'] ?? [], fold, silentUntil, say)]);
  for (const vouched of VOUCHED_TABLES) {
    for (const row of books[vouched.table] ?? []) {
      const key = String(row[vouched.key]);
      const written = fold.get(`${vouched.table}/${key}`);
      const spoken = isSpokenOf(row, vouched, silentUntil);
      seen.add(`${vouched.table}/${key}`);
      if (!written && spoken) say(vouched.table, key, null, 'unvouched');
      if (!written) continue;
      const except = [vouched.key, 'dossierId', ...vouched.except];
      proveRow(row, written, except, spoken, (column, fault) => {
        say(vouched.table, key, column, fault);
      });
    }
  }
  for (const place of fold.keys()) {
    const [table = '', key = ''] = place.split('/', 2);
    if (!seen.has(place) && !isTakenAway(fold.get(place))) say(table, key, null, 'missing');
  }
}

function foldOf(events: readonly StoredEvent[]): Fold {
  const fold = new Map<string, Map<string, Written>>();
  for (const event of events) {
    for (const [place, columns] of Object.entries(changesOf(event) ?? {})) {
      const row = fold.get(place) ?? new Map<string, Written>();
      fold.set(place, row);
      for (const [column, value] of Object.entries(columns)) row.set(column, { value, salt: event.salt });
    }
  }
  return fold;
}

/** @param spoken all of the row came to be when the history already spoke: then it must speak of every column */
function proveRow(
  row: Row,
  written: ReadonlyMap<string, Written>,
  except: readonly string[],
  spoken: boolean,
  say: (column: string, fault: Fault) => void,
): void {
  for (const [column, held] of Object.entries(row)) {
    if (except.includes(column)) continue;
    const expected = written.get(column);
    if (expected) {
      if (!agrees(expected.value, held, expected.salt)) say(column, 'changed');
    } else if (spoken && held !== null && !isDefault(held)) say(column, 'unvouched');
  }
}

/** What a column holds that no act ever wrote to. */
function isDefault(held: unknown): boolean {
  return held === 0 || held === false || held === '[]' || held === '';
}

function isSpokenOf(row: Row, { bornAt }: VouchedTable, silentUntil: string | null): boolean {
  if (silentUntil === null || bornAt === null) return true;
  return readInstant(row[bornAt]) > readInstant(silentUntil);
}

/** @returns the places in the history that were looked at */
function provePeople(
  rows: readonly Row[],
  fold: Fold,
  silentUntil: string | null,
  say: (table: string, key: string, column: string | null, fault: Fault) => void,
): string[] {
  return rows.map(({ dossierId: _, ...row }) => {
    const role = String(row['role']);
    const written = fold.get(`dossier_party/${role}`)?.get('row');
    if (!written) {
      if (silentUntil === null) say('dossier_party', role, null, 'unvouched');
    } else if (written.salt !== null && personDigest(row, written.salt) !== written.value) {
      say('dossier_party', role, null, 'changed');
    }
    return `dossier_party/${role}`;
  });
}

/** A correction took the person out of the dossier. */
function isTakenAway(written: ReadonlyMap<string, Written> | undefined): boolean {
  return written?.get('row')?.value === null;
}
