import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Queries, type Tx } from '../../platform/database/sql.js';

/** What a mail that came back was about; nobody's words and no address. */
export interface MailReport {
  /** SHA-256 of its bytes: read once */
  readonly hash: string;
  readonly receivedAt: Instant;
  /** `hard`: it will never arrive; `delayed`: they go on trying; `unknown`: a person must look */
  readonly kind: 'hard' | 'delayed' | 'unknown';
  /** RFC 3463, e.g. `5.1.1` */
  readonly status: string | null;
  readonly messageId: string | null;
  /** mailbox or folder, and the place in it */
  readonly source: string;
}

/** The longest count that a page says. */
const COUNTED = 100;

@Injectable()
export class MailReportsRepository {
  /** @returns false when it was read before */
  async add(tx: Tx, report: MailReport): Promise<boolean> {
    const { sql, params } = insert('mail_report', { ...report, receivedAt: writeInstant(report.receivedAt) });
    if ((await tx.execute(`${sql} ON CONFLICT ("hash") DO NOTHING`, params)) !== 1) return false;
    tx.born('mail_report', report.hash);
    return true;
  }

  async isKnown(from: Queries, hash: string): Promise<boolean> {
    return (await from.query('SELECT 1 AS "one" FROM "mail_report" WHERE "hash" = $1', [hash])).length > 0;
  }

  /** Whether a mail of ours is called so. */
  async hasMessage(from: Queries, id: string): Promise<boolean> {
    return (await from.query('SELECT 1 AS "one" FROM "message" WHERE "id" = $1', [id])).length > 0;
  }

  /** How many came back that nobody could be told of, up to a hundred. */
  async unknown(from: Queries): Promise<number> {
    const rows = await from.query(
      `SELECT 1 AS "one" FROM "mail_report" WHERE "kind" = 'unknown' LIMIT ${String(COUNTED)}`,
    );
    return rows.length;
  }
}
