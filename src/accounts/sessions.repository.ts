import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { Database } from '../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
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
  /** a person's at a browser: it locks when left */
  readonly attended: boolean;
  readonly lockedAt: Instant | null;
  /** the registered PC it was opened on */
  readonly deviceId: string | null;
  /** an administrator chose the password: it is to be changed first */
  readonly passwordIsGiven: boolean;
}

/** What a session begins with. */
export interface NewSession {
  readonly id: string;
  readonly username: string;
  readonly expiresAt: Instant;
  readonly attended: boolean;
  readonly deviceId: string | null;
}

export interface ApiTokenRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly endsOn: PlainDate;
}

/** One line of the list of one's own sessions. */
export interface SessionLine {
  readonly id: string;
  readonly createdAt: Instant;
  readonly usedAt: Instant;
  readonly deviceName: string | null;
}

const PERSON = 'p."username", p."fullName", p."unitCode", p."roles", p."covers"';
const SESSION = `s."createdAt", s."renewedAt", s."expiresAt", s."attended", s."lockedAt", s."deviceId",
  p."passwordSetBy" IS NOT NULL AS "passwordIsGiven"`;

/** Sessions and API tokens by the hash of their token; switched-off people have none. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, now: Instant): Promise<SessionRecord | null> {
    const [row] = await this.database.query(
      `SELECT ${PERSON}, ${SESSION} FROM "session" s
       JOIN "user_account" p ON p."username" = s."username"
       WHERE s."id" = $1 AND s."expiresAt" > $2 AND p."active" = TRUE`,
      [id, writeInstant(now)],
    );
    return row ? readSession(id, row, localDate(now)) : null;
  }

  /** Somebody's sessions at browsers, the one used last first. At most 50. */
  async attendedBy(username: string, now: Instant): Promise<SessionLine[]> {
    const rows = await this.database.query(
      `SELECT s."id", s."createdAt", s."renewedAt", d."name" FROM "session" s
       LEFT JOIN "desk_device" d ON d."id" = s."deviceId"
       WHERE s."username" = $1 AND s."expiresAt" > $2 AND s."attended" = TRUE
       ORDER BY s."renewedAt" DESC, s."id" LIMIT 50`,
      [username, writeInstant(now)],
    );
    return rows.map((row) => ({
      id: String(row['id']),
      createdAt: readInstant(row['createdAt']),
      usedAt: readInstant(row['renewedAt']),
      deviceName: row['name'] as string | null,
    }));
  }

  async open(tx: Tx, session: NewSession, now: Instant): Promise<void> {
    const { sql, params } = insert('session', {
      ...session,
      createdAt: writeInstant(now),
      renewedAt: writeInstant(now),
      expiresAt: writeInstant(session.expiresAt),
      lockedAt: null,
    });
    await tx.execute(sql, params);
  }

  async lock(tx: Tx, id: string, now: Instant): Promise<void> {
    await tx.execute('UPDATE "session" SET "lockedAt" = $1 WHERE "id" = $2 AND "lockedAt" IS NULL', [
      writeInstant(now),
      id,
    ]);
  }

  async unlock(tx: Tx, id: string, now: Instant): Promise<void> {
    await tx.execute('UPDATE "session" SET "lockedAt" = NULL, "renewedAt" = $1 WHERE "id" = $2', [
      writeInstant(now),
      id,
    ]);
  }

  /** @param but the one that stays @returns how many ended */
  async closeAll(tx: Tx, username: string, but: string): Promise<number> {
    return tx.execute('DELETE FROM "session" WHERE "username" = $1 AND "id" <> $2', [username, but]);
  }

  /** @returns false when it is nobody's, or somebody else's */
  async closeOf(tx: Tx, username: string, id: string): Promise<boolean> {
    return (await tx.execute('DELETE FROM "session" WHERE "username" = $1 AND "id" = $2', [username, id])) === 1;
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

function readSession(id: string, row: Row, today: PlainDate): SessionRecord {
  return {
    id,
    actor: readActor(row, today),
    createdAt: readInstant(row['createdAt']),
    renewedAt: readInstant(row['renewedAt']),
    expiresAt: readInstant(row['expiresAt']),
    attended: Boolean(row['attended']),
    lockedAt: readInstantOrNull(row['lockedAt']),
    deviceId: row['deviceId'] as string | null,
    passwordIsGiven: Boolean(row['passwordIsGiven']),
  };
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
