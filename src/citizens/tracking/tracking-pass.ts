import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { MINUTE, type Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Keys } from '../../platform/keys/keys.js';

const MINUTES = 30;

/**
 * What lets the forms beneath an answer be sent without typing the digits again: sealed, of one dossier, for half an hour.
 * It stands in the page alone, in no address and no cookie.
 */
@Injectable()
export class TrackingPass {
  constructor(
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For whoever has just shown the secret of the dossier. */
  give(code: string): string {
    return this.keys.encrypt(JSON.stringify(['tracking', code, this.clock.now() + MINUTES * MINUTE]));
  }

  /** @returns the code of the dossier @throws DomainError `conflict.closed` for what we did not give, or gave too long ago */
  read(pass: string): string {
    const [purpose, code, until] = this.opened(pass);
    if (purpose === 'tracking' && typeof code === 'string' && typeof until === 'number' && until > this.clock.now()) {
      return code;
    }
    throw new DomainError('conflict.closed', 'this pass is over');
  }

  private opened(pass: string): unknown[] {
    try {
      const said: unknown = JSON.parse(this.keys.decrypt(pass));
      return Array.isArray(said) ? said : [];
    } catch {
      return [];
    }
  }
}
