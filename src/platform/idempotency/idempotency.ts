import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { DAY, type Instant } from '../../domain/time/instant.js';
import { Database } from '../database/database.js';
import { writeInstant } from '../database/instant-column.js';
import { insert, type Statement, type Tx } from '../database/sql.js';
import { Transactor } from '../database/transactor.js';
import { Keys } from '../keys/keys.js';

/** One POST that may arrive twice. Both values are keyed hashes: no body and no key is kept. */
export interface IdempotentWrite {
  readonly scope: string;
  readonly bodyMac: string;
}

/** What `once` answers: which resource was made, and whether that was an earlier time. */
export interface Outcome {
  readonly resource: string;
  readonly replayed: boolean;
}

const KEPT_DAYS = 7;

/**
 * The same POST twice makes one thing. The row is written in the transaction of the write itself, so a crash in
 * between leaves either both or neither. Source: docs/decisions/0010.
 */
@Injectable()
export class IdempotencyService {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly keys: Keys,
  ) {}

  /**
   * @param principal username, `anonymous` for public routes
   * @param route method and route pattern: a key is good for one route
   * @param key as the caller chose it
   * @param body what was asked, with the path it was asked of
   */
  describe(principal: string, route: string, key: string, body: unknown): IdempotentWrite {
    return {
      scope: this.keys.mac('idempotency', JSON.stringify([principal, route, key])),
      bodyMac: this.keys.mac('idempotency', canonical(body)),
    };
  }

  /** The key of one thing of many that a request makes: repeated, it makes what is still missing. */
  part(write: IdempotentWrite | null, name: string): IdempotentWrite | null {
    return write && { ...write, scope: this.keys.mac('idempotency', JSON.stringify([write.scope, name])) };
  }

  /**
   * Answers with what an earlier request made, else does the work. `work` must call `remember` in its transaction.
   *
   * @param work makes the thing and answers its id
   * @throws DomainError `idempotency.key_reused` when the key came before with another body
   */
  async once(write: IdempotentWrite | null, work: () => Promise<string>): Promise<Outcome> {
    const earlier = await this.lookUp(write);
    if (earlier !== null) return { resource: earlier, replayed: true };
    try {
      return { resource: await work(), replayed: false };
    } catch (error) {
      // The work of a late twin can also fail on what the winner has just written, e.g. a duplicate.
      const winner = await this.lookUp(write);
      if (winner === null) throw error;
      return { resource: winner, replayed: true };
    }
  }

  /**
   * @returns the resource an earlier request with this key made, or null
   * @throws DomainError `idempotency.key_reused` when its body was another
   */
  async lookUp(write: IdempotentWrite | null): Promise<string | null> {
    if (!write) return null;
    const [row] = await this.database.query<{ bodyMac: string; resource: string }>(
      'SELECT "bodyMac", "resource" FROM "idempotency_key" WHERE "scope" = $1',
      [write.scope],
    );
    if (!row) return null;
    if (row.bodyMac !== write.bodyMac) {
      throw new DomainError('idempotency.key_reused', 'this Idempotency-Key was used for another request');
    }
    return row.resource;
  }

  /**
   * Keeps the answer's id inside the caller's transaction; without a key it does nothing. Of two requests with one key
   * that meet there, the loser breaks on this row, writes nothing and replays the winner.
   */
  remember(tx: Tx, write: IdempotentWrite | null, resource: string, now: Instant): Promise<void> {
    for (const statement of this.remembered(write, resource, now)) tx.join(statement);
    return Promise.resolve();
  }

  /** The same as a row of the caller's own batch, and the first of it. */
  remembered(write: IdempotentWrite | null, resource: string, now: Instant): Statement[] {
    if (!write) return [];
    const { scope, bodyMac } = write;
    return [insert('idempotency_key', { scope, bodyMac, resource, createdAt: writeInstant(now) })];
  }

  /** @returns how many keys older than seven days were forgotten */
  async forgetOld(now: Instant): Promise<number> {
    const before = (now - KEPT_DAYS * DAY) as Instant;
    return this.transactor.run((tx) =>
      tx.execute('DELETE FROM "idempotency_key" WHERE "createdAt" < $1', [writeInstant(before)]),
    );
  }
}

/** JSON with the keys of every object in order, so that equal requests are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
