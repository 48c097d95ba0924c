import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { insert, type Row, type Tx } from '../platform/database/sql.js';
import { coveredOn } from './covers.js';
import { readRoles } from './accounts.repository.js';

/** A session row with its person. */
export interface SessionRecord {
  readonly id: string;
  readonly actor: Actor;
  readonly createdAt: Instant;
  readonly renewedAt: Instant;
  readonly expiresAt: Instant;
}

export interface ApiTokenRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly endsOn: PlainDate;
}

const PERSON = 'p."username", p."fullName", p."unitCode", p."roles", p."covers"';

/** Sessions and API tokens by the hash of their token; switched-off people have none. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, now: Instant): Promise<SessionRecord | null> {
    const [row] = await this.database.query(
      `SELECT ${PERSON}, s."createdAt", s."renewedAt", s."expiresAt" FROM "session" s
       JOIN "user_account" p ON p."username" = s."username"
       WHERE s."id" = $1 AND s."expiresAt" > $2 AND p."active" = TRUE`,
      [id, writeInstant(now)],
    );
    if (!row) return null;
    return {
      id,
      actor: readActor(row, localDate(now)),
      createdAt: readInstant(row['createdAt']),
      renewedAt: readInstant(row['renewedAt']),
      expiresAt: readInstant(row['expiresAt']),
    };
  }

  async open(tx: Tx, id: string, username: string, now: Instant, expiresAt: Instant): Promise<void> {
    const { sql, params } = insert('session', {
      id,
      username,
      createdAt: writeInstant(now),
      renewedAt: writeInstant(now),
      expiresAt: writeInstant(expiresAt),
    });
    await tx.execute(sql, params);
  }

  async renew(tx: Tx, id: string, now: Instant, expiresAt: Instant): Promise<void> {
    await tx.execute('UPDATE "session" SET "renewedAt" = $1, "expiresAt" = $2 WHERE "id" = $3', [
      writeInstant(now),
      writeInstant(expiresAt),
      id,
    ]);
  }

  async close(tx: Tx, id: string): Promise<void> {
    await tx.execute('DELETE FROM "session" WHERE "id" = $1', [id]);
  }

  async forgetEnded(tx: Tx, now: Instant): Promise<number> {
    return tx.execute('DELETE FROM "session" WHERE "expiresAt" <= $1', [writeInstant(now)]);
  }

  async findByToken(tokenHash: string, today: PlainDate): Promise<(ApiTokenRecord & { actor: Actor }) | null> {
    const [row] = await this.database.query(
      `SELECT ${PERSON}, t."id", t."name", t."scopes", t."endsOn" FROM "api_token" t
       JOIN "user_account" p ON p."username" = t."username"
       WHERE t."tokenHash" = $1 AND t."endsOn" >= $2 AND t."revokedAt" IS NULL AND p."active" = TRUE`,
      [tokenHash, today],
    );
    return row ? { ...readToken(row), actor: readActor(row, today) } : null;
  }

  async token(id: string): Promise<ApiTokenRecord | null> {
    const [row] = await this.database.query(
      'SELECT "id", "username", "name", "scopes", "endsOn" FROM "api_token" WHERE "id" = $1 AND "revokedAt" IS NULL',
      [id],
    );
    return row ? readToken(row) : null;
  }

  async addToken(
    tx: Tx,
    token: ApiTokenRecord & { tokenHash: string },
    by: { username: string; at: Instant },
  ): Promise<void> {
    const { sql, params } = insert('api_token', {
      ...token,
      scopes: JSON.stringify(token.scopes),
      createdBy: by.username,
      createdAt: writeInstant(by.at),
      revokedAt: null,
    });
    await tx.execute(sql, params);
    tx.born('api_token', token.id);
  }

  async revokeToken(tx: Tx, id: string, now: Instant): Promise<void> {
    await tx.vouch('api_token', id);
    await tx.execute('UPDATE "api_token" SET "revokedAt" = $1 WHERE "id" = $2 AND "revokedAt" IS NULL', [
      writeInstant(now),
      id,
    ]);
  }
}

function readActor(row: Row, today: PlainDate): Actor {
  const covers = coveredOn(row['covers'], today);
  return {
    username: String(row['username']),
    fullName: String(row['fullName']),
    unitCode: String(row['unitCode']),
    roles: readRoles(row['roles']),
    ...(covers.length > 0 && { covers }),
  };
}

function readToken(row: Row): ApiTokenRecord {
  return {
    id: String(row['id']),
    username: String(row['username']),
    name: String(row['name']),
    scopes: JSON.parse(String(row['scopes'])) as string[],
    endsOn: String(row['endsOn']) as PlainDate,
  };
}
