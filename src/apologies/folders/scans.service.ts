import type { Readable } from 'node:stream';
import { open } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { isUniqueViolation } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { FolderFiles } from './folder-files.js';
import { FolderScansRepository, type PlacedScanPage } from './folder-scans.repository.js';
import type { Folder, FolderScan } from './folder.js';
import { FoldersRepository } from './folders.repository.js';

/** Five hundred grey pages of a scanner, with room. */
const MOST_SCAN_BYTES = 100 * 1024 * 1024;

const HEADS = [
  { type: 'application/pdf', head: Buffer.from('%PDF-') },
  { type: 'image/png', head: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
  { type: 'image/jpeg', head: Buffer.from([0xff, 0xd8, 0xff]) },
] as const;

/** What came from the scanner; its bytes say what it is. */
interface ScanFile {
  readonly fileName: string;
  readonly stream: Readable;
}

/** Files of scanned sheets come in here; the job reads them, and people decide on what it could not place. */
@Injectable()
export class ScansService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly scans: FolderScansRepository,
    private readonly folders: FoldersRepository,
    private readonly files: FolderFiles,
  ) {}

  /**
   * Takes a file as it arrives. The same bytes are taken once.
   *
   * @returns false when this folder has the file already
   * @throws DomainError `request.too_large`, `request.malformed`; `request.invalid` (field `files`) for another kind
   */
  async receive(folder: Folder, file: ScanFile, by: Actor): Promise<boolean> {
    const at = this.clock.now();
    const id = newId(at);
    const { hash, bytes } = await this.files.receive(id, file.stream, MOST_SCAN_BYTES);
    try {
      const mediaType = await this.kindOf(id);
      if (mediaType === null) throw wrongKind(file.fileName);
      const scan: FolderScan = {
        id,
        folderId: folder.id,
        fileName: file.fileName,
        fileHash: hash,
        mediaType,
        bytes,
        state: 'waiting',
        pages: null,
        fault: null,
        uploadedAt: at,
        uploadedBy: by.username,
      };
      await this.transactor.run((tx) => this.scans.add(tx, scan));
      return true;
    } catch (error) {
      await this.files.forget(id);
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  list(folderId: string): Promise<FolderScan[]> {
    return this.scans.of(this.database, folderId);
  }

  open(folderId: string, limit: number): Promise<PlacedScanPage[]> {
    return this.scans.open(this.database, folderId, limit);
  }

  /** @throws DomainError `not_found` */
  async page(folderId: string, scanId: string, page: number): Promise<PlacedScanPage> {
    const found = await this.scans.page(this.database, folderId, scanId, page);
    if (found) return found;
    throw new DomainError('not_found', 'there is no such page');
  }

  /**
   * Says to which letter a page belongs that the job could not place.
   *
   * @throws DomainError `not_found`; `conflict.duplicate` when the letter has its sheets; `version.stale` when somebody
   *   decided on the page before
   */
  async assign(folder: Folder, page: PlacedScanPage, letterId: string, by: Actor): Promise<void> {
    const { scanHash } = await this.folders.letter(this.database, folder.id, letterId);
    if (scanHash !== null) throw new DomainError('conflict.duplicate', 'this letter has its scan', { letterId });
    await this.decide(page, { kind: 'letter', letterId }, by);
  }

  /** Nothing of ours, or a second time: it is put aside. Throws as `assign`. */
  async discard(page: PlacedScanPage, by: Actor): Promise<void> {
    await this.decide(page, { kind: 'discarded', letterId: page.letterId }, by);
  }

  /** The sheets that came are all there are. @throws DomainError `not_found` */
  async complete(folder: Folder, letterId: string): Promise<void> {
    await this.folders.letter(this.database, folder.id, letterId);
    const { length } = await this.scans.sheets(this.database, folder.id, letterId);
    if (length === 0) throw new DomainError('not_found', 'no sheet of this letter has come');
    await this.transactor.run((tx) => this.folders.counted(tx, folder.id, letterId, length));
  }

  private async decide(
    page: PlacedScanPage,
    to: { readonly kind: 'letter' | 'discarded'; readonly letterId: string | null },
    by: Actor,
  ): Promise<void> {
    const at = this.clock.now();
    const decided = await this.transactor.run((tx) => this.scans.decide(tx, page, { ...to, at, by: by.username }));
    if (!decided) throw new DomainError('version.stale', 'somebody decided on this page meanwhile');
  }

  private async kindOf(id: string): Promise<string | null> {
    const file = await open(this.files.path(id), 'r');
    try {
      const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
      return HEADS.find(({ head }) => buffer.subarray(0, head.length).equals(head))?.type ?? null;
    } finally {
      await file.close();
    }
  }
}

function wrongKind(name: string): DomainError {
  return new DomainError('request.invalid', 'this is no scan', { name }, [
    { field: 'files', message: `Tệp “${name}” không phải PDF, JPG hoặc PNG` },
  ]);
}
