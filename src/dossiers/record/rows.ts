import type { Decision, BookEntry, ObligationEnd } from '../../domain/dossier/decision.js';
import type { NewObligation } from '../../domain/apology/obligation.js';
import type { PromiseRow } from '../../domain/promise/ledger.js';
import type { Instant } from '../../domain/time/instant.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { insert, type SqlValue, type Statement } from '../../platform/database/sql.js';

type Columns = Readonly<Record<string, SqlValue>>;

/** A row that a decision writes beside the dossier's own. */
export interface WrittenRow {
  readonly table: string;
  /** within the dossier */
  readonly key: string;
  /** what the history vouches for */
  readonly columns: Columns;
  /** people's words, which may be erased in place: the history keeps a salted digest of each, and no more */
  readonly words: Columns;
  readonly statement: Statement;
}

/** Everything a decision writes into the ledger, the obligations and the books. */
export function writtenRows({ dossier, event, promises, obligations, obligationEnds, books }: Decision): WrittenRow[] {
  const { id } = dossier;
  return [
    ...promises.map((row) => promiseRow(id, row)),
    ...obligations.map((row) => obligationRow(id, row)),
    ...obligationEnds.map((end) => obligationEnd(end, event)),
    ...books.map((entry) => bookRow(id, entry)),
  ];
}

function promiseRow(dossierId: string, row: PromiseRow): WrittenRow {
  const { reason, ...columns } = {
    kind: row.kind,
    at: writeInstant(row.at),
    by: row.by,
    previousDueAt: writeInstant(row.previousDueAt),
    statutoryDueAt: writeInstant(row.statutoryDueAt),
    currentDueAt: writeInstant(row.currentDueAt),
    lateFrom: writeInstant(row.lateFrom),
    letterId: row.letterId,
    trace: JSON.stringify(row.trace),
    provisional: row.provisional,
    reason: row.reason,
  };
  const key = { dossierId, seq: row.seq };
  const statement = insert('promise', { ...key, ...columns, reason });
  return { table: 'promise', key: String(row.seq), columns, words: { reason }, statement };
}

function obligationRow(dossierId: string, row: NewObligation): WrittenRow {
  const columns = {
    cause: row.cause,
    state: row.state,
    fault: row.fault,
    unitCode: row.unitCode,
    since: writeInstant(row.since),
    openedAt: writeInstant(row.openedAt),
    openedDay: row.openedDay,
    openedBy: row.openedBy,
    settledAt: null,
    timely: null,
    letterId: null,
    waivedBy: null,
    waiverProof: null,
    outsideAskedAt: null,
    outsideNumber: null,
    outsideDate: null,
    outsideProof: null,
  };
  const statement = insert('obligation', { id: row.id, dossierId, ...columns, waiverReason: null });
  return { table: 'obligation', key: row.id, columns, words: {}, statement };
}

/** Only what is still owed can end: whoever came first has changed the row, and then nothing of this is written. */
function obligationEnd(end: ObligationEnd, { at, by }: { readonly at: Instant; readonly by: string }): WrittenRow {
  const [columns, words] = endColumns(end, at, by);
  const unnumbered = end.state === 'settled' ? '' : ' AND "numberedAt" IS NULL';
  const where = `"id" = $1 AND "state" = 'owed'${unnumbered}`;
  return {
    table: 'obligation',
    key: end.id,
    columns,
    words,
    statement: update('obligation', where, [end.id], { ...columns, ...words }),
  };
}

function endColumns(end: ObligationEnd, at: Instant, by: string): [Columns, Columns] {
  switch (end.state) {
    case 'settled': {
      const { state, letterId, timely, fault } = end;
      return [{ state, settledAt: writeInstant(at), letterId, timely, fault }, {}];
    }
    case 'settled_outside': {
      const { letter, timely } = end;
      const outside = { outsideNumber: letter.number, outsideDate: letter.date, outsideProof: letter.proof };
      return [{ state: 'settled', settledAt: writeInstant(at), timely, ...outside }, {}];
    }
    case 'asked':
      return [{ outsideAskedAt: writeInstant(at) }, {}];
    case 'waived':
      return [{ state: end.state, waivedBy: by, waiverProof: end.proof }, { waiverReason: end.reason }];
    case 'averted':
      return [{ state: end.state }, {}];
  }
}

function bookRow(dossierId: string, { book, id, isNew, facts, instants = {}, words = {} }: BookEntry): WrittenRow {
  const moments = Object.fromEntries(Object.entries(instants).map(([name, at]) => [name, writeInstant(at)]));
  const columns = { ...facts, ...moments };
  const statement = isNew
    ? insert(book, { id, dossierId, ...columns, ...words })
    : update(book, '"id" = $1 AND "dossierId" = $2', [id, dossierId], { ...columns, ...words });
  return { table: book, key: id, columns, words, statement };
}

/** @param where names `$1 … $n`, as many as `keys` */
export function update(table: string, where: string, keys: readonly SqlValue[], columns: Columns): Statement {
  const names = Object.keys(columns);
  const set = names.map((name, i) => `"${name}" = $${String(i + 1 + keys.length)}`);
  return {
    sql: `UPDATE "${table}" SET ${set.join(', ')} WHERE ${where}`,
    params: [...keys, ...Object.values(columns)],
  };
}
