import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SessionsService } from '../../../src/accounts/sessions.service.js';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/instant.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { TEST_PASSWORD } from '../../support/small-world.js';

const DESK = '10.0.0.1';
const LIMITED = { code: 'rate.limited' };
const FAILED = { code: 'auth.failed' };

describe('sessions and their limits', () => {
  let world: TestApp;
  let sessions: SessionsService;
  beforeAll(async () => {
    world = await startTestApp({ config: { SESSION_HOURS: '10' } });
    sessions = world.get(SessionsService, { strict: false });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.transactor.run((tx) => tx.execute('DELETE FROM "log_in_limit"'));
    await world.transactor.run((tx) => tx.execute('DELETE FROM "session"'));
    world.clock.set('2023-06-01T08:00:00+07:00');
  });

  const right = (username = 'receiver', address = DESK) => sessions.open(username, TEST_PASSWORD, address);
  const wrong = (username = 'receiver', address = DESK) => sessions.open(username, 'not the password', address);
  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => 'in',
      (error: unknown) => (error as { code: string }).code,
    );
  const repeat = async (times: number, work: () => Promise<unknown>) => {
    const outcomes: string[] = [];
    for (let i = 0; i < times; i += 1) outcomes.push(await attempt(work()));
    return outcomes;
  };

  it('keeps no token, only its hash', async () => {
    const { token } = await right();
    expect(token).toMatch(/^[\w-]{43}$/);
    const rows = await world.database.query('SELECT * FROM "session"');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await sessions.use(token)).toMatchObject({ actor: { username: 'receiver', unitCode: 'H45.20' } });
    expect(await sessions.use(`${token}x`)).toBeNull();
  });

  it('slides while it is used, and ends when it is not', async () => {
    const { token, expiresAt } = await right();
    world.clock.advance(4 * MINUTE);
    expect(await sessions.use(token)).toMatchObject({ renewed: false, expiresAt });
    world.clock.advance(5 * HOUR);
    expect(await sessions.use(token)).toMatchObject({ renewed: true, expiresAt: world.clock.now() + 10 * HOUR });
    world.clock.advance(10 * HOUR - 1);
    expect(await sessions.use(token)).not.toBeNull();
    world.clock.advance(10 * HOUR);
    expect(await sessions.use(token)).toBeNull();
    expect(await sessions.forgetEnded()).toBeGreaterThan(0);
    expect(await world.database.query('SELECT * FROM "session"')).toEqual([]);
  });

  it('ends after a week, however busy', async () => {
    const { token } = await right();
    const start = world.clock.now();
    let last = await sessions.use(token);
    while (last) {
      world.clock.advance(9 * HOUR);
      last = await sessions.use(token);
      if (last) expect(last.expiresAt).toBeLessThanOrEqual(start + 7 * DAY);
    }
    expect(world.clock.now() - start).toBeGreaterThanOrEqual(7 * DAY);
    expect(world.clock.now() - start).toBeLessThan(7 * DAY + 9 * HOUR);
  });

  it('ends when it is closed, when the password changes, and when the person is switched off', async () => {
    const accounts = world.get(AccountsService, { strict: false });
    const admin = await accounts.actor('admin');
    const closed = await right('cashier');
    await sessions.close((await sessions.use(closed.token))!.id);
    expect(await sessions.use(closed.token)).toBeNull();
    const before = await right('cashier');
    await accounts.change(admin, 'cashier', { password: 'một câu thật là dài' });
    expect(await sessions.use(before.token)).toBeNull();
    const after = await sessions.open('cashier', 'một câu thật là dài', DESK);
    await accounts.change(admin, 'cashier', { active: false });
    expect(await sessions.use(after.token)).toBeNull();
    await expect(sessions.open('cashier', 'một câu thật là dài', DESK)).rejects.toMatchObject(FAILED);
    await accounts.change(admin, 'cashier', { active: true });
    expect(await sessions.use(after.token)).toBeNull();
  });

  it('says the same of a stranger, a wrong password and nobody', async () => {
    const said = async (work: Promise<unknown>) =>
      work.catch((error: unknown) => ({ ...(error as Error), message: (error as Error).message }));
    expect(await said(wrong('nobody.here'))).toEqual(await said(wrong('receiver')));
    expect(await said(wrong('"\u0000'))).toMatchObject(FAILED);
  });

  it('lets a pair of person and place try five times in a quarter of an hour', async () => {
    expect(await repeat(6, wrong)).toEqual([...Array<string>(5).fill('auth.failed'), 'rate.limited']);
    await expect(right()).rejects.toMatchObject({ ...LIMITED, facts: { retryAfterSeconds: 900 } });
    expect(await attempt(right('receiver', '10.0.0.2'))).toBe('in');
    expect(await attempt(right('returner'))).toBe('in');
    world.clock.advance(10 * MINUTE);
    await expect(right()).rejects.toMatchObject({ ...LIMITED, facts: { retryAfterSeconds: 300 } });
    world.clock.advance(5 * MINUTE);
    expect(await attempt(right())).toBe('in');
  });

  it('starts afresh after the right password', async () => {
    await repeat(4, wrong);
    expect(await attempt(right())).toBe('in');
    expect(await repeat(5, wrong)).toEqual(Array<string>(5).fill('auth.failed'));
  });

  it('counts tries that come at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => attempt(wrong())));
    expect(outcomes.filter((code) => code === 'auth.failed')).toHaveLength(5);
  });

  it('bounds one place trying many names', async () => {
    let i = 0;
    const outcomes = await repeat(61, () => wrong(`name${(i += 1)}`));
    expect(outcomes.filter((code) => code === 'rate.limited')).toHaveLength(1);
    await expect(right()).rejects.toMatchObject(LIMITED);
    expect(await attempt(right('receiver', '10.0.0.2'))).toBe('in');
  });

  it('bounds many places trying one name, and still lets the person in where they have been', async () => {
    await right('receiver', DESK);
    let i = 0;
    await repeat(31, () => wrong('receiver', `10.1.0.${(i += 1)}`));
    await expect(right('receiver', '10.2.0.1')).rejects.toMatchObject(LIMITED);
    expect(await attempt(right('receiver', DESK))).toBe('in');
    world.clock.advance(HOUR);
    expect(await attempt(right('receiver', '10.2.0.1'))).toBe('in');
  });

  it('forgets counters nobody needs', async () => {
    await wrong().catch(() => undefined);
    await right('returner');
    world.clock.advance(2 * DAY);
    await sessions.forgetEnded();
    const kept = await world.database.query('SELECT "count" FROM "log_in_limit" WHERE "count" > 0');
    expect(kept).toEqual([]);
    world.clock.advance(31 * DAY);
    await sessions.forgetEnded();
    expect(await world.database.query('SELECT * FROM "log_in_limit"')).toEqual([]);
  });
});
