import { Injectable } from '@nestjs/common';
import { OPEN_KINDS, type ScanPageKind } from '../../domain/apology/scan-matching.js';
import type { Instant } from '../../domain/time/instant.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Queries, type Row, type Tx } from '../../platform/database/sql.js';
import type { FolderScan, FolderScanPage } from './folder.js';

/** A letter whose mark somebody read from a sheet. */
export interface MarkRow {
  readonly mark: string;
  readonly letterId: string;
  readonly unitCode: string;
  /** the folder it is in; null: in none */
  readonly folderId: string | null;
  readonly sheets: number | null;
  readonly scanned: boolean;
}

/** A page with the file it came in, as it is shown and cut out. */
export interface PlacedScanPage extends FolderScanPage {
  readonly fileName: string;
  readonly mediaType: string;
}

const FIELDS = `p."scanId", p."page", p."kind", p."letterId", p."turned", s."fileName", s."mediaType"`;
const INSERTS = 100;

/** Scans as they came back: work until a letter has its sheets; the record is the letter's. */
@Injectable()
export class FolderScansRepository {
  async add(tx: Tx, scan: FolderScan): Promise<void> {
    const { sql, params } = insert('folder_scan', { ...scan, uploadedAt: writeInstant(scan.uploadedAt) });
    await tx.execute(sql, params);
  }

  async byId(from: Queries, folderId: string, id: string): Promise<FolderScan | null> {
    const [row] = await from.query('SELECT * FROM "folder_scan" WHERE "folderId" = $1 AND "id" = $2', [folderId, id]);
    return row ? scanOf(row) : null;
  }

  async sameFile(from: Queries, folderId: string, fileHash: string): Promise<FolderScan | null> {
    const [row] = await from.query('SELECT * FROM "folder_scan" WHERE "folderId" = $1 AND "fileHash" = $2', [
      folderId,
      fileHash,
    ]);
    return row ? scanOf(row) : null;
  }

  async waiting(from: Queries): Promise<FolderScan[]> {
    const rows = await from.query(
      `SELECT * FROM "folder_scan" WHERE "state" = 'waiting' ORDER BY "uploadedAt", "id" LIMIT 20`,
    );
    return rows.map(scanOf);
  }

  async of(from: Queries, folderId: string): Promise<FolderScan[]> {
    const rows = await from.query(
      'SELECT * FROM "folder_scan" WHERE "folderId" = $1 ORDER BY "uploadedAt", "id" LIMIT 500',
      [folderId],
    );
    return rows.map(scanOf);
  }

  /** The pages of a file are written once. @returns false when somebody else had read it before */
  async read(tx: Tx, scan: FolderScan, pages: readonly FolderScanPage[]): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE "folder_scan" SET "state" = 'read', "pages" = $1 WHERE "id" = $2 AND "state" = 'waiting'`,
      [pages.length, scan.id],
    );
    if (changed === 0) return false;
    for (let i = 0; i < pages.length; i += INSERTS) {
      await tx.batch(pages.slice(i, i + INSERTS).map((page) => insert('folder_scan_page', { ...page })));
    }
    return true;
  }

  async refuse(tx: Tx, id: string, fault: string): Promise<void> {
    await tx.execute(
      `UPDATE "folder_scan" SET "state" = 'refused', "fault" = $1 WHERE "id" = $2 AND "state" = 'waiting'`,
      [fault, id],
    );
  }

  /** Where the letters of these marks are. */
  async marked(from: Queries, marks: readonly string[]): Promise<MarkRow[]> {
    if (marks.length === 0) return [];
    const rows = await from.query(
      `SELECT l."mark", l."id" AS "letterId", l."unitCode", x."folderId", x."sheets",
              (x."scanHash" IS NOT NULL OR l."scanHash" IS NOT NULL) AS "scanned"
         FROM "letter" l LEFT JOIN "signing_folder_letter" x ON x."letterId" = l."id" AND x."inside"
        WHERE l."mark" IN (${placeholders(marks.length)})`,
      marks,
    );
    return rows.map((row) => ({ ...(row as unknown as MarkRow), scanned: Boolean(row['scanned']) }));
  }

  /** Letters of which pages have come and which have not got their scan yet: state-based, a crash loses nothing. */
  async arrived(from: Queries, folderId: string): Promise<string[]> {
    const rows = await from.query<{ letterId: string }>(
      `SELECT DISTINCT x."letterId", x."position" FROM "signing_folder_letter" x
         JOIN "folder_scan_page" p ON p."letterId" = x."letterId" AND p."kind" = 'letter'
         JOIN "folder_scan" s ON s."id" = p."scanId" AND s."folderId" = x."folderId"
        WHERE x."folderId" = $1 AND x."inside" AND x."scanHash" IS NULL ORDER BY x."position"`,
      [folderId],
    );
    return rows.map(({ letterId }) => letterId);
  }

  /** Scanned, numbered, and not issued yet: what a crash between the two left. */
  async unfinished(from: Queries, folderId: string): Promise<string[]> {
    const rows = await from.query<{ letterId: string }>(
      `SELECT x."letterId" FROM "signing_folder_letter" x JOIN "letter" l ON l."id" = x."letterId"
        WHERE x."folderId" = $1 AND x."inside" AND x."scanHash" IS NOT NULL
          AND ((l."state" = 'numbered' AND l."awaits" = 'scan') OR (l."state" = 'issued' AND l."scanHash" IS NULL))
        ORDER BY x."position"`,
      [folderId],
    );
    return rows.map(({ letterId }) => letterId);
  }

  /** Folders in which something came and was not settled: a crash between reading and settling left them. */
  async unsettled(from: Queries): Promise<string[]> {
    const rows = await from.query<{ folderId: string }>(
      `SELECT DISTINCT x."folderId" FROM "signing_folder_letter" x JOIN "letter" l ON l."id" = x."letterId"
        WHERE x."inside" AND ((x."scanHash" IS NOT NULL AND l."state" = 'numbered' AND l."awaits" = 'scan')
           OR (x."scanHash" IS NULL AND EXISTS (
                 SELECT 1 FROM "folder_scan_page" p WHERE p."letterId" = x."letterId" AND p."kind" = 'letter')))
        ORDER BY 1 LIMIT 100`,
    );
    return rows.map(({ folderId }) => folderId);
  }

  /** The sheets of a letter in their order. */
  async sheets(from: Queries, folderId: string, letterId: string): Promise<PlacedScanPage[]> {
    return from.query<PlacedScanPage & Row>(
      `SELECT ${FIELDS} FROM "folder_scan_page" p JOIN "folder_scan" s ON s."id" = p."scanId"
        WHERE s."folderId" = $1 AND p."letterId" = $2 AND p."kind" = 'letter'
        ORDER BY s."uploadedAt", s."id", p."page"`,
      [folderId, letterId],
    );
  }

  /** Pages somebody has to look at. */
  async open(from: Queries, folderId: string, limit: number): Promise<PlacedScanPage[]> {
    return from.query<PlacedScanPage & Row>(
      `SELECT ${FIELDS} FROM "folder_scan_page" p JOIN "folder_scan" s ON s."id" = p."scanId"
        WHERE s."folderId" = $1 AND p."kind" IN (${placeholders(OPEN_KINDS.length, 2)})
        ORDER BY s."uploadedAt", s."id", p."page" LIMIT ${String(limit)}`,
      [folderId, ...OPEN_KINDS],
    );
  }

  async page(from: Queries, folderId: string, scanId: string, page: number): Promise<PlacedScanPage | null> {
    const [row] = await from.query<PlacedScanPage & Row>(
      `SELECT ${FIELDS} FROM "folder_scan_page" p JOIN "folder_scan" s ON s."id" = p."scanId"
        WHERE s."folderId" = $1 AND p."scanId" = $2 AND p."page" = $3`,
      [folderId, scanId, page],
    );
    return row ?? null;
  }

  /** @returns false when somebody decided on it before */
  async decide(
    tx: Tx,
    { scanId, page, kind: before }: FolderScanPage,
    { kind, letterId, at, by }: { kind: ScanPageKind; letterId: string | null; at: Instant; by: string },
  ): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE "folder_scan_page" SET "kind" = $1, "letterId" = $2, "decidedAt" = $3, "decidedBy" = $4
        WHERE "scanId" = $5 AND "page" = $6 AND "kind" = $7`,
      [kind, letterId, writeInstant(at), by, scanId, page, before],
    );
    return changed === 1;
  }
}

function scanOf(row: Row): FolderScan {
  return { ...(row as unknown as FolderScan), uploadedAt: readInstant(row['uploadedAt']) };
}
