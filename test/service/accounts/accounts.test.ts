import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { ApiTokensService } from '../../../src/accounts/api-tokens.service.js';
import { DESK_COST, Passwords, TEST_COST } from '../../../src/accounts/passwords.js';
import type { AccountsSessionReader } from '../../../src/accounts/session-reader.js';
import type { Actor, Role } from '../../../src/domain/accounts/roles.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { IdempotencyService } from '../../../src/platform/idempotency/idempotency.js';
import { SESSION_READER } from '../../../src/platform/web/principal.js';
import { startTestApp, type TestApp } from '../../support/app.js';

const PASSWORD = 'một câu thật là dài';

describe('accounts', () => {
  let world: TestApp;
  let accounts: AccountsService;
  let admin: Actor;
  let wardAdmin: Actor;
  beforeAll(async () => {
    world = await startTestApp();
    accounts = world.get(AccountsService, { strict: false });
    admin = await accounts.actor('admin');
    wardAdmin = await accounts.actor('xp.admin');
  });
  afterAll(() => world.close());

  const person = (username: string, unitCode: string, ...roles: Role[]) => ({
    username,
    fullName: 'Người Mới',
    unitCode,
    roles,
  });

  it('are kept by the administrators of their part of the tree, and audited', async () => {
    await accounts.createUser(admin, person('moi.mot', 'H45.20.21', 'receiver'), PASSWORD);
    await accounts.createUser(wardAdmin, person('moi.hai', 'H45.20.21', 'receiver'), PASSWORD);
    for (const unit of ['H45.20', 'H45.20.05']) {
      await expect(accounts.createUser(wardAdmin, person('moi.ba', unit, 'receiver'), PASSWORD)).rejects.toMatchObject({
        code: 'auth.forbidden',
      });
    }
    const leader = await accounts.actor('leader');
    await expect(accounts.createUser(leader, person('moi.ba', 'H45.20', 'clerk'), PASSWORD)).rejects.toMatchObject({
      code: 'auth.forbidden',
    });
    expect(await accounts.actor('moi.hai')).toEqual(person('moi.hai', 'H45.20.21', 'receiver'));
    expect(
      await world.database.query(`SELECT "actor", "action" FROM "audit_entry" WHERE "subject" = 'user:moi.hai'`),
    ).toEqual([{ actor: 'xp.admin', action: 'user.created' }]);
  });

  it('have one owner of a name', async () => {
    const again = accounts.createUser(admin, person('receiver', 'H45.20', 'admin'), PASSWORD);
    await expect(again).rejects.toMatchObject({ code: 'conflict.duplicate' });
    expect((await accounts.actor('receiver')).roles).toEqual(['receiver']);
  });

  it('are made in many without touching who is there', async () => {
    const passwordHash = await accounts.hashPassword(PASSWORD);
    const many = ['admin', 'nhieu.mot', 'nhieu.hai'].map((name) => ({
      ...person(name, 'H45.20', 'clerk'),
      passwordHash,
    }));
    expect([await accounts.createUsers(many), await accounts.createUsers(many)]).toEqual([2, 0]);
    expect((await accounts.actor('admin')).roles).toEqual(['admin']);
  });

  test.each`
    fault         | username     | unitCode    | password
    ${'username'} | ${'Bình'}    | ${'H45.20'} | ${PASSWORD}
    ${'username'} | ${'ab'}      | ${'H45.20'} | ${PASSWORD}
    ${'password'} | ${'moi.bon'} | ${'H45.20'} | ${'12345678'}
    ${'password'} | ${'moi.bon'} | ${'H45.20'} | ${'moi.bon moi.bon'}
    ${'unitCode'} | ${'moi.bon'} | ${'H99'}    | ${PASSWORD}
  `('refuse a bad $fault: $username', async ({ fault, username, unitCode, password }: Record<string, string>) => {
    const made = accounts.createUser(null, person(username!, unitCode!, 'clerk'), password!);
    await expect(made).rejects.toMatchObject({ code: 'request.invalid', errors: [{ field: fault }] });
  });

  it('do not lock out or promote who changes them', async () => {
    for (const change of [{ active: false }, { roles: ['receiver'] as Role[] }, { unitCode: 'H45.20.05' }]) {
      await expect(accounts.change(admin, 'admin', change)).rejects.toMatchObject({ code: 'auth.forbidden' });
    }
    const promoted = accounts.change(admin, 'admin', { roles: ['admin', 'leader'] });
    await expect(promoted).rejects.toMatchObject({ code: 'auth.forbidden' });
    expect(await accounts.change(admin, 'admin', { fullName: 'Bùi Quốc Lâm', active: true })).toMatchObject({
      active: true,
    });
  });

  it('are out of reach for the administrators of another part', async () => {
    await expect(accounts.change(wardAdmin, 'receiver', { active: false })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(accounts.change(wardAdmin, 'xp.clerk', { unitCode: 'H45.20' })).rejects.toMatchObject({
      code: 'auth.forbidden',
    });
    expect(await accounts.change(admin, 'xp.clerk', { roles: ['clerk', 'returner'] })).toMatchObject({ version: 2 });
  });

  it('change from the version that was read', async () => {
    const { version } = await accounts.account('clerk', admin);
    await accounts.change(admin, 'clerk', { fullName: 'Hồ Thị Hạ' }, version);
    await expect(accounts.change(admin, 'clerk', { fullName: 'Khác' }, version)).rejects.toMatchObject({
      code: 'version.stale',
    });
    const now = await accounts.account('clerk', admin);
    const both = await Promise.allSettled([
      accounts.change(admin, 'clerk', { fullName: 'Một' }),
      accounts.change(admin, 'clerk', { fullName: 'Hai' }),
    ]);
    const done = both.filter(({ status }) => status === 'fulfilled').length;
    expect((await accounts.account('clerk', admin)).version).toBe(now.version + done);
  });

  it('are listed as far as one sees, page by page', async () => {
    const head = await accounts.actor('division_head');
    const own = await accounts.list(head, {});
    expect(new Set(own.items.map(({ unitCode }) => unitCode))).toEqual(new Set(['H45.20.05']));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await accounts.list(admin, { cursor, limit: 4 });
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ username }) => username));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(['xp.leader', 'specialist', 'admin']));
    await expect(accounts.list(head, { unitCode: 'H45.20' })).rejects.toMatchObject({ code: 'auth.forbidden' });
    await expect(accounts.list(wardAdmin, { unitCode: 'H45.20' })).rejects.toMatchObject({ code: 'auth.forbidden' });
    expect(JSON.stringify(own)).not.toContain('argon2');
  });

  it('name who can be handed a dossier', async () => {
    await accounts.change(admin, 'specialist2', { active: false });
    expect((await accounts.staff('H45.20.05', 'specialist')).map(({ username }) => username)).toEqual(['specialist']);
    expect(await accounts.names(['specialist2', 'nobody'])).toEqual(new Map([['specialist2', 'Huỳnh Thị Nga']]));
    await expect(accounts.actor('specialist2')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are made once for one idempotency key, also when both come at once', async () => {
    const idempotency = world.get(IdempotencyService, { strict: false });
    const write = idempotency.describe('admin', 'POST /x', 'a-key-of-mine', ['/x', { a: 1, b: 2 }]);
    const make = () => accounts.createUser(admin, person('mot.lan', 'H45.20', 'clerk'), PASSWORD, write);
    const both = await Promise.all([idempotency.once(write, make), idempotency.once(write, make)]);
    expect(both.map(({ resource }) => resource)).toEqual(['mot.lan', 'mot.lan']);
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    const sameBody = idempotency.describe('admin', 'POST /x', 'a-key-of-mine', ['/x', { b: 2, a: 1 }]);
    expect(await idempotency.lookUp(sameBody)).toBe('mot.lan');
    const other = idempotency.describe('admin', 'POST /x', 'a-key-of-mine', ['/x', { a: 1 }]);
    await expect(idempotency.once(other, make)).rejects.toMatchObject({ code: 'idempotency.key_reused' });
    expect(await idempotency.lookUp(idempotency.describe('clerk', 'POST /x', 'a-key-of-mine', 1))).toBeNull();
    world.clock.set('2023-06-09T08:00:00+07:00');
    expect(await idempotency.forgetOld(world.clock.now())).toBe(1);
    expect(await idempotency.lookUp(write)).toBeNull();
  });

  it('keep nothing of an idempotency key whose work failed', async () => {
    const idempotency = world.get(IdempotencyService, { strict: false });
    const write = idempotency.describe('admin', 'POST /x', 'another-key', 1);
    const taken = () => accounts.createUser(admin, person('receiver', 'H45.20', 'clerk'), PASSWORD, write);
    await expect(idempotency.once(write, taken)).rejects.toMatchObject({ code: 'conflict.duplicate' });
    expect(await idempotency.lookUp(write)).toBeNull();
  });
});

describe('API tokens', () => {
  let world: TestApp;
  let tokens: ApiTokensService;
  let reader: AccountsSessionReader;
  let admin: Actor;
  const wish = (username = 'monitor', endsOn = '2023-06-30') => ({
    username,
    name: 'Cổng dịch vụ công',
    scopes: ['read'],
    endsOn: plainDate(endsOn),
  });
  beforeAll(async () => {
    world = await startTestApp();
    tokens = world.get(ApiTokensService, { strict: false });
    reader = world.get<AccountsSessionReader>(SESSION_READER, { strict: false });
    admin = await world.get(AccountsService, { strict: false }).actor('admin');
  });
  afterAll(() => world.close());

  it('open a session with their scopes until the end of their last day', async () => {
    world.clock.set('2023-06-01T08:00:00+07:00');
    const { token } = await tokens.issue(admin, wish());
    expect(await reader.read(token)).toMatchObject({ actor: { username: 'monitor' }, scopes: ['read'] });
    expect(JSON.stringify(await world.database.query('SELECT * FROM "api_token"'))).not.toContain(token);
    world.clock.set('2023-06-30T23:59:59+07:00');
    expect(await reader.read(token)).not.toBeNull();
    world.clock.set('2023-07-01T00:00:00+07:00');
    expect(await reader.read(token)).toBeNull();
    world.clock.set('2023-06-01T08:00:00+07:00');
  });

  it('end when they are revoked or their person is switched off', async () => {
    const accounts = world.get(AccountsService, { strict: false });
    const first = await tokens.issue(admin, wish());
    await tokens.revoke(admin, first.id);
    expect(await reader.read(first.token)).toBeNull();
    await expect(tokens.revoke(admin, first.id)).rejects.toMatchObject({ code: 'not_found' });
    const second = await tokens.issue(admin, wish());
    await accounts.change(admin, 'monitor', { active: false });
    expect(await reader.read(second.token)).toBeNull();
    await accounts.change(admin, 'monitor', { active: true });
  });

  it('never sign, number or administer, not even when their person is promoted later', async () => {
    for (const username of ['leader', 'clerk', 'admin']) {
      await expect(tokens.issue(admin, wish(username))).rejects.toMatchObject({ code: 'auth.forbidden' });
    }
    const { token } = await tokens.issue(admin, wish('desk_head'));
    await world.get(AccountsService, { strict: false }).change(admin, 'desk_head', { roles: ['desk_head', 'leader'] });
    expect((await reader.read(token))?.actor.roles).toEqual(['desk_head']);
  });

  it('end within a year, and belong to one’s own part of the tree', async () => {
    for (const endsOn of ['2023-05-31', '2024-06-02']) {
      await expect(tokens.issue(admin, wish('monitor', endsOn))).rejects.toMatchObject({ code: 'request.invalid' });
    }
    const wardAdmin = await world.get(AccountsService, { strict: false }).actor('xp.admin');
    await expect(tokens.issue(wardAdmin, wish())).rejects.toMatchObject({ code: 'not_found' });
    const own = await tokens.issue(admin, wish());
    await expect(tokens.revoke(wardAdmin, own.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('passwords', () => {
  it('are argon2id with the cost given, salted', async () => {
    const passwords = new Passwords(TEST_COST);
    const [one, two] = [await passwords.hash(PASSWORD), await passwords.hash(PASSWORD)];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
    expect(one).not.toBe(two);
    expect(DESK_COST).toEqual({ memoryKiB: 19_456, passes: 2 });
    expect(await passwords.matches(one, PASSWORD)).toBe(true);
    expect(await passwords.matches(one, `${PASSWORD} `)).toBe(false);
  });

  it('of nobody never match, not even the decoy’s', async () => {
    const passwords = new Passwords(TEST_COST);
    expect(await passwords.matches(null, 'nobody has this password')).toBe(false);
  });
});
