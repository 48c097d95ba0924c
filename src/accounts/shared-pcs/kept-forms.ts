import { Injectable } from '@nestjs/common';
import { Keys } from '../../platform/keys/keys.js';

/** A form that was sent while the screen was locked. */
export interface KeptForm {
  /** a path of ours */
  readonly to: string;
  /** without the proof of our page, with its key: sent twice it does one thing */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Larger ones would not fit into a form any more. */
const MOST_CHARACTERS = 600_000;

/**
 * Carries a form over the lock inside the lock's own page, encrypted: whoever sits there meanwhile can read nothing of
 * it, and nobody but its sender gets it back. The server keeps nothing.
 */
@Injectable()
export class KeptForms {
  constructor(private readonly keys: Keys) {}

  /** @returns null for one that is too large to be carried */
  seal(username: string, form: KeptForm): string | null {
    const text = JSON.stringify({ username, ...form });
    return text.length > MOST_CHARACTERS ? null : this.keys.encrypt(text);
  }

  /** @returns null for what is somebody else's, or was not sealed here */
  open(username: string, sealed: string | null): KeptForm | null {
    if (sealed === null) return null;
    try {
      const { username: owner, ...form } = JSON.parse(this.keys.decrypt(sealed)) as KeptForm & { username: string };
      return owner === username ? form : null;
    } catch {
      return null;
    }
  }
}
