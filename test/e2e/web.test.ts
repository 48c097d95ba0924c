import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { templatesRoot } from '../../src/platform/templates/project-root.js';
import type { Agent, Browser } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ProbeModule, SilentModule } from '../support/probe-routes.js';

describe('the platform at the door', () => {
  let world: TestApp;
  let receiver: Agent;
  let browser: Browser;
  beforeAll(async () => {
    world = await startTestApp({ extra: [ProbeModule] });
    receiver = await world.as('receiver');
    browser = await world.browse('receiver');
  });
  afterAll(() => world.close());

  it('refuses to start while a route has not said who may call it', async () => {
    await expect(startTestApp({ extra: [SilentModule] })).rejects.toThrow(
      /declare no @Allow.*: GET SilentController\.route, GET SilentPages\.page$/,
    );
  });

  it('asks for a person, then for a role', async () => {
    const url = '/api/v1/probe/signers';
    expect((await world.http({ method: 'GET', url })).statusCode).toBe(401);
    expect((await world.http({ method: 'GET', url, headers: { authorization: 'Bearer nonsense' } })).statusCode).toBe(
      401,
    );
    const refused = await receiver.get(url);
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ code: 'auth.forbidden', facts: { needs: ['leader', 'clerk'] } });
    expect((await (await world.as('clerk')).get(url)).statusCode).toBe(200);
  });

  it('knows who comes to a public route, and lets in who has an old token', async () => {
    const url = '/api/v1/probe/anyone';
    expect((await receiver.get(url)).json()).toEqual({ who: 'receiver' });
    expect((await browser.get(url)).json()).toEqual({ who: 'receiver' });
    expect((await world.http({ method: 'GET', url, headers: { authorization: 'Bearer old' } })).json()).toEqual({
      who: null,
    });
  });

  it('holds API tokens to their scopes', async () => {
    const admin = await world.as('admin');
    const wish = { username: 'monitor', name: 'Kiosk', scopes: ['read'], endsOn: '2023-12-31' };
    const made = await admin.post('/api/v1/api-tokens', wish);
    expect(made.statusCode).toBe(201);
    const { token, id } = made.json<{ token: string; id: string }>();
    const headers = { authorization: `Bearer ${token}` };
    expect((await world.http({ method: 'GET', url: '/api/v1/me', headers })).json()).toMatchObject({
      username: 'monitor',
    });
    const write = await world.http({
      method: 'POST',
      url: '/api/v1/probe/things',
      headers,
      payload: { text: 'a', amount: 1 },
    });
    expect([write.statusCode, write.json<{ facts: object }>().facts]).toEqual([403, { scopes: ['read'] }]);
    expect((await admin.delete(`/api/v1/api-tokens/${id}`)).statusCode).toBe(204);
    expect((await world.http({ method: 'GET', url: '/api/v1/me', headers })).statusCode).toBe(401);
  });

  describe('forms of other sites', () => {
    const fields = { text: 'a', amount: '1' };

    it.each([[{}], [{ _csrf: '' }], [{ _csrf: 'f'.repeat(64) }]])('are refused with %p', async (extra) => {
      const fresh = await world.browse('receiver');
      fresh.csrf = null;
      const answer = await fresh.post('/probe/page', { ...fields, ...extra });
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('auth.csrf');
    });

    it('are refused with the token of another session', async () => {
      const other = await world.browse('receiver');
      const answer = await browser.post('/probe/page', { ...fields, _csrf: other.csrf! });
      expect(answer.statusCode).toBe(403);
    });

    it('cannot sign anybody in or out', async () => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const logIn = await world.http({
        method: 'POST',
        url: '/log-in',
        headers: type,
        payload: 'username=a&password=b',
      });
      expect(logIn.statusCode).toBe(403);
      const { session } = { session: browser.cookie('session')! };
      const logOut = await world.http({
        method: 'POST',
        url: '/log-out',
        headers: type,
        cookies: { session },
        payload: '',
      });
      expect(logOut.statusCode).toBe(403);
    });

    it('cannot reach the API with the cookie alone', async () => {
      const cookies = { session: browser.cookie('session')! };
      const url = '/api/v1/probe/things';
      const payload = { text: 'a', amount: 1 };
      const bare = await world.http({ method: 'POST', url, cookies, payload });
      expect([bare.statusCode, bare.json<{ code: string }>().code]).toEqual([403, 'auth.csrf']);
      await browser.get('/log-in');
      const shown = await world.http({
        method: 'POST',
        url,
        cookies,
        payload,
        headers: { 'x-csrf-token': browser.csrf! },
      });
      expect(shown.statusCode).toBe(201);
      const anyone = await world.http({ method: 'POST', url: '/api/v1/probe/anyone', cookies });
      expect(anyone.json()).toEqual({ who: null });
    });
  });

  it('sends people to the log-in and back, and programs a problem', async () => {
    const sent = await world.http({ method: 'GET', url: '/probe/page?q=1' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/log-in?next=%2Fprobe%2Fpage%3Fq%3D1']);
    const htmx = await world.http({ method: 'GET', url: '/probe/page', headers: { 'hx-request': 'true' } });
    expect([htmx.statusCode, htmx.headers['hx-redirect']]).toEqual([401, '/log-in?next=%2Fprobe%2Fpage']);
    const forbidden = await (await world.browse('clerk')).get('/probe/page');
    expect(forbidden.statusCode).toBe(403);
    expect(forbidden.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('answers a form by going back to the page, which says once what was done', async () => {
    await browser.get('/probe/page');
    const saved = await browser.post('/probe/page', { text: ' Bình ', amount: '7', _key: 'a-form-key-1' });
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/probe/page']);
    expect((await browser.get('/probe/page')).body).toContain('Đã lưu Bình 7 có khóa');
    expect((await browser.get('/probe/page')).body).not.toContain('Đã lưu');
  });

  it('offers the way out on every staff page, to the route that is there', () => {
    const source = readFileSync(join(templatesRoot, 'layouts', 'page.hbs'), 'utf8');
    expect(source).toContain('action="/session/lock"');
    expect(source).toContain('href="/account"');
    const account = readFileSync(join(templatesRoot, 'pages', 'account', 'show.hbs'), 'utf8');
    expect(account).toContain('action="/log-out"');
  });

  it('believes no flash it did not sign', async () => {
    const flash = `${Buffer.from('{"kind":"ok","text":"Gọi số lạ"}').toString('base64url')}.${'0'.repeat(64)}`;
    const page = await browser.get('/probe/page', { cookie: `session=${browser.cookie('session')!}; flash=${flash}` });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('Gọi số lạ');
  });

  it('speaks Vietnamese until a language is chosen; programs may ask for one', async () => {
    const english = { 'accept-language': 'en-GB,en;q=0.9,vi;q=0.1' };
    expect((await world.http({ method: 'GET', url: '/log-in', headers: english })).body).toContain('<html lang="vi">');
    const chosen = await world.http({ method: 'GET', url: '/locale/en?next=/log-in' });
    expect([chosen.statusCode, chosen.headers.location]).toEqual([303, '/log-in']);
    const page = await world.http({ method: 'GET', url: '/log-in', cookies: { locale: 'en' } });
    expect(page.body).toContain('<html lang="en">');
    const problem = await world.http({ method: 'GET', url: '/api/v1/me', headers: english });
    expect(problem.json()).toMatchObject({ title: 'Signing in is needed' });
    expect((await world.http({ method: 'GET', url: '/locale/fr' })).statusCode).toBe(404);
  });

  it('guards pages by headers: nothing inline, nobody frames us, nothing kept', async () => {
    for (const url of ['/log-in', '/probe/page', '/api/v1/me', '/nowhere']) {
      const { headers } = await browser.get(url);
      expect(headers['content-security-policy']).toBe(
        "default-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';img-src 'self' data:;object-src 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('serves its own files, to be kept, and no others', async () => {
    const css = await world.http({ method: 'GET', url: '/assets/app.css' });
    expect([css.statusCode, css.headers['cache-control']]).toEqual([200, 'public, max-age=300']);
    const etag = String(css.headers.etag);
    const again = await world.http({ method: 'GET', url: '/assets/app.css', headers: { 'if-none-match': etag } });
    expect(again.statusCode).toBe(304);
    for (const url of ['/assets/app.css', '/assets/app.js', '/assets/vendor/htmx.min.js']) {
      const plain = await world.http({ method: 'GET', url });
      const packed = await world.http({ method: 'GET', url, headers: { 'accept-encoding': 'gzip, br' } });
      expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
      expect(gunzipSync(packed.rawPayload)).toEqual(plain.rawPayload);
    }
    const font = await world.http({ method: 'GET', url: '/assets/fonts/be-vietnam-pro-vietnamese-400-normal.woff2' });
    expect([font.statusCode, font.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    for (const url of [
      '/assets/',
      '/assets/../layouts/page.hbs',
      '/assets/%2e%2e/layouts/page.hbs',
      '/assets/fonts/be-vietnam-pro-latin-100-italic.woff2',
      '/assets/fonts/../package.json',
      '/assets/.env',
    ]) {
      expect((await world.http({ method: 'GET', url })).statusCode).not.toBe(200);
    }
  });

  it('bounds how often one address asks', async () => {
    const ask = () => world.http({ method: 'GET', url: '/api/v1/probe/limited' });
    const codes: number[] = [];
    for (let i = 0; i < 4; i += 1) codes.push((await ask()).statusCode);
    expect(codes).toEqual([200, 200, 200, 429]);
    expect((await ask()).headers['retry-after']).toBe('600');
    world.clock.advance(10 * 60_000);
    expect((await ask()).statusCode).toBe(200);
  });

  it('acts only on the version that was read', async () => {
    const act = (match?: string) =>
      receiver.post('/api/v1/probe/versions/x', {}, match === undefined ? {} : { 'if-match': match });
    expect((await act()).json()).toEqual({ name: 'x', seen: null });
    const good = await act('"3"');
    expect([good.statusCode, good.headers.etag]).toEqual([201, '"4"']);
    expect((await act('W/"3"')).statusCode).toBe(201);
    expect((await act('*')).statusCode).toBe(201);
    const stale = await act('"2"');
    expect([stale.statusCode, stale.json<{ facts: object }>().facts]).toEqual([412, { seen: 2, current: 3 }]);
    expect((await act('3')).statusCode).toBe(400);
  });

  describe('idempotency keys', () => {
    const things = (key: string | undefined, body: object = { text: 'a', amount: 1 }) =>
      receiver.post('/api/v1/probe/things', body, key === undefined ? {} : { 'idempotency-key': key });
    const write = async (...asked: Parameters<typeof things>) =>
      (await things(...asked)).json<{ write: { scope: string; bodyMac: string } | null }>().write;

    it('name a write by person, route and key, and its body by a hash', async () => {
      expect(await write(undefined)).toBeNull();
      const one = await write('abcdefgh');
      expect(one).toEqual({
        scope: expect.stringMatching(/^[0-9a-f]{64}$/),
        bodyMac: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(await write('abcdefgh', { amount: 1, text: 'a' })).toEqual(one);
      expect(await write('abcdefgh', { text: 'b', amount: 1 })).toEqual({
        scope: one!.scope,
        bodyMac: expect.not.stringMatching(one!.bodyMac),
      });
      expect((await write('abcdefgi'))!.scope).not.toBe(one!.scope);
    });

    it.each(['short', 'x'.repeat(129), 'with space', 'có-dấu-đây'])(
      'must be 8 to 128 visible signs: %s',
      async (key) => {
        const answer = await things(Buffer.from(key).toString('latin1'));
        expect([answer.statusCode, answer.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([
          422,
          'Idempotency-Key',
        ]);
      },
    );

    it('answer again with what was made', async () => {
      const admin = await world.as('admin');
      const user = {
        username: 'mot.nguoi',
        fullName: 'Một Người',
        unitCode: 'H45.20',
        roles: ['clerk'],
        password: 'một câu thật là dài',
      };
      const headers = { 'idempotency-key': 'make-one-person' };
      const first = await admin.post('/api/v1/users', user, headers);
      const second = await admin.post('/api/v1/users', user, headers);
      expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
      expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([
        undefined,
        'true',
      ]);
      expect(second.json()).toEqual(first.json());
      const reused = await admin.post('/api/v1/users', { ...user, fullName: 'Khác' }, headers);
      expect([reused.statusCode, reused.json<{ code: string }>().code]).toEqual([409, 'idempotency.key_reused']);
    });
  });

  describe('failures', () => {
    it('of a rule carry their facts', async () => {
      const answer = await receiver.delete('/api/v1/probe/failures/rule');
      expect(answer.statusCode).toBe(409);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.json()).toEqual({
        type: 'urn:dung-hen:problem:dossier.action_refused',
        title: 'Hồ sơ không cho phép việc này lúc này',
        status: 409,
        code: 'dossier.action_refused',
        detail: 'not now',
        facts: { status: 'completed', allowed: ['return'] },
      });
    });

    it('of ours tell nothing but a number to read out', async () => {
      const answer = await receiver.delete('/api/v1/probe/failures/surprise');
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toMatch(/SELECT|secret|surprise|\.ts/);
      expect(answer.json()).toMatchObject({
        code: 'internal',
        facts: { reference: expect.stringMatching(/^[0-9a-f]{10}$/) },
      });
      const page = await browser.get('/probe/failure');
      expect(page.statusCode).toBe(500);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.body).not.toMatch(/SELECT|secret/);
      expect(page.body).toMatch(/<code class="code">[0-9a-f]{10}<\/code>/);
    });

    it('of a path nobody has do not repeat what was asked', async () => {
      const page = await world.http({ method: 'GET', url: '/nowhere?q=012345678901' });
      expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      const api = await world.http({ method: 'GET', url: '/api/v1/nowhere?q=012345678901' });
      expect(api.json()).toMatchObject({ status: 404, code: 'not_found' });
      expect(api.body).not.toContain('012345678901');
    });
  });

  it('reads CSV where a route says so', async () => {
    const csv = { 'content-type': 'text/csv' };
    expect((await receiver.post('/api/v1/probe/files', 'a,b\r\n', csv)).json()).toEqual({ csv: 'a,b\r\n' });
    expect((await receiver.post('/api/v1/probe/things', 'a,b', csv)).statusCode).toBe(415);
  });

  test.each(['live', 'ready'])('says that it is %s', async (what) => {
    const answer = await world.http({ method: 'GET', url: `/health/${what}` });
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ok' }]);
  });
});
