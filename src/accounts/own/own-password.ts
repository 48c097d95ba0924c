import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { AccountsRepository } from '../accounts.repository.js';
import { Passwords } from '../passwords.js';
import { SessionsRepository } from '../sessions.repository.js';

/** Writes what somebody chose for themselves. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: Passwords,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param sessionId stays; all other sessions of the person end @throws DomainError `version.stale` */
  async replace(username: string, password: string, sessionId: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    const at = this.clock.now();
    const before = await this.accounts.find(username);
    if (!before) throw new DomainError('not_found', 'there is no such account');
    await this.transactor.run(async (tx) => {
      const done = await this.accounts.replace(tx, { ...before, passwordHash }, { username, at }, ['password']);
      if (!done) throw new DomainError('version.stale', 'somebody changed this account meanwhile');
      await this.accounts.notePasswordBy(tx, username, null);
      await this.sessions.closeAll(tx, username, sessionId);
    });
  }

  async note(tx: Tx, username: string, action: string, at: Instant): Promise<void> {
    await this.audit.record(tx, { at, actor: username, action, subject: `user:${username}`, reason: null });
  }
}
