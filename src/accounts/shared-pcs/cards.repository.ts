import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Tx } from '../../platform/database/sql.js';

/** A card as it can be spoken of: what its barcode says is known to the card alone. */
export interface StaffCard {
  readonly id: string;
  readonly issuedAt: Instant;
}

export interface NewCard extends StaffCard {
  readonly cardHash: string;
  readonly username: string;
  readonly issuedBy: string;
}

/** Staff cards by the hash of their barcode. */
@Injectable()
export class CardsRepository {
  constructor(private readonly database: Database) {}

  async of(username: string): Promise<StaffCard | null> {
    const [row] = await this.database.query(
      'SELECT "id", "issuedAt" FROM "staff_card" WHERE "username" = $1 AND "revokedAt" IS NULL',
      [username],
    );
    return row ? { id: String(row['id']), issuedAt: readInstant(row['issuedAt']) } : null;
  }

  /** Whose good card it is; null for none. */
  async holder(cardHash: string): Promise<string | null> {
    const [row] = await this.database.query<{ username: string }>(
      'SELECT "username" FROM "staff_card" WHERE "cardHash" = $1 AND "revokedAt" IS NULL',
      [cardHash],
    );
    return row?.username ?? null;
  }

  async add(tx: Tx, card: NewCard): Promise<void> {
    const row = { ...card, issuedAt: writeInstant(card.issuedAt), revokedAt: null };
    const { sql, params } = insert('staff_card', row);
    await tx.execute(sql, params);
    tx.born('staff_card', card.id);
  }

  /** @returns false when there was none to end */
  async end(tx: Tx, username: string, at: Instant): Promise<boolean> {
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
}
