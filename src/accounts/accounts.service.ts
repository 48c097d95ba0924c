import { Inject, Injectable } from '@nestjs/common';
import { hasRole, mayActFor, mayRead, seesBelow, type Actor, type Role } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { UnitsService } from '../units/units.service.js';
import type { Account, AccountChange, NewAccount } from './account.js';
import {
  demandGood,
  demandHarmless,
  demandUsername,
  demandVersion,
  forbidden,
  invalid,
  lastAdmin,
  losesAdmin,
} from './account-rules.js';
import { AccountsRepository, type StoredAccount } from './accounts.repository.js';
import { Passwords } from './passwords.js';

export interface AccountQuery {
  readonly unitCode?: string | undefined;
  /** username the page begins after */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface AccountPage {
  readonly items: readonly Account[];
  readonly nextCursor: string | null;
}

/** People with an account. Administrators keep those of their own part of the tree. Source: reference 9.1. */
@Injectable()
export class AccountsService {
  /** Accounts are never taken away: asked until there is one. */
  private someone = false;

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly units: UnitsService,
    private readonly passwords: Passwords,
    private readonly transactor: Transactor,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The person as use cases know them. @throws DomainError `not_found`, also for one who is switched off */
  async actor(username: string): Promise<Actor> {
    const found = await this.accounts.find(username);
    if (!found?.active) throw unknown(username);
    return { username, fullName: found.fullName, unitCode: found.unitCode, roles: found.roles };
  }

  /** False in an installation where nobody has made the first account yet. */
  async any(): Promise<boolean> {
    this.someone ||= await this.accounts.any();
    return this.someone;
  }

  /** Who somebody was, also when they were switched off since: what they signed stays signed. */
  async signatory(username: string): Promise<Pick<Actor, 'fullName' | 'unitCode'> | null> {
    const found = await this.accounts.find(username);
    return found && { fullName: found.fullName, unitCode: found.unitCode };
  }

  /** Who can be written to; null for people who are switched off, or left no address. */
  async addressOf(username: string): Promise<{ readonly fullName: string; readonly email: string } | null> {
    const found = await this.accounts.find(username);
    return found?.active && found.email !== null ? { fullName: found.fullName, email: found.email } : null;
  }

  /** @throws DomainError `not_found`, also for people outside what the asker may read */
  async account(username: string, asker: Actor): Promise<Account> {
    const found = await this.accounts.find(username);
    if (!found || !mayRead(asker, found.unitCode, await this.units.ancestors(found.unitCode))) throw unknown(username);
    return withoutHash(found);
  }

  /** People the asker may read, by username. @throws DomainError `auth.forbidden` for a unit out of their reach */
  async list(asker: Actor, { unitCode, cursor = '', limit = 50 }: AccountQuery): Promise<AccountPage> {
    const top = unitCode ?? asker.unitCode;
    if (!mayRead(asker, top, await this.units.ancestors(top))) throw forbidden('this unit is not yours to see');
    const below = seesBelow(asker) ? await this.units.subtree(top) : [top];
    const items = await this.accounts.page(below, cursor, limit + 1);
    const more = items.length > limit;
    return { items: items.slice(0, limit), nextCursor: more ? (items[limit - 1]?.username ?? null) : null };
  }

  /** Active people of one unit, e.g. to hand a dossier to; with a role, only those who have it. At most 200. */
  async staff(unitCode: string, role?: Role): Promise<Actor[]> {
    const people = await this.accounts.page([unitCode], '', 200);
    return people
      .filter((person) => person.active && (role === undefined || hasRole(person, role)))
      .map(({ username, fullName, roles }) => ({ username, fullName, unitCode, roles }));
  }

  /** @returns full names by username, of those who exist; for lists and timelines */
  async names(usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.accounts.names([...new Set(usernames)]);
    return new Map(rows.map(({ username, fullName }) => [username, fullName]));
  }

  /**
   * @param by null for a command on the server itself
   * @returns the username
   * @throws DomainError `auth.forbidden` outside one's part of the tree, `request.invalid`, `conflict.duplicate`
   */
  async createUser(
    by: Actor | null,
    account: NewAccount,
    password: string,
    write: IdempotentWrite | null = null,
  ): Promise<string> {
    await this.demandMayKeep(by, account.unitCode);
    demandGood(account.username, password);
    const at = this.clock.now();
    const passwordHash = await this.passwords.hash(password);
    const stored = storedAccount({ ...account, passwordHash }, at);
    await this.transactor.run(async (tx) => {
      const added = await this.accounts.add(tx, stored, { username: by?.username ?? 'command', at });
      if (!added) throw new DomainError('conflict.duplicate', 'this username is taken', { username: account.username });
      // Who types a password for somebody else knows it: it is changed at the first log-in.
      if (by) await this.accounts.notePasswordBy(tx, account.username, by.username);
      await this.idempotency.remember(tx, write, account.username, at);
    });
    return account.username;
  }

  /**
   * Many accounts in one transaction, their hashes made before: demo and imports. Those that exist stay as they are.
   *
   * @returns how many were new
   */
  async createUsers(accounts: readonly (NewAccount & { passwordHash: string })[]): Promise<number> {
    for (const { username } of accounts) demandUsername(username);
    const at = this.clock.now();
    return this.transactor.run(async (tx) => {
      let added = 0;
      for (const account of accounts) {
        if (await this.accounts.add(tx, storedAccount(account, at), { username: 'command', at })) added += 1;
      }
      return added;
    });
  }

  hashPassword(password: string): Promise<string> {
    return this.passwords.hash(password);
  }

  /**
   * Changes an account; a new password, new rights or switching off ends its sessions at once.
   *
   * @param seen version the administrator read; null asks for nothing
   * @throws DomainError `not_found`, `auth.forbidden` (outside one's part of the tree; own rights), `request.invalid`,
   *   `version.stale`
   */
  async change(by: Actor, username: string, change: AccountChange, seen: number | null = null): Promise<Account> {
    const before = await this.accounts.find(username);
    if (!before || !(await this.mayKeep(by, before.unitCode))) throw unknown(username);
    demandVersion(seen ?? before.version, before.version);
    if (change.unitCode !== undefined) await this.demandMayKeep(by, change.unitCode);
    // What was left out of a request arrives as undefined, and must not take anything's place.
    const said = Object.entries(change).filter(([, value]) => value !== undefined);
    const { password, ...facts } = Object.fromEntries(said) as AccountChange;
    if (by.username === username) demandHarmless(before, facts);
    if (password !== undefined) demandGood(username, password);
    const passwordHash = password === undefined ? before.passwordHash : await this.passwords.hash(password);
    const after: StoredAccount = { ...before, ...facts, passwordHash };
    const changed = said.map(([name]) => name);
    const at = this.clock.now();
    const reach = [before.unitCode, ...(await this.units.ancestors(before.unitCode))];
    await this.transactor.run(async (tx) => {
      if (losesAdmin(before, after) && (await this.accounts.otherAdmins(tx, reach, username)) === 0) throw lastAdmin();
      const done = await this.accounts.replace(tx, after, { username: by.username, at }, changed);
      if (!done) throw new DomainError('version.stale', 'somebody changed this account meanwhile');
      if (password !== undefined) {
        await this.accounts.notePasswordBy(tx, username, by.username === username ? null : by.username);
      }
      if (password !== undefined || !after.active) await this.accounts.endSessions(tx, username);
    });
    return withoutHash({ ...after, version: before.version + 1 });
  }

  /** @throws DomainError `not_found` when it does not exist or is not the administrator's to keep */
  async demandKept(by: Actor, username: string): Promise<Account> {
    const found = await this.accounts.find(username);
    if (!found || !(await this.mayKeep(by, found.unitCode))) throw unknown(username);
    return withoutHash(found);
  }

  private async demandMayKeep(by: Actor | null, unitCode: string): Promise<void> {
    const tree = await this.units.tree();
    if (!tree.find(unitCode)) throw invalid('unitCode', 'Không có đơn vị này');
    if (by && !(await this.mayKeep(by, unitCode))) throw forbidden('this unit’s accounts are not yours to keep');
  }

  private async mayKeep(by: Actor, unitCode: string): Promise<boolean> {
    return hasRole(by, 'admin') && mayActFor(by, unitCode, await this.units.ancestors(unitCode));
  }
}

function storedAccount(account: NewAccount & { readonly passwordHash: string }, at: Instant): StoredAccount {
  const { email = null, phone = null } = account;
  return { ...account, email, phone, active: true, createdAt: at, version: 1 };
}

function withoutHash({ passwordHash: _, ...account }: StoredAccount): Account {
  return account;
}

function unknown(username: string): DomainError {
  return new DomainError('not_found', 'there is no such account', { username: username.slice(0, 40) });
}
