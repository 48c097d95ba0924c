import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { AppConfig } from '../platform/config/app-config.js';
import { FileStore } from '../platform/files/file-store.js';
import { MAIL_TRANSPORT, type MailTransport } from '../platform/mail/mail-transport.js';
import { MailboxTransport, type MailboxItem } from '../platform/mail/mailbox-transport.js';
import { LetterListsRepository } from './letter-lists.repository.js';
import { LetterQueryService } from './letter-query.service.js';

export type { MailboxItem } from '../platform/mail/mailbox-transport.js';

const ROWS = 50;

/** Mails a training copy did not send. Where a mail server is set, or in real use, there is no such box. */
@Injectable()
export class MailboxService {
  constructor(
    private readonly config: AppConfig,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    private readonly lists: LetterListsRepository,
    private readonly letters: LetterQueryService,
    private readonly files: FileStore,
  ) {}

  /** Everybody in training may look into it; in production nobody reads other people's mails here. */
  get open(): boolean {
    return this.config.NODE_ENV !== 'production' && this.transport instanceof MailboxTransport;
  }

  /** @returns the newest first @throws DomainError `not_found` where there is no mailbox */
  async page(before: string | undefined): Promise<{ items: readonly MailboxItem[]; next: string | null }> {
    const found = await this.box().list(ROWS + 1, before ?? null);
    const items = found.slice(0, ROWS);
    return { items, next: found.length > ROWS ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws DomainError `not_found` */
  async mail(id: string): Promise<MailboxItem> {
    return this.box().item(id);
  }

  /** The whole mail, to be opened with a mail program. @throws DomainError `not_found` */
  async whole(id: string): Promise<Buffer> {
    return this.box().whole(id);
  }

  /** The paper that went with it, from the store. @throws DomainError `not_found` */
  async attachment(id: string): Promise<{ readonly name: string; readonly content: Buffer }> {
    await this.box().item(id);
    const file = await this.lists.fileOfMessage(id);
    if (!file) throw new DomainError('not_found', 'nothing came with this mail');
    return { name: file.name, content: await this.files.read(file.hash) };
  }

  /** The letter it belongs to, when the reader may see that; else null. */
  async letterOf(id: string, by: Actor): Promise<string | null> {
    try {
      return (await this.letters.record(await this.letters.letterOfMessage(id), by)).letter.id;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return null;
      throw error;
    }
  }

  private box(): MailboxTransport {
    if (this.open && this.transport instanceof MailboxTransport) return this.transport;
    throw new DomainError('not_found', 'this copy has no training mailbox');
  }
}
