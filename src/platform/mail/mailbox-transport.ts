import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../domain/errors.js';
import type { Mail, MailLine, MailTransport } from './mail-transport.js';
import { mimeOf } from './mime.js';

/** What the mailbox page shows of a mail. */
export interface MailboxItem {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sentAt: number;
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly bytes: number }[];
}

/**
 * The built-in mailbox of training and the demo: mails are written to a folder (a summary, and the whole mail as
 * `.eml`) and nothing leaves the house.
 */
export class MailboxTransport implements MailTransport {
  constructor(private readonly folder: string) {}

  async open(): Promise<MailLine> {
    await mkdir(this.folder, { recursive: true });
    return { transmit: (mail) => this.keep(mail), close: () => undefined };
  }

  private async keep(mail: Mail): Promise<string> {
    const id = mail.messageId.replace(/[^0-9A-Za-z-]/g, '').slice(0, 36);
    const item: MailboxItem = {
      id,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      sentAt: mail.sentAt,
      attachments: mail.attachments.map(({ name, mediaType, content }) => ({ name, mediaType, bytes: content.length })),
    };
    await writeFile(join(this.folder, `${id}.eml`), await mimeOf(mail));
    await writeFile(join(this.folder, `${id}.json`), JSON.stringify(item));
    return 'Đã cất trong hộp thư tập huấn';
  }

  /**
   * Newest first. Message ids sort by time, so only the shown ones are opened.
   *
   * @param before id of the last mail of the page before; null begins with the newest
   */
  async list(limit: number, before: string | null = null): Promise<MailboxItem[]> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    const older = before === null ? names : names.filter((name) => name < `${before}.json`);
    const newest = older.sort().reverse().slice(0, limit);
    return Promise.all(newest.map((name) => this.load(name)));
  }

  /** @throws DomainError `not_found` */
  async item(id: string): Promise<MailboxItem> {
    return this.load(`${checked(id)}.json`);
  }

  /** The whole mail as it would have gone out. @throws DomainError `not_found` */
  async whole(id: string): Promise<Buffer> {
    return this.read(`${checked(id)}.eml`);
  }

  async forget(messageIds: readonly string[]): Promise<void> {
    for (const id of messageIds) {
      for (const kind of ['eml', 'json']) await rm(join(this.folder, `${checked(id)}.${kind}`), { force: true });
    }
  }

  private async load(name: string): Promise<MailboxItem> {
    return JSON.parse((await this.read(name)).toString('utf8')) as MailboxItem;
  }

  private read(name: string): Promise<Buffer> {
    return readFile(join(this.folder, name)).catch(() => {
      throw noSuchMail();
    });
  }
}

/** Never a path: only what `keep` may have called a mail. */
function checked(id: string): string {
  if (!/^[0-9A-Za-z-]{1,36}$/.test(id)) throw noSuchMail();
  return id;
}

function noSuchMail(): DomainError {
  return new DomainError('not_found', 'there is no such mail');
}
