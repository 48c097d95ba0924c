import type { AppConfig } from '../config/app-config.js';
import type { FileStore } from '../files/file-store.js';
import type { Keys } from '../keys/keys.js';
import type { Carrier, CarrierLine, Delivery } from '../outbox/carrier.js';
import type { Message } from '../outbox/outbox.repository.js';
import type { Mail, MailTransport } from './mail-transport.js';

/** A last line of a mail with an address that is secret: it stands encrypted beside the mail, and in no text we keep. */
export interface MailFootnote {
  readonly says: string;
  readonly label: string;
  readonly url: string;
}

/** Carries what goes by mail. */
export class MailCarrier implements Carrier {
  readonly cargo = 'mail';

  constructor(
    private readonly transport: MailTransport,
    private readonly config: Pick<AppConfig, 'PUBLIC_URL' | 'MAIL_FROM'>,
    private readonly files: FileStore,
    private readonly keys: Pick<Keys, 'decrypt'>,
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
      ...this.bodyOf(message),
      attachments: content ? [attachment(message.fileName ?? 'thu.pdf', content)] : [],
    };
  }

  private bodyOf({ text, html, sealed }: Message): Pick<Mail, 'text' | 'html'> {
    if (sealed === null) return { text, html };
    const { says, label, url } = JSON.parse(this.keys.decrypt(sealed)) as MailFootnote;
    const link = `<p style="margin:16px">${escaped(says)} <a href="${escaped(url)}">${escaped(label)}</a></p>`;
    const at = html.lastIndexOf('</body>');
    return {
      text: `${text.trimEnd()}\n\n${says}\n${url}\n`,
      html: at < 0 ? html + link : html.slice(0, at) + link + html.slice(at),
    };
  }
}

/** Letters go along as PDF; a chart as a picture that stands in the text. */
function attachment(name: string, content: Buffer): Mail['attachments'][number] {
  const inline = name.endsWith('.png');
  return { name, mediaType: inline ? 'image/png' : 'application/pdf', content, inline };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
