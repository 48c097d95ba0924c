import { Injectable } from '@nestjs/common';
import { readMark } from '../../domain/apology/letter-mark.js';
import { placePages, type MarkedLetter, type SeenPage } from '../../domain/apology/scan-matching.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { ScanReader, type ScannedPage } from '../../platform/scans/scan-reader.js';
import { FolderFiles } from './folder-files.js';
import { FolderScansRepository, type MarkRow } from './folder-scans.repository.js';
import type { FolderScan } from './folder.js';
import { FoldersRepository } from './folders.repository.js';

/** Marks asked for in one statement. */
const AT_ONCE = 200;

/** Reads a file of scans: which page belongs to which letter, and of which nobody can tell. */
@Injectable()
export class ScanReading {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly scans: FolderScansRepository,
    private readonly folders: FoldersRepository,
    private readonly reader: ScanReader,
    private readonly files: FolderFiles,
  ) {}

  waiting(): Promise<FolderScan[]> {
    return this.scans.waiting(this.database);
  }

  /** Its pages are written in one transaction: read twice after a crash, a file is placed once. */
  async read(scan: FolderScan): Promise<void> {
    const source = { path: this.files.path(scan.id), mediaType: scan.mediaType };
    const count = (await this.files.has(scan.id)) ? await this.reader.count(source) : 'lost';
    if (typeof count === 'string') {
      await this.transactor.run((tx) => this.scans.refuse(tx, scan.id, count));
      return;
    }
    const pages: ScannedPage[] = [];
    for await (const some of this.reader.pages(source, count)) pages.push(...some);
    const seen = pages.map(seenPage);
    const { unitCode } = await this.folders.byId(this.database, scan.folderId);
    const letters = await this.known(seen.flatMap(({ marks }) => marks), scan.folderId, unitCode); // prettier-ignore
    const rows = placePages(seen, letters).map((placed, i) => ({
      ...placed,
      scanId: scan.id,
      turned: pages[i]?.turned ?? 0,
    }));
    await this.transactor.run((tx) => this.scans.read(tx, scan, rows));
  }

  private async known(
    marks: readonly string[],
    folderId: string,
    unitCode: string,
  ): Promise<Map<string, MarkedLetter>> {
    const letters = new Map<string, MarkedLetter>();
    const all = [...new Set(marks)];
    for (let first = 0; first < all.length; first += AT_ONCE) {
      for (const row of await this.scans.marked(this.database, all.slice(first, first + AT_ONCE))) {
        letters.set(row.mark, placeOf(row, folderId, unitCode));
      }
    }
    return letters;
  }
}

function seenPage({ page, codes, blank, readable }: ScannedPage): SeenPage {
  const marks = codes.map(readMark).filter((mark) => mark !== null);
  return { page, marks, coded: codes.length > 0, blank, readable };
}

function placeOf(
  { letterId, unitCode: owner, folderId: own, sheets, scanned }: MarkRow,
  folderId: string,
  unitCode: string,
): MarkedLetter {
  const place = own === folderId ? 'here' : owner === unitCode ? 'other_folder' : 'other_unit';
  return { letterId, place, sheets, scanned };
}
