import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Queries, type Row, type Tx } from '../../platform/database/sql.js';
import { letterOf } from '../letter.row.js';
import type { Folder, FolderLetter, FolderLine } from './folder.js';

const LINES = `SELECT l.*, x."position", x."printedFacts", x."printedAt", x."sheets", x."scanHash" AS "folderScan",
    d."code" AS "dossierCode",
    EXISTS (SELECT 1 FROM "folder_scan_page" p WHERE p."letterId" = x."letterId" AND p."kind" = 'letter') AS "came"
  FROM "signing_folder_letter" x JOIN "letter" l ON l."id" = x."letterId"
  JOIN "dossier_fact" d ON d."id" = l."dossierId"`;

@Injectable()
export class FoldersRepository {
  /** @throws DomainError `not_found` */
  async byId(from: Queries, id: string): Promise<Folder> {
    const [row] = await from.query('SELECT * FROM "signing_folder" WHERE "id" = $1', [id]);
    if (!row) throw new DomainError('not_found', 'there is no such folder');
    return folderOf(row);
  }

  /** The newest first; open ones and those of the last weeks are what people look for. */
  async list(from: Queries, unitCodes: readonly string[], limit: number): Promise<FolderLine[]> {
    const rows = await from.query(
      `SELECT f.*, CAST((SELECT count(*) FROM "signing_folder_letter" x WHERE x."folderId" = f."id") AS integer) AS "letters",
              CAST((SELECT count(*) FROM "signing_folder_letter" x JOIN "letter" l ON l."id" = x."letterId"
                     WHERE x."folderId" = f."id" AND l."state" = 'issued') AS integer) AS "issued"
         FROM (SELECT * FROM "signing_folder" WHERE "unitCode" IN (${placeholders(unitCodes.length)})
                ORDER BY "openedAt" DESC, "id" DESC LIMIT ${String(limit)}) f
        ORDER BY f."openedAt" DESC, f."id" DESC`,
      unitCodes,
    );
    return rows.map((row) => ({
      ...folderOf(row),
      letters: row['letters'] as number,
      issued: row['issued'] as number,
    }));
  }

  async add(tx: Tx, folder: Folder): Promise<void> {
    const { sql, params } = insert('signing_folder', {
      ...folder,
      openedAt: writeInstant(folder.openedAt),
      closedAt: writeInstant(folder.closedAt),
    });
    await tx.execute(sql, params);
    tx.born('signing_folder', folder.id);
  }

  /** In their order, which is that of the cover list. */
  async put(tx: Tx, folderId: string, letterIds: readonly string[], first: number): Promise<void> {
    await tx.vouch('signing_folder_letter', ...letterIds.map((id) => [folderId, id] as const));
    await tx.batch(
      letterIds.map((letterId, i) =>
        insert('signing_folder_letter', { folderId, letterId, position: first + i, inside: true }),
      ),
    );
  }

  async takeOut(tx: Tx, folderId: string, letterIds: readonly string[]): Promise<void> {
    if (letterIds.length === 0) return;
    await tx.vouch('signing_folder_letter', ...letterIds.map((id) => [folderId, id] as const));
    await tx.execute(
      `UPDATE "signing_folder_letter" SET "inside" = FALSE
        WHERE "folderId" = $1 AND "letterId" IN (${placeholders(letterIds.length, 2)})`,
      [folderId, ...letterIds],
    );
  }

  /** What the sheets said is forgotten with it; who was in the folder stays. @returns false when it was closed before */
  async close(tx: Tx, folderId: string, at: Instant, by: string): Promise<boolean> {
    await tx.vouch('signing_folder', folderId);
    const closed = await tx.execute(
      'UPDATE "signing_folder" SET "closedAt" = $1, "closedBy" = $2 WHERE "id" = $3 AND "closedAt" IS NULL',
      [writeInstant(at), by, folderId],
    );
    if (closed === 0) return false;
    const rows = await tx.query<{ letterId: string }>(
      'SELECT "letterId" FROM "signing_folder_letter" WHERE "folderId" = $1',
      [folderId],
    );
    await tx.vouch('signing_folder_letter', ...rows.map(({ letterId }) => [folderId, letterId] as const));
    await tx.execute(
      'UPDATE "signing_folder_letter" SET "inside" = FALSE, "printedFacts" = NULL WHERE "folderId" = $1',
      [folderId],
    );
    return true;
  }

  /** Letters of a folder that are still in it, in its order, from a position on. */
  async letters(
    from: Queries,
    folderId: string,
    { after = 0, limit, loose = false }: { after?: number; limit: number; loose?: boolean },
  ): Promise<FolderLetter[]> {
    const rows = await from.query(
      `${LINES} WHERE x."folderId" = $1 AND x."position" > $2 ${loose ? '' : 'AND x."inside"'}
        ORDER BY x."position" LIMIT ${String(limit)}`,
      [folderId, after],
    );
    return rows.map((row) => folderLetterOf(folderId, row));
  }

  /** Letters that were printed and whose sheets have not come, in the order of the folder. */
  async unscanned(from: Queries, folderId: string, limit: number): Promise<FolderLetter[]> {
    const rows = await from.query(
      `${LINES} WHERE x."folderId" = $1 AND x."inside" AND x."printedAt" IS NOT NULL AND x."scanHash" IS NULL
          AND l."state" IN ('drafted', 'approved', 'numbered', 'issued')
        ORDER BY x."position" LIMIT ${String(limit)}`,
      [folderId],
    );
    return rows.map((row) => folderLetterOf(folderId, row));
  }

  /** @throws DomainError `not_found` unless it is in this folder */
  async letter(from: Queries, folderId: string, letterId: string): Promise<FolderLetter> {
    const [row] = await from.query(`${LINES} WHERE x."folderId" = $1 AND x."letterId" = $2 AND x."inside"`, [
      folderId,
      letterId,
    ]);
    if (!row) throw new DomainError('not_found', 'this letter is not in the folder');
    return folderLetterOf(folderId, row);
  }

  async inState(from: Queries, folderId: string, state: 'drafted' | 'approved', limit: number): Promise<string[]> {
    const rows = await from.query<{ id: string }>(
      `SELECT l."id" FROM "signing_folder_letter" x JOIN "letter" l ON l."id" = x."letterId"
        WHERE x."folderId" = $1 AND x."inside" AND l."state" = $2 ORDER BY x."position" LIMIT ${String(limit)}`,
      [folderId, state],
    );
    return rows.map(({ id }) => id);
  }

  async count(from: Queries, folderId: string): Promise<number> {
    const [row] = await from.query<{ n: number }>(
      'SELECT CAST(count(*) AS integer) AS "n" FROM "signing_folder_letter" WHERE "folderId" = $1 AND "inside"',
      [folderId],
    );
    return row?.n ?? 0;
  }

  /** The open folder a letter is in; null when in none. */
  async folderOf(from: Queries, letterId: string): Promise<string | null> {
    const [row] = await from.query<{ folderId: string }>(
      'SELECT "folderId" FROM "signing_folder_letter" WHERE "inside" AND "letterId" = $1',
      [letterId],
    );
    return row?.folderId ?? null;
  }

  /** What was printed of some letters, and on how many pages. */
  async printed(tx: Tx, folderId: string, sheets: readonly PrintedSheet[], at: Instant): Promise<void> {
    await tx.vouch('signing_folder_letter', ...sheets.map(({ letterId }) => [folderId, letterId] as const));
    for (const { letterId, facts, pages } of sheets) {
      await tx.execute(
        `UPDATE "signing_folder_letter" SET "printedFacts" = $1, "printedAt" = $2, "sheets" = $3
          WHERE "folderId" = $4 AND "letterId" = $5`,
        [JSON.stringify(facts), writeInstant(at), pages, folderId, letterId],
      );
    }
  }

  /** The sheets that came are all there are, whatever was printed. */
  async counted(tx: Tx, folderId: string, letterId: string, sheets: number): Promise<void> {
    await tx.vouch('signing_folder_letter', [folderId, letterId]);
    await tx.execute('UPDATE "signing_folder_letter" SET "sheets" = $1 WHERE "folderId" = $2 AND "letterId" = $3', [
      sheets,
      folderId,
      letterId,
    ]);
  }

  async scanned(
    tx: Tx,
    { folderId, letterId, hash, at, by }: { folderId: string; letterId: string; hash: string; at: Instant; by: string },
  ): Promise<void> {
    await tx.vouch('signing_folder_letter', [folderId, letterId]);
    await tx.execute(
      `UPDATE "signing_folder_letter" SET "scanHash" = $1, "scannedAt" = $2, "scannedBy" = $3
        WHERE "folderId" = $4 AND "letterId" = $5`,
      [hash, writeInstant(at), by, folderId, letterId],
    );
  }
}

export interface PrintedSheet {
  readonly letterId: string;
  readonly facts: LetterFacts;
  readonly pages: number;
}

function folderOf(row: Row): Folder {
  return {
    id: row['id'] as string,
    unitCode: row['unitCode'] as string,
    openedAt: readInstant(row['openedAt']),
    openedBy: row['openedBy'] as string,
    closedAt: readInstantOrNull(row['closedAt']),
    closedBy: row['closedBy'] as string | null,
  };
}

function folderLetterOf(folderId: string, row: Row): FolderLetter {
  const printed = row['printedFacts'] as string | null;
  return {
    folderId,
    position: row['position'] as number,
    letter: letterOf(row),
    dossierCode: row['dossierCode'] as string,
    printed: printed === null ? null : (JSON.parse(printed) as LetterFacts),
    printedAt: readInstantOrNull(row['printedAt']),
    sheets: row['sheets'] as number | null,
    scanHash: row['folderScan'] as string | null,
    came: Boolean(row['came']),
  };
}
