import type { Clock, Instant } from '../domain/time/instant.js';
import type { Mail, MailLine, MailTransport } from '../platform/mail/mail-transport.js';

/**
 * A mail service whose line breaks once, in the middle of a letter: so the demo has a message nobody can be sure of,
 * come about as in life, for a person to decide.
 */
export class MailAccident implements MailTransport {
  private happened = false;

  /** @param from the first mail with a paper attached after this moment meets the accident */
  constructor(
    private readonly inner: MailTransport,
    private readonly clock: Clock,
    private readonly from: Instant,
  ) {}

  async open(): Promise<MailLine> {
    const line = await this.inner.open();
    return {
      transmit: (mail) => this.transmit(line, mail),
      close: () => {
        line.close();
      },
    };
  }

  private transmit(line: MailLine, mail: Mail): Promise<string> {
    if (this.happened || mail.attachments.length === 0 || this.clock.now() < this.from) return line.transmit(mail);
    this.happened = true;
    return Promise.reject(new Error('mất kết nối trước khi máy chủ thư trả lời'));
  }
}
