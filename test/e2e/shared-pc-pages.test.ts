import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { CardsService } from '../../src/accounts/shared-pcs/cards.service.js';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { DAY, MINUTE } from '../../src/domain/time/instant.js';
import { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk, THREE_DAYS } from '../support/desk.js';
import { TEST_PASSWORD } from '../support/small-world.js';

const START = '2023-05-17T08:00:00+07:00';
const PIN = '5839';

describe('a PC that people share', () => {
  const clock = new StoppedClock(START);
  let world: TestApp;
  beforeAll(async () => {
    world = await startDesk({ clock, config: { LOCK_MINUTES: '5' } });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    clock.set(START);
  });

  const pass = (minutes: number): void => {
    clock.advance(minutes * MINUTE);
  };
  const unlock = (browser: Browser, username: string, secret: string, more = {}) =>
    browser.post('/unlock', { username, secret, ...more });
  const whoIs = async (browser: Browser): Promise<string> =>
    (await browser.get('/session/state')).json<{ username: string }>().username;

  /** Somebody with a PIN, at a browser that keeps its cookies. */
  async function withPin(username: string): Promise<Browser> {
    const browser = await world.browse(username);
    const answer = await browser.post('/account/pin', { current: TEST_PASSWORD, pin: PIN });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account']);
    return browser;
  }

  /** The same browser, registered for the town's desk by its head, then left to a receiver. */
  async function registeredPc(name: string): Promise<Browser> {
    const browser = await world.browse('desk_head');
    expect((await browser.post('/desk-pcs', { name })).statusCode).toBe(303);
    await browser.post('/log-out');
    await browser.get('/log-in');
    await browser.post('/log-in', { username: 'receiver', password: TEST_PASSWORD });
    await browser.get('/account');
    return browser;
  }

  describe('when it is left', () => {
    it('locks after five minutes, and not while it is used', async () => {
      const browser = await world.browse('receiver');
      for (let i = 0; i < 5; i += 1) {
        pass(4);
        expect((await browser.get('/account')).statusCode).toBe(200);
      }
      pass(6);
      const sent = await browser.get('/dossiers?q=x');
      expect([sent.statusCode, sent.headers.location]).toEqual([303, '/lock?next=%2Fdossiers%3Fq%3Dx']);
      const page = await browser.get('/lock?next=%2Fdossiers%3Fq%3Dx');
      expect(page.body).toContain('Trần Thị Bình');
      expect(page.body).toContain('name="returnTo" value="/dossiers?q&#x3D;x"');
      const wrong = await unlock(browser, 'receiver', 'not the password');
      expect(wrong.statusCode).toBe(401);
      expect(wrong.body).not.toContain('not the password');
      expect((await browser.get('/account')).statusCode).toBe(303);
      const good = await unlock(browser, 'receiver', TEST_PASSWORD, { returnTo: '/dossiers?q=x' });
      expect([good.statusCode, good.headers.location]).toEqual([303, '/dossiers?q=x']);
      expect((await browser.get('/account')).statusCode).toBe(200);
    });

    it('locks the API behind its cookie too, and pieces of pages, and programs never', async () => {
      const browser = await world.browse('receiver');
      const program = await world.as('receiver');
      expect((await browser.post('/session/lock')).statusCode).toBe(303);
      const api = await browser.get('/api/v1/me');
      expect(api.statusCode).toBe(401);
      expect(api.json()).toMatchObject({ code: 'auth.required', facts: { hold: 'locked' } });
      const piece = await browser.post('/dossiers/promise-preview', {}, { 'hx-request': 'true' });
      expect([piece.statusCode, piece.headers['x-held'], piece.headers['hx-redirect']]).toEqual([
        401,
        'locked',
        undefined,
      ]);
      pass(30);
      expect((await program.get('/api/v1/me')).statusCode).toBe(200);
    });

    it('keeps a form that was sent meanwhile, unreadable, and sends it once when its owner is back', async () => {
      const browser = await world.browse('receiver');
      pass(7);
      const form = {
        procedureCode: THREE_DAYS,
        'applicant.kind': 'person',
        'applicant.name': 'Lê Thị Cúc',
        'applicant.phone': '0905123456',
        'applicant.address': 'Khu phố Long Hải',
        'applicant.contactBy': 'zalo',
        channel: 'counter',
        resultVia: 'desk',
        _key: 'the-key-of-this-form',
      };
      const sent = await browser.post('/dossiers', form);
      expect([sent.statusCode, sent.headers.location]).toEqual([307, '/lock/kept?to=%2Fdossiers']);
      const page = await browser.post('/lock/kept?to=%2Fdossiers', form);
      expect(page.statusCode).toBe(401);
      expect(page.body).not.toContain('Cúc');
      const [, kept = ''] = /name="kept" value="([^"]+)"/.exec(page.body) ?? [];
      const sealed = kept.replaceAll('&#x3D;', '=');
      const wrong = await unlock(browser, 'receiver', 'wrong wrong', { kept: sealed });
      expect(wrong.body).toContain(kept);
      const again = await unlock(browser, 'receiver', TEST_PASSWORD, { kept: sealed });
      expect(again.statusCode).toBe(200);
      expect(again.body).toContain('action="/dossiers"');
      const fields = [...again.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value] as const,
      );
      expect(Object.fromEntries(fields)).toMatchObject(form);
      const saved = await browser.post('/dossiers', Object.fromEntries(fields));
      const twice = await browser.post('/dossiers', Object.fromEntries(fields));
      expect([saved.statusCode, twice.headers.location]).toEqual([303, saved.headers.location]);
      // To anybody else it is nothing.
      await browser.post('/session/lock');
      const other = await unlock(browser, 'returner', TEST_PASSWORD, { kept: sealed });
      expect([other.statusCode, other.headers.location]).toEqual([303, '/']);
      expect(await whoIs(browser)).toBe('returner');
    });

    it('says plainly that a file has to be chosen again', async () => {
      const browser = await world.browse('receiver');
      await browser.post('/session/lock');
      const file = { name: 'file', fileName: 'a.png', type: 'image/png', content: 'x' };
      const sent = await browser.upload('/account/pin', {}, [file]);
      if (sent.statusCode !== 303) expect(sent.statusCode).toBe(415);
      expect((await browser.get('/lock?lost=1')).body).toContain('chọn lại tệp');
    });

    it('lets a locked screen be signed out, and asks nothing of one that is free', async () => {
      const browser = await world.browse('receiver');
      const free = await browser.get('/lock?next=%2Faccount');
      expect([free.statusCode, free.headers.location]).toEqual([303, '/account']);
      await browser.post('/session/lock');
      expect((await browser.post('/log-out')).headers.location).toBe('/log-in');
    });
  });

  describe('passed on', () => {
    it('by PIN: the last one is offered, the former session ends, and history names who acted', async () => {
      await withPin('returner');
      const browser = await registeredPc('Quầy 1');
      const first = browser.cookie('session')!;
      await browser.post('/session/lock', { switch: '1', returnTo: '/dossiers' });
      const page = await browser.get('/lock?next=%2Fdossiers&switch=1');
      expect(/value="([^"]+)" checked/.exec(page.body)?.[1]).toBe('desk_head');
      const answer = await unlock(browser, 'returner', PIN, { returnTo: '/dossiers' });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
      expect(await whoIs(browser)).toBe('returner');
      const old = await world.http({ method: 'GET', url: '/session/state', cookies: { session: first } });
      expect(old.statusCode).toBe(303);
      const switched = await browser.get('/lock?switch=1');
      expect(switched.statusCode).toBe(303);
    });

    it('by card, whoever was chosen; a cancelled card is none', async () => {
      const returner = await world.get(AccountsService, { strict: false }).actor('returner');
      const cards = world.get(CardsService, { strict: false });
      const [lost, digits] = [await cards.issue(returner, 'returner'), await cards.issue(returner, 'returner')];
      const browser = await registeredPc('Quầy 2');
      await browser.post('/session/lock');
      expect((await unlock(browser, 'receiver', lost)).statusCode).toBe(401);
      expect((await unlock(browser, 'receiver', digits)).statusCode).toBe(303);
      expect(await whoIs(browser)).toBe('returner');
      const kept = await world.database.query('SELECT "cardHash" FROM "staff_card"');
      expect(JSON.stringify(kept)).not.toContain(digits);
    });

    it('on any other PC by password alone; one’s own screen opens by PIN everywhere', async () => {
      await withPin('returner');
      const browser = await withPin('receiver');
      await browser.post('/session/lock');
      const refused = await unlock(browser, 'returner', PIN);
      expect(refused.statusCode).toBe(403);
      expect((await unlock(browser, 'nobody.here', PIN)).statusCode).toBe(403);
      expect((await unlock(browser, 'receiver', PIN)).statusCode).toBe(303);
      await browser.post('/session/lock');
      expect((await unlock(browser, 'returner', TEST_PASSWORD)).statusCode).toBe(303);
      expect(await whoIs(browser)).toBe('returner');
    });

    it('not to people of another unit, though they have a PIN', async () => {
      await withPin('xp.receiver');
      const browser = await registeredPc('Quầy 3');
      await browser.post('/session/lock');
      expect((await unlock(browser, 'xp.receiver', PIN)).statusCode).toBe(403);
    });

    it('no more after five wrong PINs, until the password was given', async () => {
      const browser = await withPin('cashier');
      await browser.post('/session/lock');
      const codes: number[] = [];
      for (let i = 0; i < 5; i += 1) codes.push((await unlock(browser, 'cashier', `777${String(i)}`)).statusCode);
      expect(codes).toEqual([401, 401, 401, 401, 429]);
      const right = await unlock(browser, 'cashier', PIN);
      expect(right.statusCode).toBe(429);
      expect(right.body).toContain('nhập sai mã PIN 5 lần');
      expect((await unlock(browser, 'cashier', TEST_PASSWORD)).statusCode).toBe(303);
      await browser.post('/session/lock');
      expect((await unlock(browser, 'cashier', PIN)).statusCode).toBe(303);
    });

    it('no more where the registration was revoked, or nobody came for a month', async () => {
      const head = await world.browse('desk_head');
      await withPin('returner');
      const [revoked, left] = [await registeredPc('Bán rồi'), await registeredPc('Để kho')];
      const list = await head.get('/desk-pcs');
      const [, path = ''] = /Bán rồi[\s\S]*?action="([^"]+)"/.exec(list.body) ?? [];
      expect((await head.post(path)).statusCode).toBe(303);
      await revoked.post('/session/lock');
      expect((await unlock(revoked, 'returner', PIN)).statusCode).toBe(403);
      clock.advance(31 * DAY);
      await left.get('/log-in');
      expect((await unlock(left, 'returner', PIN)).statusCode).toBe(403);
    });

    it('from the log-in page, too', async () => {
      const browser = await registeredPc('Quầy 4');
      await withPin('receiver');
      await browser.post('/log-out');
      const page = await browser.get('/log-in?next=%2Fdossiers');
      expect(page.body).toContain('Vào nhanh ở máy này');
      const answer = await unlock(browser, 'receiver', PIN, { returnTo: '/dossiers' });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/dossiers']);
    });
  });

  describe('registered', () => {
    it('by heads and administrators alone', async () => {
      const receiver = await world.browse('receiver');
      expect((await receiver.get('/desk-pcs')).statusCode).toBe(403);
      expect((await receiver.post('/desk-pcs', { name: 'Máy tôi' })).statusCode).toBe(403);
      const other = await world.browse('xp.leader');
      const [device] = await world.database.query<{ id: string }>(
        `SELECT "id" FROM "desk_device" WHERE "unitCode" = 'H45.20' AND "revokedAt" IS NULL`,
      );
      expect((await other.post(`/desk-pcs/${device!.id}/revocations`)).statusCode).toBe(404);
      const head = await world.browse('desk_head');
      const poor = await head.post('/desk-pcs', { name: '' });
      expect(poor.statusCode).toBe(422);
      expect(poor.body).toContain('id="name"');
    });

    it('anew under another name is one PC still', async () => {
      const head = await world.browse('desk_head');
      for (const name of ['Máy cũ', 'Máy cũ', 'Máy mới']) await head.post('/desk-pcs', { name });
      const { body } = await head.get('/desk-pcs');
      expect([body.includes('>Máy cũ'), body.split('>Máy mới').length]).toEqual([false, 2]);
    });

    it('keeps no key of it that could be read', async () => {
      const browser = await registeredPc('Quầy 5');
      const rows = await world.database.query('SELECT * FROM "desk_device"');
      expect(JSON.stringify(rows)).not.toContain(browser.cookie('device')!);
    });
  });

  describe('one’s own account', () => {
    it('changes the password, which ends every other session', async () => {
      const [here, there] = [await world.browse('monitor'), await world.browse('monitor')];
      const change = (current: string, password: string, again = password) =>
        here.post('/account/password', { current, password, again });
      for (const [current, password, again, said] of [
        ['wrong', 'một câu rất dài', 'một câu rất dài', 'Mật khẩu hiện tại chưa đúng'],
        [TEST_PASSWORD, 'một câu rất dài', 'một câu khác', 'chưa giống nhau'],
        [TEST_PASSWORD, '12345678', '12345678', 'quá dễ đoán'],
        [TEST_PASSWORD, TEST_PASSWORD, TEST_PASSWORD, 'phải khác mật khẩu hiện tại'],
      ] as const) {
        const refused = await change(current, password, again);
        expect([refused.statusCode, refused.body.includes(said)]).toEqual([422, true]);
      }
      expect((await change(TEST_PASSWORD, 'một câu rất dài')).headers.location).toBe('/account');
      expect((await here.get('/account')).body).toContain('Đã đổi mật khẩu');
      expect((await there.get('/account')).headers.location).toContain('/log-in');
      await expect(Browser.signIn(world.http, 'monitor', TEST_PASSWORD)).rejects.toThrow('401');
    });

    test.each(['123', '1234567', 'abcd', '1111', '1234', '4321', '1212', '1990'])(
      'refuses %s as a PIN',
      async (pin) => {
        const browser = await world.browse('clerk');
        const answer = await browser.post('/account/pin', { current: TEST_PASSWORD, pin });
        expect(answer.statusCode).toBe(422);
        expect(answer.body).toContain('id="pin-pin-wrong"');
      },
    );

    it('shows where one is signed in, and ends it there', async () => {
      const [here, there] = [await world.browse('leader'), await world.browse('leader')];
      const page = await here.get('/account');
      const [, path = ''] = /action="(\/account\/sessions\/[0-9a-f]{64}\/ends)"/.exec(page.body) ?? [];
      expect((await here.post(path)).statusCode).toBe(303);
      expect((await there.get('/account')).headers.location).toContain('/log-in');
      const stranger = await world.browse('clerk');
      const mine = (await here.get('/account')).body;
      expect(mine).not.toContain('/account/sessions/');
      expect((await stranger.post(path)).statusCode).toBe(404);
    });

    it('gives a card once, as a barcode', async () => {
      const browser = await world.browse('clerk');
      const wrong = await browser.post('/account/card', { current: 'wrong' });
      expect(wrong.statusCode).toBe(422);
      const card = await browser.post('/account/card', { current: TEST_PASSWORD });
      expect(card.statusCode).toBe(200);
      expect(card.headers['cache-control']).toBe('no-store');
      expect(card.body).toMatch(/<path d="M/);
      expect((await browser.get('/account')).body).toContain('Thẻ đang dùng');
      expect((await browser.post('/account/card/revocations')).statusCode).toBe(303);
      expect((await browser.get('/account')).body).toContain('Chưa có thẻ');
    });

    it('begins with a password of one’s own where an administrator chose it', async () => {
      const admin = await world.as('admin');
      const given = 'quản trị đã đặt';
      const made = await admin.post('/api/v1/users', {
        username: 'moi.vao',
        fullName: 'Người Mới',
        unitCode: 'H45.20',
        roles: ['receiver'],
        password: given,
      });
      expect(made.statusCode).toBe(201);
      const browser = await Browser.signIn(world.http, 'moi.vao', given);
      for (const path of ['/', '/dossiers/new', '/account']) {
        expect((await browser.get(path)).headers.location).toBe('/account/password');
      }
      expect((await browser.post('/account/pin', { current: given, pin: PIN })).headers.location).toBe(
        '/account/password',
      );
      expect((await browser.get('/account/password')).body).toContain('do quản trị đặt');
      const own = 'của riêng tôi thôi';
      const changed = await browser.post('/account/password', { current: given, password: own, again: own });
      expect([changed.statusCode, changed.headers.location]).toEqual([303, '/']);
      expect((await browser.get('/account')).statusCode).toBe(200);
    });
  });
});
