import type { MailSource, ReturnedMail } from './mail-sources.js';

const PATIENCE_MS = 30_000;
const MOST_AT_ONCE = 200;
const MOST_BYTES = 1024 * 1024;

/** A mailbox read by IMAP: what is unread there is handed over, and then marked as read. Nothing is deleted. */
export class ImapSource implements MailSource {
  constructor(private readonly url: string) {}

  async each(handle: (mail: ReturnedMail) => Promise<void>): Promise<void> {
    const { ImapFlow } = await import('imapflow');
    const { protocol, hostname, port, username, password, pathname } = new URL(this.url);
    const secure = protocol === 'imaps:';
    const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX';
    const client = new ImapFlow({
      host: hostname,
      port: Number(port || (secure ? 993 : 143)),
      secure,
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      logger: false,
      greetingTimeout: PATIENCE_MS,
      connectionTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
    });
    // Without a listener a line that breaks would end the process; the call in flight says so, too.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.mailboxOpen(folder);
      const unread = (await client.search({ seen: false }, { uid: true })) || [];
      for (const uid of unread.slice(0, MOST_AT_ONCE)) {
        const range = String(uid);
        const mail = await client.fetchOne(range, { source: { maxLength: MOST_BYTES } }, { uid: true });
        if (mail && mail.source) await handle({ raw: mail.source, place: `mailbox ${range}` });
        await client.messageFlagsAdd(range, ['\\Seen'], { uid: true });
      }
      await client.logout();
    } finally {
      client.close();
    }
  }
}
