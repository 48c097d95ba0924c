import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import type { Tx } from '../platform/database/sql.js';
import { FileStore, type StoredFile } from '../platform/files/file-store.js';
import { Pictures } from '../platform/files/pictures.js';
import { OutboxRepository, type NewMessage } from '../platform/outbox/outbox.repository.js';

/** Mails with a chart in them: the picture is on the disk before the mail that shows it is queued. */
@Injectable()
export class MailPictures {
  constructor(
    private readonly pictures: Pictures,
    private readonly files: FileStore,
    private readonly outbox: OutboxRepository,
  ) {}

  async keep(svg: string): Promise<StoredFile> {
    return this.files.write(await this.pictures.png(svg), 'image/png');
  }

  /** @param picture kept before; null: the mail is words alone */
  async queue(
    tx: Tx,
    mail: Omit<NewMessage, 'fileHash' | 'fileName'>,
    picture: { readonly file: StoredFile; readonly name: string } | null,
    at: Instant,
  ): Promise<boolean> {
    if (picture) await this.files.record(tx, picture.file, at);
    const along = { fileHash: picture?.file.hash ?? null, fileName: picture?.name ?? null };
    return this.outbox.queue(tx, { ...mail, ...along }, at);
  }
}
