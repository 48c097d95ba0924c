import { createHash } from 'node:crypto';
import { addUp, BEFORE_ALL } from './seal.js';

/** The seals of one table of record, added up. */
export interface RowTally {
  readonly tableName: string;
  readonly rows: number;
  /** sum of all its seals */
  readonly digest: string;
  /** key up to which rows that were there before their seals have been sealed; null when all have */
  readonly through: string | null;
}

export function emptyTally(tableName: string): RowTally {
  return { tableName, rows: 0, digest: BEFORE_ALL.digest, through: '' };
}

/** @param added seals that are new, or stand in place of those `taken` */
export function counted(tally: RowTally, added: readonly string[], taken: readonly string[]): RowTally {
  return {
    ...tally,
    rows: tally.rows + added.length - taken.length,
    digest: addUp(tally.digest, added, taken),
  };
}

/** All tallies in one line, for the checkpoint; null when there are none. */
export function digestOfTallies(tallies: readonly RowTally[]): string | null {
  if (tallies.length === 0) return null;
  const lines = tallies
    .map(({ tableName, rows, digest, through }) => JSON.stringify([tableName, rows, digest, through]))
    .sort();
  return createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex');
}
