import { Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../domain/time/instant.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { Keys } from '../platform/keys/keys.js';

interface Limit {
  readonly name: string;
  /** tries allowed within the window; the next one waits for its end */
  readonly tries: number;
  readonly windowMs: number;
}

/** Somebody guessing one person's password from one place. */
const PAIR: Limit = { name: 'pair', tries: 5, windowMs: 15 * MINUTE };
/** Somebody trying many names from one place; a whole office may stand behind one address. */
const ADDRESS: Limit = { name: 'address', tries: 60, windowMs: 15 * MINUTE };
/** Somebody guessing one person's password from many places. Does not bind places where that person has been. */
const ACCOUNT: Limit = { name: 'account', tries: 30, windowMs: HOUR };
/** How long a place counts as one where the person has been. */
const KNOWN_DAYS = 30;

/**
 * Counts tries in the database, so that all instances count together. A try is counted before the password is looked
 * at (many at once cannot slip through) and given back when it was right. Windows are fixed and end by themselves:
 * going on trying does not prolong them, and nobody can keep a colleague out from elsewhere.
 */
@Injectable()
export class LogInLimits {
  constructor(
    private readonly transactor: Transactor,
    private readonly keys: Keys,
  ) {}

  /** @throws DomainError `rate.limited` with `retryAfterSeconds` */
  async spend(username: string, address: string, now: Instant): Promise<void> {
    const retryAt = await this.transactor.run(async (tx) => {
      const ends = [
        await this.count(tx, PAIR, `${username}|${address}`, now),
        await this.count(tx, ADDRESS, address, now),
        await this.countAccount(tx, username, address, now),
      ];
      return ends.reduce<number>((latest, end) => Math.max(latest, end ?? 0), 0);
    });
    if (retryAt === 0) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((retryAt - now) / SECOND));
    throw new DomainError('rate.limited', 'too many log-in attempts', { retryAfterSeconds });
  }

  /** The password was right: this pair starts afresh, and the place is known from now on. */
  async forgive(tx: Tx, username: string, address: string, now: Instant): Promise<void> {
    await tx.execute('DELETE FROM "log_in_limit" WHERE "scope" = $1', [
      this.scope(PAIR.name, `${username}|${address}`),
    ]);
    for (const scope of [this.scope(ADDRESS.name, address), this.scope(ACCOUNT.name, username)]) {
      await tx.execute('UPDATE "log_in_limit" SET "count" = "count" - 1 WHERE "scope" = $1 AND "count" > 0', [scope]);
    }
    await tx.execute(
      `INSERT INTO "log_in_limit" ("scope", "startedAt", "count") VALUES ($1, $2, 0)
       ON CONFLICT ("scope") DO UPDATE SET "startedAt" = excluded."startedAt"`,
      [this.scope('known', `${username}|${address}`), writeInstant(now)],
    );
  }

  /** @returns how many rows no rule needs any more */
  async forgetOld(tx: Tx, now: Instant): Promise<number> {
    const knownUntil = writeInstant((now - KNOWN_DAYS * DAY) as Instant);
    const countedUntil = writeInstant((now - DAY) as Instant);
    return tx.execute('DELETE FROM "log_in_limit" WHERE "startedAt" < $1 OR ("startedAt" < $2 AND "count" > 0)', [
      knownUntil,
      countedUntil,
    ]);
  }

  private async countAccount(tx: Tx, username: string, address: string, now: Instant): Promise<number | null> {
    const end = await this.count(tx, ACCOUNT, username, now);
    if (end === null) return null;
    const [known] = await tx.query('SELECT "scope" FROM "log_in_limit" WHERE "scope" = $1 AND "startedAt" > $2', [
      this.scope('known', `${username}|${address}`),
      writeInstant((now - KNOWN_DAYS * DAY) as Instant),
    ]);
    return known ? null : end;
  }

  /** @returns when the window ends, if it is used up */
  private async count(tx: Tx, limit: Limit, subject: string, now: Instant): Promise<number | null> {
    const over = writeInstant((now - limit.windowMs) as Instant);
    const [row] = await tx.query<{ startedAt: unknown; count: number }>(
      `INSERT INTO "log_in_limit" AS l ("scope", "startedAt", "count") VALUES ($1, $2, 1)
       ON CONFLICT ("scope") DO UPDATE SET
         "count" = CASE WHEN l."startedAt" <= $3 THEN 1 ELSE l."count" + 1 END,
         "startedAt" = CASE WHEN l."startedAt" <= $3 THEN excluded."startedAt" ELSE l."startedAt" END
       RETURNING "startedAt", "count"`,
      [this.scope(limit.name, subject), writeInstant(now), over],
    );
    if (!row || row.count <= limit.tries) return null;
    return readInstant(row.startedAt) + limit.windowMs;
  }

  private scope(name: string, subject: string): string {
    return this.keys.mac('session', `${name}|${subject}`);
  }
}
