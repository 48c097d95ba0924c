import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/app-config.js';
import { Keys } from '../../platform/keys/keys.js';

const SECRET_BYTES = 16;
const SECRET = /^[A-Za-z0-9_-]{22}$/;

/** Addresses of the citizens' own letter pages: derived, 128 bits, and stored nowhere in clear. */
@Injectable()
export class LetterLinks {
  constructor(
    private readonly config: AppConfig,
    private readonly keys: Keys,
  ) {}

  /** `https://…/l/<secret>` */
  href(letterId: string): string {
    return `${this.config.PUBLIC_URL}/l/${this.secret(letterId)}`;
  }

  /** What a letter is found by. */
  hashOf(letterId: string): string {
    return hashed(this.secret(letterId));
  }

  /** @returns null for what is no secret of ours: nothing is asked then */
  readHash(secret: string): string | null {
    return SECRET.test(secret) ? hashed(secret) : null;
  }

  private secret(letterId: string): string {
    const mac = Buffer.from(this.keys.mac('letter_link', letterId), 'hex');
    return mac.subarray(0, SECRET_BYTES).toString('base64url');
  }
}

function hashed(secret: string): string {
  return createHash('sha256').update('letter-link').update(secret).digest('hex');
}
