import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Tx } from '../../platform/database/sql.js';

export interface SignReminder {
  readonly id: string;
  readonly username: string;
  readonly day: PlainDate;
  /** how many letters waited; 0: there was nothing to write */
  readonly items: number;
}

@Injectable()
export class SignRemindersRepository {
  constructor(private readonly database: Database) {}

  async made(username: string, day: PlainDate): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 AS "one" FROM "sign_reminder" WHERE "username" = $1 AND "day" = $2',
      [username, day],
    );
    return rows.length > 0;
  }

  /** @returns false when it was made already: nobody has two on one evening */
  async make(tx: Tx, reminder: SignReminder, at: Instant): Promise<boolean> {
    const { sql, params } = insert('sign_reminder', { ...reminder, madeAt: writeInstant(at) });
    return (await tx.execute(`${sql} ON CONFLICT ("username", "day") DO NOTHING`, params)) === 1;
  }
}
