import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import type { Tx } from '../platform/database/sql.js';
import { FileStore, type StoredFile } from '../platform/files/file-store.js';
import { Pictures } from '../platform/files/pictures.js';

/** Charts on their way into a mail. */
@Injectable()
export class MailPictures {
  constructor(
    private readonly pictures: Pictures,
    private readonly files: FileStore,
  ) {}

  async keep(svg: string): Promise<StoredFile> {
    return this.files.write(await this.pictures.png(svg), 'image/png');
  }

  /** The row that lets the mail refer to it. */
  record(tx: Tx, file: StoredFile, at: Instant): Promise<void> {
    return this.files.record(tx, file, at);
  }
}
