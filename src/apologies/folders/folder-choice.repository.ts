import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Tx } from '../../platform/database/sql.js';
import { LetterMarks } from '../authenticity/letter-marks.js';
import { letterOf } from '../letter.row.js';
import type { Letter } from '../../domain/apology/letter.js';

/** One folder holds no more: a clerk who has more makes another. */
export const MOST_LETTERS = 10_000;

/** What may go into a folder: letters of the unit that wait for a signature and lie in no other one. */
const WAITING = `l."unitCode" = $1 AND l."state" IN ('drafted', 'approved') AND NOT l."forecast" AND l."mode" = 'sign'
  AND NOT EXISTS (SELECT 1 FROM "signing_folder_letter" x WHERE x."letterId" = l."id" AND x."inside")`;
/** Parameters an engine takes in one statement. */
const AT_ONCE = 500;

/** A letter that could go into a folder. */
export interface WaitingLetter {
  readonly letter: Letter;
  readonly dossierCode: string;
}

@Injectable()
export class FolderChoiceRepository {
  constructor(
    private readonly database: Database,
    private readonly marks: LetterMarks,
  ) {}

  /** The longest waiting first. */
  async lines(unitCode: string, limit: number): Promise<WaitingLetter[]> {
    const rows = await this.database.query(
      `SELECT l.*, d."code" AS "dossierCode" FROM "letter" l JOIN "dossier_fact" d ON d."id" = l."dossierId"
        WHERE ${WAITING} ORDER BY l."draftedAt", l."id" LIMIT ${String(limit)}`,
      [unitCode],
    );
    return rows.map((row) => ({ letter: letterOf(row), dossierCode: row['dossierCode'] as string }));
  }

  /** How many wait, up to what one folder holds. */
  async count(unitCode: string): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n" FROM (SELECT 1 FROM "letter" l WHERE ${WAITING} LIMIT ${String(MOST_LETTERS)}) w`,
      [unitCode],
    );
    return row?.n ?? 0;
  }

  /** Those of the chosen that wait, the oldest first. */
  async waiting(unitCode: string, chosen: readonly string[] | 'all'): Promise<string[]> {
    if (chosen === 'all') return this.ids(unitCode, '', []);
    const ids = [...new Set(chosen)].slice(0, MOST_LETTERS);
    const found: string[] = [];
    for (let first = 0; first < ids.length; first += AT_ONCE) {
      const some = ids.slice(first, first + AT_ONCE);
      found.push(...(await this.ids(unitCode, `AND l."id" IN (${placeholders(some.length, 2)})`, some)));
    }
    return found;
  }

  /** Before they are printed to be signed: from now on their marks are found. */
  async mark(tx: Tx, letterIds: readonly string[]): Promise<void> {
    const rows = await tx.query(`SELECT * FROM "letter" WHERE "id" IN (${placeholders(letterIds.length)})`, letterIds);
    for (const row of rows) await this.marks.ensure(tx, letterOf(row));
  }

  private async ids(unitCode: string, more: string, params: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT l."id" FROM "letter" l WHERE ${WAITING} ${more}
        ORDER BY l."draftedAt", l."id" LIMIT ${String(MOST_LETTERS)}`,
      [unitCode, ...params],
    );
    return rows.map(({ id }) => id);
  }
}
