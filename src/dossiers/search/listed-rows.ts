import type { Dossier } from '../../domain/dossier/dossier.js';
import { nameWords } from '../../domain/text/search-words.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import type { Row, SqlValue } from '../../platform/database/sql.js';
import { listingOf, unitsOf } from './concern.row.js';
import { bookKey, namesOf, type NamedParty, type PaperSlip } from './token.row.js';

export type ListTable = 'dossier_concern' | 'dossier_token' | 'dossier_paper_slip';

/** A row of a list or a search, in its stored form. */
export interface ListRow {
  readonly table: ListTable;
  readonly columns: Readonly<Record<string, SqlValue>>;
}

/** What tells the rows of a dossier apart. */
export const LIST_KEYS: Readonly<Record<ListTable, readonly string[]>> = {
  dossier_concern: ['unitCode', 'listedAt', 'dossierId'],
  dossier_token: ['dossierId', 'token'],
  dossier_paper_slip: ['book', 'serial', 'dossierId'],
};

/** A dossier with what its lists follow from. */
export interface Listed {
  readonly dossier: Dossier;
  readonly parties: readonly NamedParty[];
  readonly slip: PaperSlip | null;
}

/** All rows that lists and searches must hold of a dossier, and no others. Source: docs/decisions/0013. */
export function listedRows({ dossier, parties, slip }: Listed): ListRow[] {
  const listing = listingOf(dossier);
  const words = dossier.erasedAt === null ? nameWords(namesOf(parties)) : [];
  const dossierId = dossier.id;
  const concerns = unitsOf(dossier).map((unitCode) => ({ unitCode, ...listing }));
  const tokens = words.map((token) => ({ dossierId, token, listedAt: listing.listedAt }));
  const slips = slip === null ? [] : [{ book: bookKey(slip.book), serial: slip.serial, dossierId }];
  return [
    ...concerns.map((columns) => ({ table: 'dossier_concern' as const, columns })),
    ...tokens.map((columns) => ({ table: 'dossier_token' as const, columns })),
    ...slips.map((columns) => ({ table: 'dossier_paper_slip' as const, columns })),
  ];
}

/** A row as an engine gives it back, in the form in which it is written. */
export function storedRow(table: ListTable, row: Row): ListRow {
  const columns = Object.entries(row).map(([name, value]) => [name, plain(name, value)] as const);
  return { table, columns: Object.fromEntries(columns) };
}

/** Names a row within its table. */
export function placeOf({ table, columns }: ListRow): string {
  return `${table} ${LIST_KEYS[table].map((name) => String(columns[name])).join('/')}`;
}

export function sameRow(one: ListRow, other: ListRow): boolean {
  return Object.keys(one.columns).every((name) => one.columns[name] === other.columns[name]);
}

function plain(name: string, value: unknown): SqlValue {
  if (value instanceof Date) return writeInstant(value.getTime() as Parameters<typeof writeInstant>[0]);
  return name === 'open' ? Boolean(value) : (value as SqlValue);
}
