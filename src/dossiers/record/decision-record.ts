import type { Decision } from '../../domain/dossier/decision.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { insert, isUniqueViolation, type SqlValue, type Statement, type Tx } from '../../platform/database/sql.js';
import { changedColumns } from '../dossier.row.js';
import { CHAIN_START, seal, type Changes } from '../history.js';
import { update, writtenRows } from './rows.js';

/** What a birth writes besides the decision: the parties and what the slip prints. */
export interface Birth {
  readonly columns: Readonly<Record<string, SqlValue>>;
  readonly parties: readonly Readonly<Record<string, SqlValue>>[];
}

/** What must be written besides, in the same batch: rows of other rooms that follow from the decision. */
export type Follow = (decision: Decision, birth: Birth | undefined) => readonly Statement[];

/**
 * Writes all of a decision, or nothing: the dossier, its event with the link to the one before, its ledger, its
 * obligations and its books, as one batch.
 *
 * @param salt drawn before the transaction
 * @throws DomainError `dossier.changed_meanwhile` when another officer saved first
 */
export async function recordDecision(
  tx: Tx,
  decision: Decision,
  salt: string,
  follow: Follow,
  birth?: Birth,
): Promise<void> {
  const { before, dossier, event } = decision;
  const rows = writtenRows(decision);
  const own = changedColumns(before, dossier);
  const changes: Changes = {
    dossier: own,
    ...Object.fromEntries(rows.map(({ table, key, columns }) => [`${table}/${key}`, columns])),
  };
  const sealed = seal(before?.chainHash ?? CHAIN_START, dossier.eventSeq, event, salt, changes);
  const key = { dossierId: dossier.id, seq: dossier.eventSeq };
  const guarded = [
    dossierRow(before, dossier, { ...own, chainHash: sealed.hash }, birth),
    ...rows.map((r) => r.statement),
  ];
  const statements: Statement[] = [
    ...guarded,
    insert('dossier_event', {
      ...key,
      act: event.act,
      actor: event.by,
      at: writeInstant(event.at),
      payloadDigest: sealed.payloadDigest,
      changes: sealed.changes,
      hash: sealed.hash,
    }),
    insert('dossier_event_payload', { ...key, ...sealed.payload }),
    ...(birth?.parties ?? []).map((party) => insert('dossier_party', { dossierId: dossier.id, ...party })),
    ...follow(decision, birth),
  ];
  const changed = await tx.batch(statements).catch((error: unknown) => {
    // Whoever was first has also taken the number of the event: the guard and that row say the same thing.
    throw before && isUniqueViolation(error) ? changedMeanwhile(dossier) : error;
  });
  if (changed.slice(0, guarded.length).some((count) => count !== 1)) throw changedMeanwhile(dossier);
}

function changedMeanwhile({ code }: Dossier): DomainError {
  return new DomainError('dossier.changed_meanwhile', 'somebody else changed this dossier meanwhile', { code });
}

function dossierRow(
  before: Dossier | null,
  dossier: Dossier,
  columns: Readonly<Record<string, SqlValue>>,
  birth: Birth | undefined,
): Statement {
  if (before === null) return insert('dossier', { ...columns, ...birth?.columns });
  return update('dossier', '"id" = $1 AND "version" = $2', [dossier.id, before.version], columns);
}
