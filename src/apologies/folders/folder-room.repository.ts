import { Injectable } from '@nestjs/common';
import { OPEN_KINDS } from '../../domain/apology/scan-matching.js';
import { placeholders, type Queries, type Tx } from '../../platform/database/sql.js';

const OF_FOLDER = '"folderId" = $1';

/** What lies about while a folder is under way, and goes when it is done. */
@Injectable()
export class FolderRoom {
  /** Is there a file still to be read, or a page somebody has to look at? */
  async undecided(from: Queries, folderId: string): Promise<boolean> {
    const rows = await from.query(
      `SELECT 1 AS "one" FROM "folder_scan" s
        WHERE s.${OF_FOLDER} AND (s."state" = 'waiting' OR EXISTS (
          SELECT 1 FROM "folder_scan_page" p
           WHERE p."scanId" = s."id" AND p."kind" IN (${placeholders(OPEN_KINDS.length, 2)}))) LIMIT 1`,
      [folderId, ...OPEN_KINDS],
    );
    return rows.length > 0;
  }

  /** Names of its files: parts that were printed, and scans. */
  async files(from: Queries, folderId: string): Promise<string[]> {
    const rows = await from.query<{ id: string }>(
      `SELECT p."fileId" AS "id" FROM "folder_part" p JOIN "folder_print" f ON f."id" = p."printId" WHERE f.${OF_FOLDER}
       UNION ALL SELECT "id" FROM "folder_scan" WHERE ${OF_FOLDER}`,
      [folderId],
    );
    return rows.map(({ id }) => id);
  }

  /** Does anything speak of this file? */
  async speaksOf(from: Queries, fileId: string): Promise<boolean> {
    const rows = await from.query(
      `SELECT 1 AS "one" FROM "folder_part" WHERE "fileId" = $1
       UNION ALL SELECT 1 FROM "folder_scan" WHERE "id" = $1`,
      [fileId],
    );
    return rows.length > 0;
  }

  async forget(tx: Tx, folderId: string): Promise<void> {
    for (const sql of [
      `DELETE FROM "folder_part" WHERE "printId" IN (SELECT "id" FROM "folder_print" WHERE ${OF_FOLDER})`,
      `DELETE FROM "folder_print" WHERE ${OF_FOLDER}`,
      `DELETE FROM "folder_scan_page" WHERE "scanId" IN (SELECT "id" FROM "folder_scan" WHERE ${OF_FOLDER})`,
      `DELETE FROM "folder_scan" WHERE ${OF_FOLDER}`,
    ]) {
      await tx.execute(sql, [folderId]);
    }
  }
}
