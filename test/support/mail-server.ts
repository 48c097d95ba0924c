import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  /** the whole mail as it came, and its readable text with the transfer encodings undone */
  readonly raw: string;
  readonly text: string;
  readonly messageId: string;
  readonly attachments: readonly { readonly name: string; readonly content: Buffer }[];
}

/** Where in a mail the server is: at its first bytes, with all of it in hand, or just after the answer. */
export type MailMoment = 'data_begins' | 'taken' | 'answered';

export interface MailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** what to answer to the next mails instead of taking them; null takes them */
  refuse: { code: number; text: string } | null;
  /** called as a mail passes; `cut` breaks the line there and then; the server waits for a promise before it answers */
  watch: ((moment: MailMoment, cut: () => void) => unknown) | null;
  close(): Promise<void>;
}

/** A real SMTP server on a free port of this machine. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const state: Pick<MailServer, 'refuse' | 'watch'> = { refuse: null, watch: null };
  const lines = new Map<number | undefined, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const line = lines.get(session.remotePort);
      const pass = (moment: MailMoment): unknown => state.watch?.(moment, () => line?.destroy());
      stream.once('data', () => {
        pass('data_begins');
      });
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (line?.destroyed) return;
        if (state.refuse) {
          done(Object.assign(new Error(state.refuse.text), { responseCode: state.refuse.code }));
          return;
        }
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push(readMail(Buffer.concat(chunks).toString('latin1'), to));
        void Promise.resolve(pass('taken')).then(() => {
          done();
          pass('answered');
        });
      });
    },
  });
  server.server.on('connection', (line: Socket) => {
    const port = line.remotePort;
    lines.set(port, line);
    line.once('close', () => lines.delete(port));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    get refuse() {
      return state.refuse;
    },
    set refuse(refuse) {
      state.refuse = refuse;
    },
    get watch() {
      return state.watch;
    },
    set watch(watch) {
      state.watch = watch;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

function readMail(raw: string, to: readonly string[]): ReceivedMail {
  const parts = leafParts(raw);
  return {
    to,
    raw,
    text: parts
      .filter(({ head }) => /content-type: text\//i.test(head))
      .map(({ head, body }) => decoded(head, body).toString('utf8'))
      .join('\n'),
    messageId: /^message-id: (.*)$/im.exec(raw)?.[1]?.trim() ?? '',
    attachments: parts
      .filter(({ head }) => /content-disposition: attachment/i.test(head))
      .map(({ head, body }) => ({
        name: /filename="?([^";\r\n]+)/i.exec(head)?.[1] ?? '',
        content: decoded(head, body),
      })),
  };
}

function leafParts(raw: string): { head: string; body: string }[] {
  const split = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, split), raw.slice(split + 4)];
  const boundary = /boundary="?([^";\r\n]+)/i.exec(head)?.[1];
  if (!boundary) return [{ head, body }];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => leafParts(part.replace(/^\r\n/, '')));
}

function decoded(head: string, body: string): Buffer {
  if (/base64/i.test(/content-transfer-encoding: .*/i.exec(head)?.[0] ?? '')) return Buffer.from(body, 'base64');
  if (/quoted-printable/i.test(head)) {
    const text = body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(text, 'latin1');
  }
  return Buffer.from(body, 'latin1');
}
