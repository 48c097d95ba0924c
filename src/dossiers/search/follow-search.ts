import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Statement } from '../../platform/database/sql.js';
import { concernStatements } from './concern.row.js';
import { namesOf, relistStatement, tokenStatements, type NamedParty } from './token.row.js';

/**
 * What lists and searches keep about a dossier after an act: rows of the same batch as the act itself.
 *
 * @param before null at its birth
 * @param parties the people written with the birth
 */
export function searchStatements(before: Dossier | null, after: Dossier, parties: readonly NamedParty[]): Statement[] {
  return [...concernStatements(before, after), ...wordStatements(before, after, parties)];
}

function wordStatements(before: Dossier | null, after: Dossier, parties: readonly NamedParty[]): Statement[] {
  const listedAt = listedOf(after);
  if (listedAt === null) return [];
  if (before === null) return tokenStatements(after.id, listedAt, namesOf(parties));
  return listedOf(before) === listedAt ? [] : [relistStatement(after.id, listedAt)];
}

function listedOf({ acceptedAt, filedAt }: Dossier): Dossier['acceptedAt'] {
  return acceptedAt ?? filedAt;
}
