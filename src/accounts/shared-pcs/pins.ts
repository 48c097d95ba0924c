import { Injectable } from '@nestjs/common';
import { PIN_TRIES } from '../../domain/accounts/pin.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { Keys } from '../../platform/keys/keys.js';
import { Passwords } from '../passwords.js';

/**
 * PINs of people. What is stored is argon2id of a keyed hash of name and PIN: without the key, which is not in the
 * database, ten thousand PINs cannot be tried on a stolen copy; a hash copied to another person's row fits nobody.
 */
@Injectable()
export class Pins {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly keys: Keys,
    private readonly passwords: Passwords,
  ) {}

  /** @returns since when somebody has a PIN, and whether too many wrong tries have closed it; null without one */
  async standing(username: string): Promise<{ readonly closed: boolean } | null> {
    const [row] = await this.database.query<{ wrong: number }>(
      'SELECT "wrong" FROM "account_pin" WHERE "username" = $1',
      [username],
    );
    return row ? { closed: row.wrong >= PIN_TRIES } : null;
  }

  hash(username: string, pin: string): Promise<string> {
    return this.passwords.hash(this.peppered(username, pin));
  }

  async set(tx: Tx, username: string, pinHash: string, at: Instant): Promise<void> {
    await tx.execute(
      `INSERT INTO "account_pin" ("username", "pinHash", "wrong", "setAt") VALUES ($1, $2, 0, $3)
       ON CONFLICT ("username") DO UPDATE SET "pinHash" = excluded."pinHash", "wrong" = 0, "setAt" = excluded."setAt"`,
      [username, pinHash, writeInstant(at)],
    );
  }

  async remove(tx: Tx, username: string): Promise<void> {
    await tx.execute('DELETE FROM "account_pin" WHERE "username" = $1', [username]);
  }

  /** The person has shown a password: the tries begin anew. */
  async reopen(tx: Tx, username: string): Promise<void> {
    await tx.execute('UPDATE "account_pin" SET "wrong" = 0 WHERE "username" = $1 AND "wrong" > 0', [username]);
  }

  /**
   * Counted before it is looked at, so that many at once do not slip through.
   *
   * @throws DomainError `auth.failed` (also without a PIN), `rate.limited` with the fact `pin: closed` after five wrong ones
   */
  async demand(username: string, pin: string): Promise<void> {
    const [row] = await this.transactor.run((tx) =>
      tx.query<{ pinHash: string; wrong: number }>(
        `UPDATE "account_pin" SET "wrong" = "wrong" + 1 WHERE "username" = $1 AND "wrong" <= $2
         RETURNING "pinHash", "wrong"`,
        [username, PIN_TRIES],
      ),
    );
    if ((row && row.wrong > PIN_TRIES) || (!row && (await this.standing(username)))) throw closed();
    const good = await this.passwords.matches(row?.pinHash ?? null, this.peppered(username, pin));
    if (!good) throw row?.wrong === PIN_TRIES ? closed() : new DomainError('auth.failed', 'wrong PIN');
    await this.transactor.run((tx) => this.reopen(tx, username));
  }

  private peppered(username: string, pin: string): string {
    return this.keys.mac('session', `pin|${username}|${pin}`);
  }
}

function closed(): DomainError {
  return new DomainError('rate.limited', 'too many wrong PINs: log in by password', { pin: 'closed' });
}
