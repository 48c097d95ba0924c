import { Refused } from '../outbox/carrier.js';

/** A mail, complete: building the MIME text from it touches nothing else. */
export interface Mail {
  /** RFC 5322 Message-ID, the same for every attempt */
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sentAt: number;
  readonly attachments: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly content: Buffer;
    /** a picture that the text shows, under this name */
    readonly inline: boolean;
  }[];
}

/** An open, authenticated line. Whatever fails before `transmit` is called may be tried again without a doubt. */
export interface MailLine {
  /**
   * @returns the server's own words of acceptance
   * @throws MailRefused when the server clearly said no, or the line broke before the data; any other error leaves it
   *   open whether the mail went out
   */
  transmit(mail: Mail): Promise<string>;
  close(): void;
}

/** Port of the outbox. */
export interface MailTransport {
  open(): Promise<MailLine>;
  /** Takes back what it keeps of messages by itself; a line that keeps nothing has no such thing. */
  forget?(messageIds: readonly string[]): Promise<void>;
}

/** Injection token of the port. */
export const MAIL_TRANSPORT = Symbol('MailTransport');

/** The server said no, or was never given the data: the mail was certainly not accepted. A 5xx is permanent. */
export class MailRefused extends Refused {}
