import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Instant } from '../domain/time/instant.js';
import type { Tx } from '../platform/database/sql.js';
import { USERNAME } from './account.js';
import { AccountsRepository } from './accounts.repository.js';
import { LogInLimits } from './log-in-limits.js';
import { Passwords } from './passwords.js';
import { Pins } from './shared-pcs/pins.js';

/** Is it them? Counted before it is looked at, and as slow for a stranger as for a colleague. */
@Injectable()
export class LogIn {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly limits: LogInLimits,
    private readonly pins: Pins,
  ) {}

  /** @throws DomainError `auth.failed`, `rate.limited` */
  async check(username: string, password: string, address: string, now: Instant): Promise<Actor> {
    await this.limits.spend(username, address, now);
    // What is no username is nobody's, and PostgreSQL would not even take some of it as text.
    const found = USERNAME.test(username) ? await this.accounts.find(username) : null;
    const good = await this.passwords.matches(found?.passwordHash ?? null, password);
    if (!found?.active || !good) throw new DomainError('auth.failed', 'wrong username or password');
    return { username: found.username, fullName: found.fullName, unitCode: found.unitCode, roles: found.roles };
  }

  /** The password was right: tries count anew, those of the PIN too. */
  async forgive(tx: Tx, username: string, address: string, now: Instant): Promise<void> {
    await this.limits.forgive(tx, username, address, now);
    await this.pins.reopen(tx, username);
  }

  forgetOld(tx: Tx, now: Instant): Promise<number> {
    return this.limits.forgetOld(tx, now);
  }
}
