import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { FolderScansRepository, type PlacedScanPage } from './folder-scans.repository.js';
import type { FolderLetter } from './folder.js';
import { FoldersRepository } from './folders.repository.js';
import { ScanCutting } from './scan-cutting.js';
import { SignedSheets } from './signed-sheets.service.js';

/** Gives each letter of a folder the sheets that have come, and issues it. State-based: what a crash left is done next. */
@Injectable()
export class SettlingService {
  private readonly log = new Logger(SettlingService.name);

  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly scans: FolderScansRepository,
    private readonly folders: FoldersRepository,
    private readonly cutting: ScanCutting,
    private readonly signed: SignedSheets,
  ) {}

  /** One letter that cannot be settled does not hold up the others; it stays in the list of what is missing. */
  async settle(folderId: string, by: Actor): Promise<void> {
    for (const letterId of await this.scans.arrived(this.database, folderId)) {
      await this.attempt(folderId, letterId, (letter) => this.bind(letter, by));
    }
    for (const letterId of await this.scans.unfinished(this.database, folderId)) {
      await this.attempt(folderId, letterId, (letter) => this.signed.arrive(letter, by));
    }
  }

  /** What a crash left, in the name of whoever opened the folder. */
  async unsettled(): Promise<{ readonly folderId: string; readonly username: string }[]> {
    const ids = await this.scans.unsettled(this.database);
    const folders = await Promise.all(ids.map((id) => this.folders.byId(this.database, id)));
    return folders.map(({ id, openedBy }) => ({ folderId: id, username: openedBy }));
  }

  /** One page to look at, upright. */
  picture(page: PlacedScanPage): Promise<Buffer> {
    return this.cutting.pdf([page], page.fileName, this.signed.now());
  }

  private async attempt(
    folderId: string,
    letterId: string,
    work: (letter: FolderLetter) => Promise<void>,
  ): Promise<void> {
    try {
      await work(await this.folders.letter(this.database, folderId, letterId));
    } catch (error) {
      this.log.error(`sheets of letter ${letterId}: ${error instanceof Error ? error.message : 'failed'}`);
    }
  }

  /** Its sheets become one file, as soon as as many have come as were printed. */
  private async bind({ folderId, letter, dossierCode, sheets }: FolderLetter, by: Actor): Promise<void> {
    const pages = await this.scans.sheets(this.database, folderId, letter.id);
    if (sheets !== null && pages.length < sheets) return;
    const at = this.signed.now();
    const file = await this.cutting.stored(pages, `Thư xin lỗi đã ký, hồ sơ ${dossierCode}`, at);
    await this.transactor.run(async (tx) => {
      await this.cutting.record(tx, file, at);
      await this.folders.scanned(tx, { folderId, letterId: letter.id, hash: file.hash, at, by: by.username });
    });
  }
}
