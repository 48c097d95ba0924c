import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Database } from '../../platform/database/database.js';
import { FolderChoiceRepository, type WaitingLetter } from './folder-choice.repository.js';
import { OPEN_PAGES } from './folder-scans.view.js';
import type { PlacedScanPage } from './folder-scans.repository.js';
import type { Folder, FolderLetter, FolderLine, FolderPart, FolderPrint, FolderScan } from './folder.js';
import { FoldersRepository } from './folders.repository.js';
import { FoldersService } from './folders.service.js';
import { PrintingService } from './printing.service.js';
import { ScansService } from './scans.service.js';

/** Letters without their sheets that the page names one by one. */
const MISSING = 200;

export interface FolderParts {
  readonly folder: Folder;
  readonly letters: readonly FolderLetter[];
  readonly count: number;
  readonly print: FolderPrint | null;
  readonly parts: readonly FolderPart[];
  readonly files: readonly FolderScan[];
  readonly pages: readonly PlacedScanPage[];
  readonly missing: readonly FolderLetter[];
}

/** Reads a folder with all that belongs to it; each part has a bound. */
@Injectable()
export class FolderReads {
  constructor(
    private readonly database: Database,
    private readonly folders: FoldersService,
    private readonly repository: FoldersRepository,
    private readonly choice: FolderChoiceRepository,
    private readonly printing: PrintingService,
    private readonly scans: ScansService,
  ) {}

  /** @throws DomainError `auth.forbidden` for another agency */
  async list(
    unit: string,
    limit: number,
    by: Actor,
  ): Promise<{ readonly folders: FolderLine[]; readonly waiting: WaitingLetter[]; readonly total: number }> {
    const folders = await this.folders.list(unit, by);
    const [waiting, total] = await Promise.all([this.choice.lines(unit, limit), this.choice.count(unit)]);
    return { folders, waiting, total };
  }

  /** @throws DomainError `not_found` */
  async show(id: string, after: number, limit: number, by: Actor): Promise<FolderParts> {
    const folder = await this.folders.find(id, by);
    const [letters, count, print, files, pages, missing] = await Promise.all([
      this.repository.letters(this.database, id, { after, limit, loose: folder.closedAt !== null }),
      this.folders.count(id),
      this.printing.latest(id),
      this.scans.list(id),
      this.scans.open(id, OPEN_PAGES + 1),
      this.repository.unscanned(this.database, id, MISSING),
    ]);
    const parts = print ? await this.printing.parts(print.id) : [];
    return { folder, letters, count, print, parts, files, pages, missing };
  }
}
