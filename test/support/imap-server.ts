import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface ImapServer {
  readonly url: string;
  /** by their uid, 1 and on */
  readonly mails: { readonly raw: Buffer; seen: boolean }[];
  /** breaks the line at the next command that begins like this */
  breakAt: RegExp | null;
  close(): Promise<void>;
}

/** As much of IMAP4rev1 as reading a mailbox takes, on a free port of this machine. */
export async function startImapServer(): Promise<ImapServer> {
  const lines = new Set<Socket>();
  const server = createServer((socket) => {
    lines.add(socket);
    socket.on('close', () => lines.delete(socket));
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (made.breakAt?.test(line)) {
          made.breakAt = null;
          socket.destroy();
          return;
        }
        answer(made, line, socket);
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const made: ImapServer = {
    url: `imap://bounces:secret@127.0.0.1:${String(port)}/INBOX`,
    mails: [],
    breakAt: null,
    close: () =>
      new Promise((resolve) => {
        for (const socket of lines) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
  return made;
}

function answer({ mails }: ImapServer, line: string, socket: Socket): void {
  const [tag = '*', ...words] = line.split(' ');
  const asked = words.join(' ').toUpperCase();
  const say = (text: string): void => {
    socket.write(`${text}\r\n`);
  };
  const [, first] = /^UID (?:FETCH|STORE) (\d+)/.exec(asked) ?? [];
  const at = first === undefined ? undefined : mails[Number(first) - 1];
  if (asked.startsWith('CAPABILITY')) say('* CAPABILITY IMAP4rev1');
  if (asked.startsWith('LIST')) say('* LIST () "/" INBOX');
  if (asked.startsWith('SELECT') || asked.startsWith('EXAMINE')) {
    say('* FLAGS (\\Seen)');
    say(`* ${String(mails.length)} EXISTS`);
    say('* OK [UIDVALIDITY 1]');
    say(`* OK [UIDNEXT ${String(mails.length + 1)}]`);
  }
  if (asked.startsWith('UID SEARCH')) {
    const found = mails.flatMap(({ seen }, i) => (seen ? [] : [String(i + 1)]));
    say(`* SEARCH ${found.join(' ')}`.trim());
  }
  if (asked.startsWith('UID FETCH') && at) {
    say(`* ${String(first)} FETCH (UID ${String(first)} BODY[]<0> {${String(at.raw.length)}}`);
    socket.write(at.raw);
    say(')');
  }
  if (asked.startsWith('UID STORE') && at) {
    at.seen = true;
    say(`* ${String(first)} FETCH (UID ${String(first)} FLAGS (\\Seen))`);
  }
  if (asked.startsWith('LOGOUT')) say('* BYE');
  say(`${tag} OK done`);
  if (asked.startsWith('LOGOUT')) socket.end();
}
