import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Browser } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { TEST_PASSWORD } from '../support/small-world.js';

describe('signing in', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startTestApp();
  });
  afterAll(() => world.close());

  const sessions = (payload: object) => world.http({ method: 'POST', url: '/api/v1/sessions', payload });

  it('gives programs a token, and takes it back', async () => {
    const answer = await sessions({ username: ' Receiver ', password: TEST_PASSWORD });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.cookies).toEqual([]);
    expect(answer.json()).toEqual({
      token: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: '2023-06-01T18:00:00+07:00',
      user: { username: 'receiver', fullName: 'Trần Thị Bình', unitCode: 'H45.20', roles: ['receiver'] },
    });
    const headers = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
    const me = await world.http({ method: 'GET', url: '/api/v1/me', headers });
    expect(me.json()).toMatchObject({ username: 'receiver', roles: ['receiver'] });
    const out = await world.http({ method: 'DELETE', url: '/api/v1/sessions/current', headers });
    expect([out.statusCode, out.body]).toEqual([204, '']);
    const after = await world.http({ method: 'GET', url: '/api/v1/me', headers });
    expect(after.statusCode).toBe(401);
    expect(after.headers['www-authenticate']).toBe('Bearer');
    expect(after.json()).toMatchObject({ code: 'auth.required', title: 'Cần đăng nhập' });
  });

  it('refuses a wrong password and a stranger alike, and says when to come back', async () => {
    const wrong = await sessions({ username: 'cashier', password: 'wrong' });
    const stranger = await sessions({ username: 'stranger', password: 'wrong' });
    expect([wrong.statusCode, wrong.body]).toEqual([401, stranger.body]);
    for (let i = 0; i < 4; i += 1) await sessions({ username: 'cashier', password: 'wrong' });
    const limited = await sessions({ username: 'cashier', password: TEST_PASSWORD });
    expect(limited.statusCode).toBe(429);
    expect(limited.headers['retry-after']).toBe('900');
    expect(limited.json()).toMatchObject({ code: 'rate.limited', facts: { retryAfterSeconds: 900 } });
  });

  it('counts the address it sees, not the one a header claims', async () => {
    const claim = (i: number) => ({ 'x-forwarded-for': `10.9.9.${i}` });
    const payload = { username: 'returner', password: 'wrong' };
    const codes: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      codes.push(
        (await world.http({ method: 'POST', url: '/api/v1/sessions', payload, headers: claim(i) })).statusCode,
      );
    }
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('shows people a form, lets them in, brings them back where they were, and out', async () => {
    const browser = new Browser(world.http);
    const sent = await browser.get('/log-in?next=%2Flocale%2Fen');
    expect(sent.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(sent.body).toContain('name="returnTo" value="/locale/en"');
    const answer = await browser.post('/log-in', {
      username: 'desk_head',
      password: TEST_PASSWORD,
      returnTo: '/locale/en',
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/locale/en']);
    const cookie = answer.cookies.find(({ name }) => name === 'session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 36_000 });
    expect(cookie).not.toHaveProperty('expires');
    await browser.get('/log-in');
    const out = await browser.post('/log-out');
    expect([out.statusCode, out.headers.location]).toEqual([303, '/log-in']);
    expect(browser.cookie('session')).toBeUndefined();
    expect(await world.database.query(`SELECT * FROM "session" WHERE "username" = 'desk_head'`)).toEqual([]);
  });

  it('keeps the name and never the password when it was wrong', async () => {
    const browser = new Browser(world.http);
    await browser.get('/log-in');
    const answer = await browser.post('/log-in', { username: '"><b>monitor', password: 'wr0ng-secret' });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('Tên đăng nhập hoặc mật khẩu không đúng');
    expect(answer.body).toContain('&quot;&gt;&lt;b&gt;monitor');
    expect(answer.body).not.toContain('wr0ng-secret');
    const empty = await browser.post('/log-in', { username: '', password: '' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('Cần điền mục này');
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/..//evil.example'])(
    'leads nowhere else: %s',
    async (returnTo) => {
      const shown = await world.http({ method: 'GET', url: `/log-in?next=${encodeURIComponent(returnTo)}` });
      expect(shown.body).toContain('name="returnTo" value="/"');
      const browser = new Browser(world.http);
      await browser.get('/log-in');
      const answer = await browser.post('/log-in', { username: 'leader', password: TEST_PASSWORD, returnTo });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
      const locale = await world.http({ method: 'GET', url: `/locale/en?next=${encodeURIComponent(returnTo)}` });
      expect(locale.headers.location).toBe('/');
    },
  );

  it('makes a new session for each person at the PC, and ends the one before', async () => {
    const browser = await world.browse('xp.receiver');
    const first = browser.cookie('session')!;
    await browser.post('/log-in', { username: 'xp.leader', password: TEST_PASSWORD });
    expect(browser.cookie('session')).not.toBe(first);
    const old = await world.http({ method: 'GET', url: '/api/v1/me', cookies: { session: first } });
    expect(old.statusCode).toBe(401);
  });
});

describe('behind TLS', () => {
  it('keeps cookies to this host and this protocol', async () => {
    const world = await startTestApp({ config: { PUBLIC_URL: 'https://motcua.example.vn' } });
    try {
      const page = await world.http({ method: 'GET', url: '/log-in' });
      expect(page.headers['strict-transport-security']).toBe('max-age=15552000');
      expect(page.cookies[0]).toMatchObject({ name: '__Host-guest', secure: true, path: '/', httpOnly: true });
      const browser = await world.browse('receiver');
      expect(browser.cookie('__Host-session')).toBeDefined();
      const planted = await world.http({
        method: 'GET',
        url: '/api/v1/me',
        cookies: { session: browser.cookie('__Host-session')! },
      });
      expect(planted.statusCode).toBe(401);
    } finally {
      await world.close();
    }
  });
});
