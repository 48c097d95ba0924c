import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { FileStore, type StoredFile } from '../../platform/files/file-store.js';
import { ScanReader } from '../../platform/scans/scan-reader.js';
import { FolderFiles } from './folder-files.js';
import type { PlacedScanPage } from './folder-scans.repository.js';

/** Takes single sheets out of the files they came in. */
@Injectable()
export class ScanCutting {
  constructor(
    private readonly reader: ScanReader,
    private readonly uploads: FolderFiles,
    private readonly store: FileStore,
  ) {}

  /** The sheets as one PDF, upright. @throws Error when one of them cannot be copied */
  pdf(pages: readonly PlacedScanPage[], title: string, at: Instant): Promise<Buffer> {
    const parts = pages.map(({ scanId, page, turned, mediaType }) => ({
      source: { path: this.uploads.path(scanId), mediaType },
      page,
      turned,
    }));
    return this.reader.cut(parts, title, at);
  }

  async stored(pages: readonly PlacedScanPage[], title: string, at: Instant): Promise<StoredFile> {
    return this.store.write(await this.pdf(pages, title, at), 'application/pdf');
  }

  record(...given: Parameters<FileStore['record']>): Promise<void> {
    return this.store.record(...given);
  }
}
