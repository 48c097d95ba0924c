/** What a mail system tells of a mail that was sent (RFC 3464). */
export interface Bounce {
  /** `hard`: it will not arrive; `arrived`; `delayed`: they go on trying, or passed it on; `unknown`: a person must look */
  readonly kind: 'hard' | 'arrived' | 'delayed' | 'unknown';
  /** RFC 3463, e.g. `5.1.1` */
  readonly status: string | null;
  /** ours: the part of the Message-ID before the @ */
  readonly messageId: string | null;
}

const STATUS = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im;
const ACTION = /^action:\s*(failed|delayed|delivered|relayed|expanded)/im;
const DAEMON = /mailer-daemon|postmaster/i;
const SUBJECT = /undeliver|delivery (?:status|fail)|returned mail|failure notice|không gửi được/i;

/**
 * Reads a mail of the mailbox into which undelivered ones come back. Whoever forges one about a mail of their own only
 * sends their letter another way.
 *
 * @param host of our Message-IDs
 * @returns null for what is no report at all, e.g. somebody's answer
 */
export async function readBounce(raw: Buffer, host: string): Promise<Bounce | null> {
  // The parser is not needed before the first mail: it is not loaded at start.
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' });
  const parts = mail.attachments.map(({ content }) => (typeof content === 'string' ? content : ''));
  const text = [mail.text ?? '', ...parts, raw.toString('latin1')].join('\n');
  const type = mail.headers.find(({ key }) => key === 'content-type')?.value ?? '';
  const isReport = /multipart\/report/i.test(type) && /delivery-status/i.test(type);
  const messageId = idIn(text, host);
  if (!isReport) {
    const daemon = DAEMON.test(mail.from?.address ?? '') || SUBJECT.test(mail.subject ?? '');
    return daemon ? { kind: 'unknown', status: STATUS.exec(text)?.[1] ?? null, messageId } : null;
  }
  const status = STATUS.exec(text)?.[1] ?? null;
  const kind = kindOf(ACTION.exec(text)?.[1]?.toLowerCase(), status);
  return { kind: messageId === null ? 'unknown' : kind, status, messageId };
}

/** The action decides: `failed` is the end also where it began as a delay (4.4.7). */
function kindOf(action: string | undefined, status: string | null): Bounce['kind'] {
  if (action === 'failed') return 'hard';
  if (action === 'delivered') return 'arrived';
  if (action !== undefined) return 'delayed';
  if (status === null) return 'unknown';
  if (status.startsWith('2')) return 'arrived';
  return status.startsWith('5') ? 'hard' : 'delayed';
}

function idIn(text: string, host: string): string | null {
  const [, id] = new RegExp(`<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@${escaped(host)}>`).exec(text) ?? [];
  return id ?? null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
