import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { writeInstant } from '../platform/database/instant-column.js';
import { insert, placeholders, type Tx } from '../platform/database/sql.js';

export interface Digest {
  readonly id: string;
  readonly username: string;
  readonly day: PlainDate;
  /** 0: there was nothing to write */
  readonly items: number;
}

@Injectable()
export class DigestsRepository {
  constructor(private readonly database: Database) {}

  /** Of some people, those whose list of the day was made. */
  async made(usernames: readonly string[], day: PlainDate): Promise<Set<string>> {
    if (usernames.length === 0) return new Set();
    const rows = await this.database.query<{ username: string }>(
      `SELECT "username" FROM "digest" WHERE "day" = $1 AND "username" IN (${placeholders(usernames.length, 2)})`,
      [day, ...usernames],
    );
    return new Set(rows.map(({ username }) => username));
  }

  /** @returns false when it was made already: nobody has two on one day */
  async make(tx: Tx, digest: Digest, at: Instant): Promise<boolean> {
    const { sql, params } = insert('digest', { ...digest, madeAt: writeInstant(at) });
    return (await tx.execute(`${sql} ON CONFLICT ("username", "day") DO NOTHING`, params)) === 1;
  }
}
