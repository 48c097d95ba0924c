import { randomUUID } from 'node:crypto';
import { readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { AppConfig } from '../platform/config/app-config.js';
import { Database } from '../platform/database/database.js';
import { Transactor } from '../platform/database/transactor.js';
import { MAIL_TRANSPORT, MailRefused, type MailTransport } from '../platform/mail/mail-transport.js';
import { lastBackup, type BackupMark } from './backup-mark.js';
import { ChecksRepository } from './checks.repository.js';

export interface Finding {
  readonly good: boolean;
  /** of the machine, for whoever mends it; null when there is nothing to say */
  readonly detail: string | null;
}

export interface Findings {
  readonly engine: string;
  readonly database: Finding;
  readonly folder: Finding & { readonly path: string; readonly freeMegabytes: number };
  /** true when mails leave the house */
  readonly mailServer: boolean;
  readonly now: Instant;
  readonly training: boolean;
  /** minutes by which the machine's zone differs from ours is of no account: we keep our own; its name is shown */
  readonly zone: string;
  /** of the newest line of the audit log; null before the first. Later than now: the clock was set back since */
  readonly newest: Instant | null;
  /** the last copy of everything; null when none is known of */
  readonly backup: BackupMark | null;
  /** false where the database copies itself, and we do not hear of it */
  readonly ownBackup: boolean;
}

/** Below this a day of scans may fill the disk. */
export const ENOUGH_MEGABYTES = 1024;

/** Whether the server is fit for work. Looks, and leaves nothing behind. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly rows: ChecksRepository,
    @Inject(AppConfig) private readonly config: AppConfig,
    @Inject(MAIL_TRANSPORT) private readonly mail: MailTransport,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async look(): Promise<Findings> {
    return {
      engine: this.database.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL',
      database: await found(() => this.transactor.run((tx) => this.rows.write(tx))),
      folder: await this.folder(),
      mailServer: this.config.SMTP_URL !== undefined,
      now: this.clock.now(),
      training: this.config.CLOCK_START !== undefined,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      newest: await this.rows.newest(),
      backup: await lastBackup(this.config.DATA_DIR),
      ownBackup: this.database.engine === 'sqlite',
    };
  }

  /**
   * Sends one mail now, past the outbox: whoever sets up the line wants its answer.
   *
   * @returns the server's own words
   */
  async sendTestMail(to: string, words: { readonly subject: string; readonly text: string }): Promise<Finding> {
    const id = randomUUID();
    try {
      const line = await this.mail.open();
      try {
        const messageId = `<${id}@dung-hen.invalid>`;
        const { MAIL_FROM: from } = this.config;
        const html = `<p>${words.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
        const mail = { messageId, from, to, ...words, html, sentAt: this.clock.now(), attachments: [] };
        return { good: true, detail: await line.transmit(mail) };
      } finally {
        line.close();
      }
    } catch (error) {
      const refused = error instanceof MailRefused || error instanceof Error;
      return { good: false, detail: refused ? error.message.slice(0, 300) : null };
    }
  }

  private async folder(): Promise<Findings['folder']> {
    const path = this.config.DATA_DIR;
    const file = join(path, `.check-${randomUUID()}`);
    const finding = await found(async () => {
      await writeFile(file, 'đúng hẹn');
      const back = await readFile(file, 'utf8');
      await rm(file);
      if (back !== 'đúng hẹn') throw new Error('what was written was not read back');
    });
    const freeMegabytes = await statfs(path).then(
      ({ bavail, bsize }) => Math.floor((bavail * bsize) / 1024 / 1024),
      () => 0,
    );
    return { ...finding, path, freeMegabytes };
  }
}

async function found(look: () => Promise<unknown>): Promise<Finding> {
  try {
    await look();
    return { good: true, detail: null };
  } catch (error) {
    return { good: false, detail: error instanceof Error ? error.message.slice(0, 300) : null };
  }
}
