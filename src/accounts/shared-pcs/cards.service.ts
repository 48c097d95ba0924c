import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { Keys } from '../../platform/keys/keys.js';
import { AccountsService } from '../accounts.service.js';
import { CardsRepository, type StaffCard } from './cards.repository.js';

export type { StaffCard };

/** Staff cards whose barcode stands for their person on the desk's PCs. One card a person: a new one ends the old one. */
@Injectable()
export class CardsService {
  constructor(
    private readonly cards: CardsRepository,
    private readonly transactor: Transactor,
    private readonly keys: Keys,
    private readonly audit: AuditLog,
    private readonly accounts: AccountsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of(username: string): Promise<StaffCard | null> {
    return this.cards.of(username);
  }

  /** @param digits as a reader types them @returns whose card it is; null for none that is good */
  holder(digits: string): Promise<string | null> {
    return this.cards.holder(this.hash(digits));
  }

  /**
   * @param username oneself, or somebody whose account one keeps
   * @returns the 16 digits of the barcode, shown this once
   * @throws DomainError `not_found` when it is not the administrator's to keep
   */
  async issue(by: Actor, username: string): Promise<string> {
    if (username !== by.username) await this.accounts.demandKept(by, username);
    const at = this.clock.now();
    const id = newId(at);
    const digits = Array.from({ length: 16 }, () => randomInt(10)).join('');
    const card = { id, cardHash: this.hash(digits), username, issuedBy: by.username, issuedAt: at };
    await this.transactor.run(async (tx) => {
      await this.cards.end(tx, username, at);
      await this.cards.add(tx, card);
      await this.note(tx, by, 'card.issued', username, at);
    });
    return digits;
  }

  /** A lost card ends at once. @throws DomainError `not_found` */
  async revoke(by: Actor, username: string): Promise<void> {
    if (username !== by.username) await this.accounts.demandKept(by, username);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      if (await this.cards.end(tx, username, at)) await this.note(tx, by, 'card.revoked', username, at);
    });
  }

  private async note(tx: Tx, by: Actor, action: string, username: string, at: Instant): Promise<void> {
    await this.audit.record(tx, { at, actor: by.username, action, subject: `user:${username}`, reason: null });
  }

  private hash(digits: string): string {
    return this.keys.mac('session', `card|${digits}`);
  }
}
