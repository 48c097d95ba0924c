import type { AppConfig } from '../config/app-config.js';
import { FolderSource } from './folder-source.js';
import { ImapSource } from './imap-source.js';

/** A mail that came back, and where it lies. */
export interface ReturnedMail {
  readonly raw: Buffer;
  /** mailbox or folder, and the place in it; no name of a person */
  readonly place: string;
}

/** Port: where undelivered mails come back to. */
export interface MailSource {
  /**
   * Hands over each mail not read yet; one that was handled is not handed over again, save after a crash between the two.
   *
   * @throws Error when it cannot be reached: the next run reads what this one did not
   */
  each(handle: (mail: ReturnedMail) => Promise<void>): Promise<void>;
}

/** Injection token of the port: all of them, in no order. */
export const MAIL_SOURCES = Symbol('MailSources');

export function mailSources({ BOUNCE_IMAP_URL, BOUNCE_FOLDER }: AppConfig): MailSource[] {
  return [
    ...(BOUNCE_IMAP_URL ? [new ImapSource(BOUNCE_IMAP_URL)] : []),
    ...(BOUNCE_FOLDER ? [new FolderSource(BOUNCE_FOLDER)] : []),
  ];
}
