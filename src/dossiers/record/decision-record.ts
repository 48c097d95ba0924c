import type { Decision } from '../../domain/dossier/decision.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { DomainError } from '../../domain/errors.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { insert, isUniqueViolation, type SqlValue, type Statement, type Tx } from '../../platform/database/sql.js';
import { changedColumns } from '../dossier.row.js';
import { CHAIN_START, personDigest, seal, unsaid, type Changes } from '../history.js';
import { update, writtenRows, type WrittenRow } from './rows.js';

type Columns = Readonly<Record<string, SqlValue>>;

/**
 * What a birth writes besides the decision: the parties and what the slip prints. A corrected receipt gives those of
 * them that are different now.
 */
export interface Birth {
  readonly columns: Readonly<Record<string, SqlValue>>;
  readonly parties: readonly Readonly<Record<string, SqlValue>>[];
  /** roles of people whom a correction takes away */
  readonly gone?: readonly string[];
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
  const { before, dossier } = decision;
  const { guarded, others } = statementsOf(decision, salt, follow, birth);
  const changed = await tx.batch([...guarded, ...others]).catch((error: unknown) => {
    // Whoever was first has also taken the number of the event: the guard and that row say the same thing.
    throw before && isUniqueViolation(error) ? changedMeanwhile(dossier) : error;
  });
  if (changed.slice(0, guarded.length).some((count) => count !== 1)) throw changedMeanwhile(dossier);
}

/** The same of a birth, which nobody can be before: statements for whoever writes them. */
export function birthStatements(decision: Decision, salt: string, follow: Follow, birth: Birth): Statement[] {
  const { guarded, others } = statementsOf(decision, salt, follow, birth);
  return [...guarded, ...others];
}

/** @returns `guarded`: each of these changes one row, or somebody else was first */
function statementsOf(
  decision: Decision,
  salt: string,
  follow: Follow,
  birth: Birth | undefined,
): { readonly guarded: readonly Statement[]; readonly others: readonly Statement[] } {
  const { before, dossier, event } = decision;
  const rows = writtenRows(decision);
  const own = changedColumns(before, dossier);
  const changes = said(own, rows, salt, birth);
  const sealed = seal(before?.chainHash ?? CHAIN_START, dossier.eventSeq, event, salt, changes);
  const key = { dossierId: dossier.id, seq: dossier.eventSeq };
  const guarded = [
    dossierRow(before, dossier, { ...own, chainHash: sealed.hash }, birth),
    ...rows.map((r) => r.statement),
  ];
  const others: Statement[] = [
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
    ...peopleStatements(before, dossier.id, birth),
    // Until the next checkpoint the end of this history is not under our key (verify/seals.service.ts).
    insert('unsealed_head', key),
    ...follow(decision, birth),
  ];
  return { guarded, others };
}

/** What the event says that it wrote, for ever: facts as they are, people's words and names only under its salt. */
function said(own: Columns, rows: readonly WrittenRow[], salt: string, birth: Birth | undefined): Changes {
  const people = [
    ...(birth?.parties ?? []).map((party) => [String(party['role']), personDigest(party, salt)] as const),
    ...(birth?.gone ?? []).map((role) => [role, null] as const),
  ];
  return {
    dossier: { ...own, ...unsaid(birth?.columns ?? {}, salt) },
    ...Object.fromEntries(
      rows.map(({ table, key, columns, words }) => [`${table}/${key}`, { ...columns, ...unsaid(words, salt) }]),
    ),
    ...Object.fromEntries(people.map(([role, row]) => [`dossier_party/${role}`, { row }])),
  };
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
  const now = { ...columns, ...birth?.columns };
  return update('dossier', '"id" = $1 AND "version" = $2', [dossier.id, before.version], now);
}

function peopleStatements(before: Dossier | null, dossierId: string, birth: Birth | undefined): Statement[] {
  const { parties = [], gone = [] } = birth ?? {};
  return [
    ...parties.map((party) => {
      const { sql, params } = insert('dossier_party', { dossierId, ...party });
      const set = Object.keys(party).map((name) => `"${name}" = excluded."${name}"`);
      const again = ` ON CONFLICT ("dossierId", "role") DO UPDATE SET ${set.join(', ')}`;
      return { sql: before === null ? sql : sql + again, params };
    }),
    ...gone.map((role) => ({
      sql: 'DELETE FROM "dossier_party" WHERE "dossierId" = $1 AND "role" = $2',
      params: [dossierId, role],
    })),
  ];
}
