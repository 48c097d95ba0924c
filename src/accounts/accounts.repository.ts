import { Injectable } from '@nestjs/common';
import { isRole, type Actor, type Role } from '../domain/accounts/roles.js';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { lockRevision } from '../platform/database/revised-cache.js';
import { Database } from '../platform/database/database.js';
import { insert, placeholders, type Queries, type Row, type Tx } from '../platform/database/sql.js';
import type { Account } from './account.js';
import { coveredOn } from './covers.js';

const COLUMNS = '"username", "fullName", "unitCode", "roles", "active", "createdAt", "version", "email", "phone"';

/** An account with its hash: only for those who compare or write it. */
export interface StoredAccount extends Account {
  readonly passwordHash: string;
}

/** Somebody who can be written to: with whom they stand in for on the day that was asked about. */
export interface Addressed {
  readonly actor: Actor;
  readonly email: string;
}

/** Who changes accounts, and when; a job or a command names itself. */
export interface Keeper {
  readonly username: string;
  readonly at: Instant;
}

/** Every change of an account leaves its audit row in the same transaction. */
@Injectable()
export class AccountsRepository {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async find(username: string, queries: Queries = this.database): Promise<StoredAccount | null> {
    const [row] = await queries.query(`SELECT ${COLUMNS}, "passwordHash" FROM "user_account" WHERE "username" = $1`, [
      username,
    ]);
    return row ? { ...readAccount(row), passwordHash: String(row['passwordHash']) } : null;
  }

  /** @param units only people of these @param after username the page begins after */
  async page(units: readonly string[], after: string, limit: number): Promise<Account[]> {
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "user_account" WHERE "username" > $1 AND "unitCode" IN (${placeholders(units.length, 3)})
       ORDER BY "username" LIMIT $2`,
      [after, limit, ...units],
    );
    return rows.map(readAccount);
  }

  /** Active people who left an address, by username. @param day of whom they stand in for */
  async addressed(after: string, limit: number, day: PlainDate): Promise<Addressed[]> {
    const rows = await this.database.query(
      `SELECT "username", "fullName", "unitCode", "roles", "covers", "email" FROM "user_account"
        WHERE "username" > $1 AND "active" = TRUE AND "email" IS NOT NULL ORDER BY "username" LIMIT ${String(limit)}`,
      [after],
    );
    return rows.map((row) => ({
      email: String(row['email']),
      actor: {
        username: String(row['username']),
        fullName: String(row['fullName']),
        unitCode: String(row['unitCode']),
        roles: readRoles(row['roles']),
        covers: coveredOn(row['covers'], day),
      },
    }));
  }

  async names(usernames: readonly string[]): Promise<{ username: string; fullName: string }[]> {
    if (usernames.length === 0) return [];
    return this.database.query(
      `SELECT "username", "fullName" FROM "user_account" WHERE "username" IN (${placeholders(usernames.length)})`,
      usernames,
    );
  }

  /** @returns false when the username is taken */
  async add(tx: Tx, account: StoredAccount, by: Keeper): Promise<boolean> {
    const { sql, params } = insert('user_account', {
      username: account.username,
      fullName: account.fullName,
      unitCode: account.unitCode,
      roles: JSON.stringify(account.roles),
      passwordHash: account.passwordHash,
      active: account.active,
      createdAt: writeInstant(account.createdAt),
      version: account.version,
      email: account.email,
      phone: account.phone,
    });
    await tx.vouch('user_account', account.username);
    if ((await tx.execute(`${sql} ON CONFLICT ("username") DO NOTHING`, params)) === 0) return false;
    await this.note(tx, by, 'user.created', account.username);
    return true;
  }

  /** @returns false when somebody changed it since it was read */
  async replace(tx: Tx, account: StoredAccount, by: Keeper, changed: readonly string[]): Promise<boolean> {
    await tx.vouch('user_account', account.username);
    const rows = await tx.execute(
      `UPDATE "user_account" SET "fullName" = $1, "unitCode" = $2, "roles" = $3, "active" = $4, "passwordHash" = $5,
       "email" = $6, "phone" = $7, "version" = "version" + 1 WHERE "username" = $8 AND "version" = $9`,
      [
        account.fullName,
        account.unitCode,
        JSON.stringify(account.roles),
        account.active,
        account.passwordHash,
        account.email,
        account.phone,
        account.username,
        account.version,
      ],
    );
    for (const what of changed) await this.note(tx, by, `user.${what}_changed`, account.username);
    return rows === 1;
  }

  /** @param setBy the administrator who chose the password; null for the person themselves */
  async notePasswordBy(tx: Tx, username: string, setBy: string | null): Promise<void> {
    await tx.vouch('user_account', username);
    await tx.execute('UPDATE "user_account" SET "passwordSetBy" = $1 WHERE "username" = $2', [setBy, username]);
  }

  /** @returns true from the first account on */
  async any(): Promise<boolean> {
    return (await this.database.query('SELECT "username" FROM "user_account" LIMIT 1')).length > 0;
  }

  async openSessions(username: string, now: Instant): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      'SELECT CAST(count(*) AS integer) AS "n" FROM "session" WHERE "username" = $1 AND "expiresAt" > $2',
      [username, writeInstant(now)],
    );
    return row?.n ?? 0;
  }

  /** Administrators of these units who are not switched off, besides one. */
  async otherAdmins(tx: Tx, units: readonly string[], besides: string): Promise<number> {
    await lockRevision(tx, 'accounts.admins');
    const rows = await tx.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n" FROM "user_account" WHERE "active" = TRUE AND "roles" LIKE '%"admin"%'
          AND "username" <> $1 AND "unitCode" IN (${placeholders(units.length, 2)})`,
      [besides, ...units],
    );
    return rows[0]?.n ?? 0;
  }

  /** Signs the person out everywhere: what was known of the old password or rights ends now. */
  async endSessions(tx: Tx, username: string): Promise<void> {
    await tx.execute('DELETE FROM "session" WHERE "username" = $1', [username]);
  }

  private async note(tx: Tx, by: Keeper, action: string, username: string): Promise<void> {
    await this.audit.record(tx, { at: by.at, actor: by.username, action, subject: `user:${username}`, reason: null });
  }
}

function readAccount(row: Row): Account {
  return {
    username: String(row['username']),
    fullName: String(row['fullName']),
    unitCode: String(row['unitCode']),
    roles: readRoles(row['roles']),
    active: Boolean(row['active']),
    createdAt: readInstant(row['createdAt']),
    version: Number(row['version']),
    email: row['email'] as string | null,
    phone: row['phone'] as string | null,
  };
}

/** A role that an older or newer version wrote and this one does not know gives no right. */
export function readRoles(stored: unknown): Role[] {
  return (JSON.parse(String(stored)) as string[]).filter(isRole);
}
