import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { Keys } from '../../platform/keys/keys.js';
import { AccountsService } from '../accounts.service.js';

/** A card as it can be spoken of: what its barcode says is known to the card alone. */
export interface StaffCard {
  readonly id: string;
  readonly issuedAt: Instant;
}

/** Staff cards whose barcode stands for their person on the desk's PCs. One card a person: a new one ends the old one. */
@Injectable()
export class CardsService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly keys: Keys,
    private readonly audit: AuditLog,
    private readonly accounts: AccountsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(username: string): Promise<StaffCard | null> {
    const [row] = await this.database.query(
      'SELECT "id", "issuedAt" FROM "staff_card" WHERE "username" = $1 AND "revokedAt" IS NULL',
      [username],
    );
    return row ? { id: String(row['id']), issuedAt: readInstant(row['issuedAt']) } : null;
  }

  /** @param digits as a reader types them @returns whose card it is; null for none that is good */
  async holder(digits: string): Promise<string | null> {
    const [row] = await this.database.query<{ username: string }>(
      'SELECT "username" FROM "staff_card" WHERE "cardHash" = $1 AND "revokedAt" IS NULL',
      [this.hash(digits)],
    );
    return row?.username ?? null;
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
    const row = { id, cardHash: this.hash(digits), username, issuedBy: by.username, issuedAt: writeInstant(at) };
    await this.transactor.run(async (tx) => {
      await this.end(tx, username, at);
      const { sql, params } = insert('staff_card', { ...row, revokedAt: null });
      await tx.execute(sql, params);
      tx.born('staff_card', id);
      await this.note(tx, by, 'card.issued', username, at);
    });
    return digits;
  }

  /** A lost card ends at once. @throws DomainError `not_found` */
  async revoke(by: Actor, username: string): Promise<void> {
    if (username !== by.username) await this.accounts.demandKept(by, username);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      if (await this.end(tx, username, at)) await this.note(tx, by, 'card.revoked', username, at);
    });
  }

  private async end(tx: Tx, username: string, at: Instant): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      'SELECT "id" FROM "staff_card" WHERE "username" = $1 AND "revokedAt" IS NULL',
      [username],
    );
    if (rows.length === 0) return false;
    await tx.vouch('staff_card', ...rows.map(({ id }) => id));
    await tx.execute('UPDATE "staff_card" SET "revokedAt" = $1 WHERE "username" = $2 AND "revokedAt" IS NULL', [
      writeInstant(at),
      username,
    ]);
    return true;
  }

  private async note(tx: Tx, by: Actor, action: string, username: string, at: Instant): Promise<void> {
    await this.audit.record(tx, { at, actor: by.username, action, subject: `user:${username}`, reason: null });
  }

  private hash(digits: string): string {
    return this.keys.mac('session', `card|${digits}`);
  }
}
