import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { MailRefused, type Mail, type MailLine, type MailTransport } from './mail-transport.js';
import { bareAddress, mimeOf } from './mime.js';

const PATIENCE_MS = 30_000;

/** A real SMTP server, spoken to in steps, so that the outbox knows exactly when the data begin to go out. */
export class SmtpTransport implements MailTransport {
  constructor(private readonly url: string) {}

  async open(): Promise<MailLine> {
    const { default: Connection } = await import('nodemailer/lib/smtp-connection');
    const { protocol, hostname, port, username, password } = new URL(this.url);
    const secure = protocol === 'smtps:';
    const connection = new Connection({
      host: hostname,
      port: Number(port || (secure ? 465 : 587)),
      secure,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
    });
    try {
      await connected(connection);
      if (username) {
        await step(connection, (done) => {
          connection.login({ user: decodeURIComponent(username), pass: decodeURIComponent(password) }, done);
        });
      }
    } catch (error) {
      connection.close();
      throw error;
    }
    return new SmtpLine(connection);
  }
}

class SmtpLine implements MailLine {
  constructor(private readonly connection: SMTPConnection) {}

  async transmit(mail: Mail): Promise<string> {
    const content = await mimeOf(mail).catch((error: unknown) => {
      throw new MailRefused(`not a mail: ${error instanceof Error ? error.message : 'unknown'}`, true);
    });
    let begun = false;
    // Read only once the server has said "go on": whatever fails before has certainly delivered nothing.
    const data = Readable.from(
      (function* () {
        begun = true;
        yield content;
      })(),
    );
    return new Promise((resolve, reject) => {
      this.connection.send({ from: bareAddress(mail.from), to: bareAddress(mail.to) }, data, (error, info) => {
        if (error) reject(refusalOf(error, begun));
        else resolve(info.response);
      });
    });
  }

  close(): void {
    this.connection.quit();
  }
}

/** An answer code is the server's own no. A time-out or a cut line in the data is not: the mail may have been taken. */
function refusalOf(error: Error, begun: boolean): Error {
  const { responseCode, response } = error as Error & { responseCode?: number; response?: string };
  if (responseCode === undefined || responseCode < 400) return begun ? error : new MailRefused(error.message, false);
  return new MailRefused(response ?? error.message, responseCode >= 500);
}

function connected(connection: SMTPConnection): Promise<void> {
  return step(connection, (done) => {
    connection.connect(done);
  });
}

function step(connection: SMTPConnection, run: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    run((error) => {
      if (error) {
        reject(error);
        return;
      }
      connection.off('error', reject);
      // Later errors reach the callback of the send in flight; without a listener they would end the process.
      connection.on('error', () => undefined);
      resolve();
    });
  });
}
