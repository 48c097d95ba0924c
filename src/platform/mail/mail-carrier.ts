import type { AppConfig } from '../config/app-config.js';
import type { FileStore } from '../files/file-store.js';
import type { Carrier, CarrierLine, Delivery } from '../outbox/carrier.js';
import type { Message } from '../outbox/outbox.repository.js';
import type { Mail, MailTransport } from './mail-transport.js';

/** Carries what goes by mail. */
export class MailCarrier implements Carrier {
  readonly cargo = 'mail';

  constructor(
    private readonly transport: MailTransport,
    private readonly config: Pick<AppConfig, 'PUBLIC_URL' | 'MAIL_FROM'>,
    private readonly files: FileStore,
  ) {}

  async open(): Promise<CarrierLine> {
    const line = await this.transport.open();
    return {
      prepare: async (message, sentAt): Promise<Delivery> => {
        const mail = await this.mailOf(message);
        return async () => ({ answer: await line.transmit({ ...mail, sentAt }), lineId: null });
      },
      close: () => {
        line.close();
      },
    };
  }

  private async mailOf(message: Message): Promise<Omit<Mail, 'sentAt'>> {
    const content = message.fileHash === null ? null : await this.files.read(message.fileHash);
    const host = new URL(this.config.PUBLIC_URL).hostname;
    return {
      messageId: `<${message.id}@${host}>`,
      from: this.config.MAIL_FROM,
      to: message.recipient,
      subject: message.title,
      text: message.text,
      html: message.html,
      attachments: content ? [{ name: message.fileName ?? 'thu.pdf', mediaType: 'application/pdf', content }] : [],
    };
  }
}
