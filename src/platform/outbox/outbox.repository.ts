import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import {
  afterReport,
  isForStaff,
  PRESUMED_DELIVERED_HOURS,
  STAFF_KINDS,
  type LineReport,
  type MessageState,
} from '../../domain/apology/message.js';
import { byDay, isQuiet } from '../../domain/apology/quiet-hours.js';
import { HOUR, type Instant } from '../../domain/time/instant.js';
import { Database } from '../database/database.js';
import { writeInstant } from '../database/instant-column.js';
import { insert, placeholders, type Queries, type Tx } from '../database/sql.js';
import { messageOf, type Message, type NewMessage } from './message.row.js';

export type { Message, MessageChannel, NewMessage } from './message.row.js';

/** A turn of one sender. */
export interface Claim {
  readonly cargo: 'mail' | 'sealed';
  readonly owner: string;
  readonly now: Instant;
  readonly until: Instant;
  readonly limit: number;
}

/** What is due of each cargo; each has its index. */
const DUE = {
  mail: `"state" = 'queued' AND "channel" = 'email'`,
  sealed: `"state" = 'queued' AND "sealed" IS NOT NULL AND "channel" <> 'email'`,
} as const satisfies Readonly<Record<Claim['cargo'], string>>;

/** At night only what is for the staff leaves. */
const FOR_STAFF = `AND "kind" IN (${STAFF_KINDS.map((kind) => `'${kind}'`).join(', ')})`;

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /** @returns false when this was said already */
  async queue(tx: Tx, message: NewMessage, at: Instant): Promise<boolean> {
    const { sql, params } = insert('message', {
      ...message,
      state: 'queued',
      attempts: 0,
      nextAttemptAt: writeInstant(isForStaff(message.kind) ? at : byDay(at)),
      createdAt: writeInstant(at),
    });
    if ((await tx.execute(`${sql} ON CONFLICT ("kind", "subjectId") DO NOTHING`, params)) !== 1) return false;
    tx.born('message', message.id);
    return true;
  }

  /** Takes what is due for one sender. On PostgreSQL several senders pass by each other's rows. */
  async claim(tx: Tx, { cargo, owner, now, until, limit }: Claim): Promise<Message[]> {
    const skip = this.database.engine === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : '';
    const ids = await this.vouched(
      tx,
      `${DUE[cargo]} AND "nextAttemptAt" <= $1 ${isQuiet(now) ? FOR_STAFF : ''}
        ORDER BY "nextAttemptAt", "id" LIMIT ${String(limit)}${skip}`,
      now,
    );
    if (ids.length === 0) return [];
    const rows = await tx.query(
      `UPDATE "message" SET "state" = 'claimed', "claimedBy" = $1, "claimedUntil" = $2, "attempts" = "attempts" + 1
        WHERE "id" IN (${placeholders(ids.length, 3)}) RETURNING *`,
      [owner, writeInstant(until), ...ids],
    );
    return rows.map(messageOf).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * What a dead sender left: claimed may be tried again; transmitting is in doubt, and stays so until the sender that
   * was only slow gives its late answer or a person looks. No job sends it again.
   */
  async releaseExpired(tx: Tx, now: Instant): Promise<{ requeued: number; uncertain: number }> {
    await this.vouched(tx, `"state" IN ('claimed', 'transmitting') AND "claimedUntil" <= $1`, now);
    const [requeued, uncertain] = [
      await tx.execute(
        `UPDATE "message" SET "state" = 'queued', "claimedBy" = NULL, "claimedUntil" = NULL
          WHERE "state" = 'claimed' AND "claimedUntil" <= $1`,
        [writeInstant(now)],
      ),
      await tx.execute(
        `UPDATE "message" SET "state" = 'uncertain', "claimedUntil" = NULL
          WHERE "state" = 'transmitting' AND "claimedUntil" <= $1`,
        [writeInstant(now)],
      ),
    ];
    return { requeued, uncertain };
  }

  /**
   * Mails that came back to nobody for 72 hours. Only mails: of a printed letter the person who carries it tells.
   *
   * @returns how many
   */
  async presumeDelivered(tx: Tx, now: Instant): Promise<number> {
    const before = (now - PRESUMED_DELIVERED_HOURS * HOUR) as Instant;
    await this.vouched(tx, `"channel" = 'email' AND "state" = 'sent' AND "sentAt" <= $1`, before);
    return tx.execute(
      `UPDATE "message" SET "state" = 'presumed_delivered'
        WHERE "channel" = 'email' AND "state" = 'sent' AND "sentAt" <= $1`,
      [writeInstant(before)],
    );
  }

  /** Moves a message this sender holds. @returns false when it is not (any more) held in that state */
  async move(
    tx: Tx,
    id: string,
    owner: string,
    from: MessageState,
    to: MessageState,
    more: Moved = {},
  ): Promise<boolean> {
    const { at, answer, lineId, nextAttemptAt, until } = more;
    await tx.vouch('message', id);
    const changed = await tx.execute(
      `UPDATE "message" SET "state" = $1, "lastAnswer" = COALESCE($2, "lastAnswer"), "sentAt" = COALESCE($3, "sentAt"),
              "nextAttemptAt" = COALESCE($4, "nextAttemptAt"), "claimedUntil" = $5, "lineId" = COALESCE($9, "lineId")
              ${until ? '' : ', "claimedBy" = NULL'}
        WHERE "id" = $6 AND "claimedBy" = $7 AND "state" = $8`,
      [
        to,
        answer?.slice(0, 300) ?? null,
        writeInstant(at ?? null),
        writeInstant(nextAttemptAt ?? null),
        writeInstant(until ?? null),
        id,
        owner,
        from,
        lineId ?? null,
      ],
    );
    return changed === 1;
  }

  /** What a line or a mail system tells of a message it took. @returns the state after it; null: there is no such message */
  async report(
    tx: Tx,
    id: string,
    report: LineReport,
    at: Instant,
    answer: string | null,
  ): Promise<MessageState | null> {
    await tx.vouch('message', id);
    const [row] = await tx.query('SELECT * FROM "message" WHERE "id" = $1', [id]);
    if (!row) return null;
    const { state } = messageOf(row);
    const after = afterReport(state, report);
    if (after === state) return state;
    await tx.execute(
      `UPDATE "message" SET "state" = $1, "claimedBy" = NULL, "claimedUntil" = NULL, "lastAnswer" = COALESCE($2, "lastAnswer"),
              "sentAt" = COALESCE("sentAt", $3),
              "deliveredAt" = CASE WHEN CAST($1 AS varchar) = 'delivered' THEN $3 ELSE "deliveredAt" END
        WHERE "id" = $4`,
      [after, answer?.slice(0, 300) ?? null, writeInstant(at), id],
    );
    return after;
  }

  /** Keeps with a message what shows that it went: a file, or a word such as the number of a registered item. */
  async prove(tx: Tx, id: string, { proofHash, answer }: Proof): Promise<void> {
    await tx.vouch('message', id);
    await tx.execute(
      `UPDATE "message" SET "proofHash" = COALESCE($1, "proofHash"), "lastAnswer" = COALESCE($2, "lastAnswer") WHERE "id" = $3`,
      [proofHash, answer?.slice(0, 300) ?? null, id],
    );
  }

  /** A person's word on a message: an uncertain one resolved, a printed one handed over. */
  async resolve(
    tx: Tx,
    id: string,
    from: readonly MessageState[],
    to: MessageState,
    by: string,
    at: Instant,
  ): Promise<void> {
    await tx.vouch('message', id);
    const [row] = await tx.query('SELECT * FROM "message" WHERE "id" = $1', [id]);
    if (!row) throw new DomainError('not_found', 'there is no such message');
    const message = messageOf(row);
    if (!from.includes(message.state)) {
      throw new DomainError('letter.action_refused', `the message is ${message.state}`, {
        state: message.state,
        allowed: [...from],
      });
    }
    await tx.execute(
      `UPDATE "message" SET "state" = $1, "resolvedBy" = $2, "nextAttemptAt" = $3,
              "sentAt" = CASE WHEN CAST($1 AS varchar) IN ('sent', 'delivered') THEN COALESCE("sentAt", $3) ELSE "sentAt" END,
              "deliveredAt" = CASE WHEN CAST($1 AS varchar) = 'delivered' THEN $3 ELSE "deliveredAt" END
        WHERE "id" = $4`,
      [to, by, writeInstant(to === 'queued' && !isForStaff(message.kind) ? byDay(at) : at), id],
    );
  }

  /** What was said to whom is forgotten; that something was said, and what became of it, stays. */
  async forget(tx: Tx, ids: readonly string[], name: string): Promise<void> {
    await tx.vouch('message', ...ids);
    for (const id of ids) {
      await tx.execute(
        `UPDATE "message" SET "recipient" = $1, "title" = $1, "text" = '', "html" = '', "fileName" = NULL, "lastAnswer" = NULL, "sealed" = NULL, "lineId" = NULL
          WHERE "id" = $2`,
        [name, id],
      );
    }
  }

  /** The messages of which a condition holds at a time ($1), about to be changed. */
  private async vouched(tx: Tx, condition: string, at: Instant): Promise<string[]> {
    const found = await tx.query<{ id: string }>(`SELECT "id" FROM "message" WHERE ${condition}`, [writeInstant(at)]);
    const ids = found.map(({ id }) => id);
    await tx.vouch('message', ...ids);
    return ids;
  }

  async about(from: Queries, subjectIds: readonly string[]): Promise<Message[]> {
    if (subjectIds.length === 0) return [];
    const list = subjectIds.map((_, i) => `$${String(i + 1)}`).join(', ');
    const rows = await from.query(
      `SELECT * FROM "message" WHERE "subjectId" IN (${list}) ORDER BY "createdAt", "id"`,
      subjectIds,
    );
    return rows.map(messageOf);
  }
}

/** What shows that a message went; null leaves what is known. */
export interface Proof {
  readonly proofHash: string | null;
  readonly answer: string | null;
}

interface Moved {
  readonly at?: Instant;
  readonly answer?: string;
  readonly lineId?: string | null;
  readonly nextAttemptAt?: Instant;
  /** how long the sender goes on holding it; without it the message is let go */
  readonly until?: Instant;
}
