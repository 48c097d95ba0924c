import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';

const LOG_IN = { username: 'receiver', password: 'x' };
const USER = {
  username: 'moi',
  fullName: 'Người Mới',
  unitCode: 'H45.20',
  roles: ['clerk'],
  password: 'một câu thật là dài',
};
const TOKEN = { username: 'monitor', name: 'Kiosk', scopes: ['read'], endsOn: '2023-12-31' };

/** Each row: one thing wrong, the field that is told so. */
const INVALID: [url: string, body: object, field: string][] = [
  ['/api/v1/sessions', {}, 'username'],
  ['/api/v1/sessions', { ...LOG_IN, username: 5 }, 'username'],
  ['/api/v1/sessions', { ...LOG_IN, username: ['receiver'] }, 'username'],
  ['/api/v1/sessions', { ...LOG_IN, username: { $ne: '' } }, 'username'],
  ['/api/v1/sessions', { ...LOG_IN, username: 'a\u0000b' }, 'username'],
  ['/api/v1/sessions', { ...LOG_IN, username: 'x'.repeat(41) }, 'username'],
  ['/api/v1/sessions', { ...LOG_IN, password: 'x'.repeat(129) }, 'password'],
  ['/api/v1/sessions', { ...LOG_IN, password: null }, 'password'],
  ['/api/v1/sessions', { ...LOG_IN, remember: true }, 'remember'],
  ['/api/v1/users', { ...USER, username: 'Bình' }, 'username'],
  ['/api/v1/users', { ...USER, username: "a'; DROP TABLE x" }, 'username'],
  ['/api/v1/users', { ...USER, fullName: ' ' }, 'fullName'],
  ['/api/v1/users', { ...USER, fullName: 'Nguyễn \u202eVăn' }, 'fullName'],
  ['/api/v1/users', { ...USER, fullName: 'x'.repeat(121) }, 'fullName'],
  ['/api/v1/users', { ...USER, unitCode: 'H99' }, 'unitCode'],
  ['/api/v1/users', { ...USER, unitCode: '../H45' }, 'unitCode'],
  ['/api/v1/users', { ...USER, roles: [] }, 'roles'],
  ['/api/v1/users', { ...USER, roles: ['king'] }, 'roles'],
  ['/api/v1/users', { ...USER, roles: 'clerk' }, 'roles'],
  ['/api/v1/users', { ...USER, roles: ['clerk', 'clerk'] }, 'roles'],
  ['/api/v1/users', { ...USER, roles: Array(2_000).fill('clerk') }, 'roles'],
  ['/api/v1/users', { ...USER, password: 'short' }, 'password'],
  ['/api/v1/users', { ...USER, password: 'password123' }, 'password'],
  ['/api/v1/users', { ...USER, active: true }, 'active'],
  ['/api/v1/users', { ...USER, passwordHash: 'x' }, 'passwordHash'],
  ['/api/v1/api-tokens', { ...TOKEN, username: '' }, 'username'],
  ['/api/v1/api-tokens', { ...TOKEN, scopes: ['everything'] }, 'scopes'],
  ['/api/v1/api-tokens', { ...TOKEN, endsOn: '2023-02-30' }, 'endsOn'],
  ['/api/v1/api-tokens', { ...TOKEN, endsOn: '2033-01-01' }, 'endsOn'],
  ['/api/v1/api-tokens', { ...TOKEN, endsOn: 20231231 }, 'endsOn'],
];

const PROTECTED: [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string][] = [
  ['DELETE', '/api/v1/sessions/current'],
  ['GET', '/api/v1/me'],
  ['GET', '/api/v1/users'],
  ['POST', '/api/v1/users'],
  ['PATCH', '/api/v1/users/receiver'],
  ['POST', '/api/v1/api-tokens'],
  ['DELETE', '/api/v1/api-tokens/0'],
];

const STRANGE_PATHS: [method: 'PATCH' | 'DELETE' | 'GET', url: string, status: number][] = [
  ['PATCH', '/api/v1/users/nobody', 404],
  ['PATCH', '/api/v1/users/%00', 404],
  ['PATCH', '/api/v1/users/%0a', 404],
  ['PATCH', `/api/v1/users/${'x'.repeat(150)}`, 404],
  ['DELETE', '/api/v1/api-tokens/..%2f..%2fusers', 404],
  ['DELETE', "/api/v1/api-tokens/'%20OR%201=1--", 404],
  ['GET', '/api/v1/users/%zz', 400],
  ['GET', '/api/v1/users?limit=0', 422],
  ['GET', '/api/v1/users?limit=201', 422],
  ['GET', '/api/v1/users?limit=1e2', 422],
  ['GET', '/api/v1/users?limit=5&limit=6', 422],
  ['GET', '/api/v1/users?cursor=%00', 422],
  ['GET', '/api/v1/users?unit[a]=1', 422],
  ['GET', '/api/v1/users?unit=H99', 404],
  ['GET', '/api/v1/users?__proto__=1', 400],
  ['GET', '/api/v1/users?sort=name', 422],
];

describe('bad input', () => {
  let world: TestApp;
  let admin: Agent;
  beforeAll(async () => {
    world = await startTestApp();
    admin = await world.as('admin');
  });
  afterAll(() => world.close());

  const isProblem = (answer: { headers: object; body: string }): void => {
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(answer.body).not.toMatch(/\bat \/|node_modules|SELECT |INSERT |SQLITE|stack/i);
  };

  test.each(INVALID)('POST %s is told which field: %j', async (url, body, field) => {
    const answer = await admin.post(url, body);
    isProblem(answer);
    expect(answer.statusCode).toBe(422);
    const { code, errors } = answer.json<{ code: string; errors: { field: string; message: string }[] }>();
    expect(code).toBe('request.invalid');
    expect(errors.map((error) => error.field)).toContain(field);
    for (const { message } of errors) expect(message).not.toMatch(/validation\.|\{/);
  });

  test.each(PROTECTED)('%s %s asks who it is before anything else', async (method, url) => {
    const answer = await world.http({ method, url, ...(method === 'GET' ? {} : { payload: {} }) });
    isProblem(answer);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'auth.required']);
  });

  test.each(PROTECTED.filter(([, url]) => /users|tokens/.test(url)))(
    '%s %s is not for everybody',
    async (method, url) => {
      const answer = await (await world.as('receiver')).send(method, url, method === 'GET' ? undefined : {});
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'auth.forbidden']);
    },
  );

  test.each(STRANGE_PATHS)('%s %s → %d', async (method, url, status) => {
    const answer = await admin.send(method, url, method === 'PATCH' ? {} : undefined);
    isProblem(answer);
    expect(answer.statusCode).toBe(status);
  });

  describe.each(['/api/v1/sessions', '/api/v1/users', '/api/v1/api-tokens'])('at %s', (url) => {
    const json = { 'content-type': 'application/json' };
    test.each([
      ['malformed JSON', 400, '{"username":', json],
      ['no JSON at all', 400, 'username=x', json],
      ['an empty body that claims to be JSON', 400, '', json],
      ['a key that poisons', 400, '{"__proto__":{"x":1}}', json],
      ['a key that every object has', 400, '{"toString":"x"}', json],
      ['a list', 422, '[]', json],
      ['a number', 422, '5', json],
      ['nesting without end', 400, `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, json],
      ['too much', 413, JSON.stringify({ username: 'x'.repeat(1_100_000) }), json],
      ['plain text', 415, 'hello', { 'content-type': 'text/plain' }],
      ['XML', 415, '<x/>', { 'content-type': 'application/xml' }],
      ['a form', 415, 'username=x', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['a file', 415, 'a,b', { 'content-type': 'text/csv' }],
    ])('refuses %s', async (_, status, body, headers) => {
      const answer = await admin.post(url, body, headers);
      isProblem(answer);
      expect(answer.statusCode).toBe(status);
    });
  });

  it('refuses methods a path does not have', async () => {
    const answer = await admin.put('/api/v1/users', {});
    isProblem(answer);
    expect(answer.statusCode).toBe(404);
  });
});
