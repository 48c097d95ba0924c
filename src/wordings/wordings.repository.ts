import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { insert, type Queries, type Row, type Tx } from '../platform/database/sql.js';
import type { WordingKind } from './wording-kinds.js';

/** Counter that every new wording raises. */
export const WORDINGS_REVISION = 'wordings.revision';

/** A wording of a unit, from a day on. */
export interface WordingVersion {
  readonly id: string;
  readonly unitCode: string;
  readonly kind: WordingKind;
  /** the only procedure it is for; null: all of them */
  readonly procedureCode: string | null;
  /** from 1, of the unit and kind */
  readonly version: number;
  readonly validFrom: PlainDate;
  readonly source: string;
  /** of the source, hexadecimal */
  readonly sha256: string;
  readonly by: string;
  readonly recordedAt: Instant;
}

/** Wordings are few and written by hand: they are always read whole. */
@Injectable()
export class WordingsRepository {
  async all(from: Queries): Promise<WordingVersion[]> {
    const rows = await from.query('SELECT * FROM "wording_version" ORDER BY "unitCode", "kind", "version"');
    return rows.map(toVersion);
  }

  async add(tx: Tx, version: WordingVersion): Promise<void> {
    const row = insert('wording_version', { ...version, recordedAt: writeInstant(version.recordedAt) });
    await tx.execute(row.sql, row.params);
    tx.born('wording_version', version.id);
  }
}

function toVersion(row: Row): WordingVersion {
  return { ...(row as unknown as WordingVersion), recordedAt: readInstant(row['recordedAt']) };
}
