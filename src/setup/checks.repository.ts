import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant } from '../platform/database/instant-column.js';
import type { Tx } from '../platform/database/sql.js';

/** What the checks of an installation ask of its database. */
@Injectable()
export class ChecksRepository {
  constructor(private readonly database: Database) {}

  /** A writing statement that meets no row: it needs the lock and the right to write, and changes nothing. */
  async write(tx: Tx): Promise<void> {
    await tx.execute(`DELETE FROM "log_in_limit" WHERE "scope" = 'check'`);
  }

  /** When the last act on record was; null before the first. */
  async newest(): Promise<Instant | null> {
    const [row] = await this.database.query('SELECT "at" FROM "audit_entry" ORDER BY "at" DESC LIMIT 1');
    return row ? readInstant(row['at']) : null;
  }
}
