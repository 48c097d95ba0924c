import type { Instant } from '../../domain/time/instant.js';
import { foldVietnamese } from '../../domain/text/fold.js';
import { nameWords } from '../../domain/text/search-words.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { placeholders, type SqlValue, type Statement } from '../../platform/database/sql.js';

/** What a person or organisation of a dossier is called: columns of `dossier_party`. */
export type NamedParty = Readonly<Record<string, SqlValue>>;

/** Where a dossier stands in a book of paper slips. */
export interface PaperSlip {
  readonly book: string;
  readonly serial: number;
}

/** The names a dossier is found by: applicant, whoever handed it in, and who speaks for an organisation. */
export function namesOf(parties: readonly NamedParty[]): string[] {
  return parties
    .flatMap(({ name, representative, contactName }) => [name, representative, contactName])
    .filter((text): text is string => typeof text === 'string');
}

/** @param listedAt when it was accepted, or filed: the order of what is found */
export function tokenStatements(dossierId: string, listedAt: Instant, names: readonly string[]): Statement[] {
  return added(dossierId, listedAt, nameWords(names));
}

/** After a correction of names; no row is written twice. */
export function renameStatements(
  dossierId: string,
  listedAt: Instant,
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): Statement[] {
  const [then, now] = [nameWords(before), nameWords(after)];
  const gone = then.filter((word) => !now.includes(word));
  const removed: Statement = {
    sql: `DELETE FROM "dossier_token" WHERE "dossierId" = $1 AND "token" IN (${placeholders(gone.length, 2)})`,
    params: [dossierId, ...gone],
  };
  const joined = now.filter((word) => !then.includes(word));
  return [...(gone.length > 0 ? [removed] : []), ...added(dossierId, listedAt, joined)];
}

/** A filing that is accepted takes its place among what was accepted. */
export function relistStatement(dossierId: string, listedAt: Instant): Statement {
  return {
    sql: 'UPDATE "dossier_token" SET "listedAt" = $2 WHERE "dossierId" = $1',
    params: [dossierId, writeInstant(listedAt)],
  };
}

/** Nothing of the people of a dossier stays in the index; its lists, which name nobody, do. */
export function eraseTokens(dossierId: string): Statement {
  return { sql: 'DELETE FROM "dossier_token" WHERE "dossierId" = $1', params: [dossierId] };
}

export function paperSlipStatement(dossierId: string, { book, serial }: PaperSlip): Statement {
  return {
    sql: 'INSERT INTO "dossier_paper_slip" ("book", "serial", "dossierId") VALUES ($1, $2, $3)',
    params: [bookKey(book), serial, dossierId],
  };
}

/** `Sổ  Tiếp nhận 2` and `so tiep nhan 2` are one book. */
export function bookKey(book: string): string {
  return foldVietnamese(book).slice(0, 60);
}

function added(dossierId: string, listedAt: Instant, words: readonly string[]): Statement[] {
  if (words.length === 0) return [];
  const rows = words.map((_, i) => `($1, $${String(i + 3)}, $2)`);
  return [
    {
      sql: `INSERT INTO "dossier_token" ("dossierId", "token", "listedAt") VALUES ${rows.join(', ')}`,
      params: [dossierId, writeInstant(listedAt), ...words],
    },
  ];
}
