import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type KeyPurpose =
  'encryption' | 'lookup' | 'tracking' | 'session' | 'csrf' | 'idempotency' | 'checkpoint' | 'mark' | 'letter_link';

/**
 * All secrets come from one master key by HKDF, one key for each purpose, so that a look-up hash can never be
 * turned into a tracking secret. The master key itself is in the environment or a key file, never in the database.
 */
export class Keys {
  private readonly derived = new Map<KeyPurpose, Buffer>();
  /** names the master key without telling it: stored beside each encrypted row */
  readonly keyId: string;

  constructor(private readonly master: Buffer) {
    if (master.length !== 32) throw new Error('the master key must be 32 bytes');
    this.keyId = createHash('sha256').update('key-id').update(master).digest('hex').slice(0, 12);
  }

  /** Authenticated encryption of a personal value; the same text gives another result each time. */
  encrypt(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key('encryption'), nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
  }

  /** @throws Error when the text was not written with this master key, or was changed */
  decrypt(stored: string): string {
    const raw = Buffer.from(stored, 'base64');
    const decipher = createDecipheriv(ALGORITHM, this.key('encryption'), raw.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(raw.subarray(raw.length - TAG_BYTES));
    const body = raw.subarray(NONCE_BYTES, raw.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }

  /** Keyed hash (hex): equal values meet, nobody without the key can try all twelve-digit numbers. */
  mac(purpose: Exclude<KeyPurpose, 'encryption'>, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text, 'utf8').digest('hex');
  }

  /**
   * The 8 digits printed on form 01. Digits, because a Vietnamese keyboard rewrites letters that a reader types;
   * derived and never stored, so a reprint shows the same ones. A lost secret is replaced by the next `serial`.
   * Source: R35.
   */
  trackingSecret(code: string, serial: number): string {
    const bytes = createHmac('sha256', this.key('tracking')).update(`${code}\u0000${serial}`).digest();
    // The first 64 bits modulo 10^8, in steps that stay exact.
    let digits = 0;
    for (let at = 0; at < 8; at += 2) digits = (digits * 0x1_0000 + bytes.readUInt16BE(at)) % 100_000_000;
    return String(digits).padStart(8, '0');
  }

  /**
   * A text that stands for an id where everybody may read it: always the same one, and nobody without the key can
   * tell the id from it or find another one.
   *
   * @param alphabet at most 256 signs
   */
  publicMark(id: string, alphabet: string, length: number): string {
    let rest = BigInt(`0x${this.mac('mark', id)}`);
    let mark = '';
    while (mark.length < length) {
      mark += alphabet.charAt(Number(rest % BigInt(alphabet.length)));
      rest /= BigInt(alphabet.length);
    }
    return mark;
  }

  private key(purpose: KeyPurpose): Buffer {
    const known = this.derived.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.master, 'dung-hen', purpose, 32));
    this.derived.set(purpose, key);
    return key;
  }
}

/** Compares two texts in the same time whatever they hold. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
