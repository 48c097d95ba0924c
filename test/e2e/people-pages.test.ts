import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { CardsService } from '../../src/accounts/shared-pcs/cards.service.js';
import type { Browser } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { PEOPLE } from '../support/small-world.js';

let world: TestApp;
let admin: Browser;
beforeAll(async () => {
  world = await startTestApp();
  admin = await world.browse('admin');
});
afterAll(() => world.close());

/** The page as a person reads it. */
function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
}

function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

const KNOWN = { fullName: 'Lê Thị Cúc', unitCode: 'H45.20', roles: 'receiver', email: '', phone: '' };
const FRESH = { ...KNOWN, username: 'cuc.lt' };

const audited = (): Promise<{ action: string; subject: string }[]> =>
  world.database.query('SELECT "action", "subject" FROM "audit_entry" ORDER BY "id"');

describe('the list of people', () => {
  it('is found by name without accents, and by unit', async () => {
    const text = readable((await admin.get('/staff?q=tran+thi+binh')).body);
    expect(text).toContain('Trần Thị Bình');
    expect(text).not.toContain('Lê Văn Cường');
    const unit = readable((await admin.get('/staff?unit=H45.20.05')).body);
    expect(unit).toContain('Đặng Văn Minh');
    expect(unit).not.toContain('Trần Thị Bình');
  });

  it('says when there is nobody', async () => {
    expect(readable((await admin.get('/staff?q=khongcoai')).body)).toContain('Không có ai khớp');
  });

  test.each(PEOPLE.map(({ username, roles }) => [username, roles] as const))(
    'is open to %s by their role, and kept by administrators alone',
    async (username, roles) => {
      const browser = await world.browse(username);
      const reads = roles.some((role) => ['admin', 'desk_head', 'division_head', 'leader'].includes(role));
      const keeps = roles.includes('admin');
      expect((await browser.get('/staff')).statusCode).toBe(reads ? 200 : 403);
      expect((await browser.get('/staff/new')).statusCode).toBe(keeps ? 200 : 403);
      const forged = [
        '/staff',
        '/staff/receiver',
        '/staff/receiver/passwords',
        '/staff/receiver/disablements',
        '/staff/receiver/session-ends',
        '/staff/receiver/cards',
        '/staff/receiver/cards/revocations',
      ];
      if (keeps) return;
      for (const path of forged) expect([path, (await browser.post(path, FRESH)).statusCode]).toEqual([path, 403]);
    },
  );
});

describe('the card of somebody else', () => {
  it('is shown once to be printed, replaces the one before, and ends when it is lost', async () => {
    const cards = world.get(CardsService, { strict: false });
    const page = async (): Promise<string> => readable((await admin.get('/staff/receiver')).body);
    expect(await page()).toContain('Chưa có thẻ.');
    const made = await admin.post('/staff/receiver/cards');
    expect([made.statusCode, made.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(made.body).toMatch(/<path d="M/);
    expect(made.body).toContain('href="/staff/receiver"');
    expect(readable(made.body)).toContain('Trần Thị Bình');
    const first = await cards.of('receiver');
    expect(await page()).toContain('Làm thẻ mới');
    await admin.post('/staff/receiver/cards');
    expect((await cards.of('receiver'))?.id).not.toBe(first?.id);
    expect((await admin.post('/staff/receiver/cards/revocations')).headers.location).toBe('/staff/receiver');
    expect(await cards.of('receiver')).toBeNull();
    expect((await admin.post('/staff/nobody/cards')).statusCode).toBe(404);
    const noted = (await audited()).filter(({ action }) => action.startsWith('card.'));
    // All at one moment of a stopped clock: their order is nobody's.
    expect(noted.map(({ action, subject }) => `${action} ${subject}`).sort()).toEqual([
      'card.issued user:receiver',
      'card.issued user:receiver',
      'card.revoked user:receiver',
    ]);
  });
});

describe('an account', () => {
  it('is made once, with a password that is shown once and works', async () => {
    const form = (await admin.get('/staff/new')).body;
    const fields = { ...FRESH, email: 'cuc@songcau.vn', _key: hidden(form, '_key') };
    const made = await admin.post('/staff', fields);
    expect(made.statusCode).toBe(200);
    const password = /\d{4}-\d{4}-\d{4}-\d{4}/.exec(made.body)![0];
    const again = await admin.post('/staff', fields);
    expect([again.statusCode, /\d{4}-\d{4}-\d{4}-\d{4}/.test(again.body)]).toEqual([200, false]);
    expect(readable(again.body)).toContain('mật khẩu không hiện lại');
    const session = await world.http({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { username: 'cuc.lt', password },
    });
    expect(session.statusCode).toBe(201);
    const page = readable((await admin.get('/staff/cuc.lt')).body);
    expect(page).toContain('cuc@songcau.vn');
    expect(page).not.toContain(password);
    expect(await audited()).toContainEqual({ action: 'user.created', subject: 'user:cuc.lt' });
  });

  test.each([
    ['no name', { fullName: '' }, 'Cần điền mục này'],
    ['a name with accents to sign in by', { username: 'cúc' }, 'Không đúng dạng'],
    ['a taken username', { username: 'receiver' }, 'Đã có một bản ghi giống như vậy'],
    ['no role', { roles: '' }, 'Cần 1 đến 10 giá trị khác nhau'],
    ['a role there is not', { roles: 'king' }, 'Cần 1 đến 10 giá trị khác nhau'],
    ['a unit there is not', { unitCode: 'H45.99' }, 'Không có đơn vị này'],
    ['no address', { email: 'cuc' }, 'Không đúng dạng'],
  ])('is refused with %s, what was typed kept', async (_, change, said) => {
    const answer = await admin.post('/staff', { ...FRESH, username: 'moi.nn', ...change });
    expect(answer.statusCode).toBeGreaterThanOrEqual(409);
    expect(answer.statusCode).toBeLessThan(500);
    expect(readable(answer.body)).toContain(said);
    expect(answer.body).toContain('value="H45.20"');
    expect(answer.body).toContain('data-takes-focus');
  });

  it('of two hands that should be two people is made only when it is meant so', async () => {
    const both = new URLSearchParams([
      ...Object.entries({ ...FRESH, username: 'hai.vt', _csrf: admin.csrf! }),
      ['roles', 'leader'],
      ['roles', 'admin'],
    ]);
    both.delete('roles');
    both.append('roles', 'admin');
    both.append('roles', 'leader');
    const send = (payload: URLSearchParams) =>
      world.http({
        method: 'POST',
        url: '/staff',
        payload: payload.toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          cookie: `session=${admin.cookie('session') ?? ''}`,
        },
      });
    const warned = await send(both);
    expect(warned.statusCode).toBe(422);
    expect(readable(warned.body)).toContain('Quản trị giữ tài khoản của mọi người thì không nên ký');
    expect(warned.body).toMatch(/id="role-leader"[^>]* checked/);
    both.append('meant', 'on');
    expect((await send(both)).statusCode).toBe(200);
  });

  it('is changed, and not by who read an older version', async () => {
    const page = (await admin.get('/staff/cuc.lt')).body;
    const version = hidden(page, '_version');
    const change = { ...KNOWN, fullName: 'Lê Thị Kim Cúc', roles: 'returner', _version: version };
    const answer = await admin.post('/staff/cuc.lt', change);
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/staff/cuc.lt']);
    const shown = readable((await admin.get('/staff/cuc.lt')).body);
    expect(shown).toContain('Lê Thị Kim Cúc');
    expect(shown).toContain('Đã lưu');
    const stale = await admin.post('/staff/cuc.lt', change);
    expect(stale.statusCode).toBe(412);
    expect(readable(stale.body)).toContain('không còn là bản mới nhất');
  });

  it('is switched off, signed out and on again, and nothing of it is deleted', async () => {
    const cashier = await world.browse('cashier');
    const version = async (): Promise<Record<string, string>> => ({
      _version: hidden((await admin.get('/staff/cashier')).body, '_version'),
    });
    expect((await admin.post('/staff/cashier/session-ends')).statusCode).toBe(303);
    expect((await cashier.get('/dossiers')).statusCode).not.toBe(200);
    expect((await admin.post('/staff/cashier/disablements', await version())).statusCode).toBe(303);
    await expect(world.browse('cashier')).rejects.toThrow('could not sign in');
    expect(readable((await admin.get('/staff')).body)).not.toContain('Phạm Thị Dung');
    expect(readable((await admin.get('/staff?all=on')).body)).toContain('Phạm Thị Dung');
    expect((await admin.post('/staff/cashier/enablements', await version())).statusCode).toBe(303);
    await world.browse('cashier');
    const actions = (await audited()).filter(({ subject }) => subject === 'user:cashier').map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['user.sessions_ended', 'user.active_changed']));
  });

  it('gets a new password, shown once; the old one is good no more', async () => {
    const page = (await admin.get('/staff/returner')).body;
    const answer = await admin.post('/staff/returner/passwords', { _version: hidden(page, '_version') });
    expect(answer.body).toMatch(/\d{4}-\d{4}-\d{4}-\d{4}/);
    await expect(world.browse('returner')).rejects.toThrow('could not sign in');
  });

  it('of one’s own keeps its rights: nobody makes themselves a signer or locks themselves out', async () => {
    expect((await admin.get('/staff/admin')).body).not.toContain('id="role-leader"');
    const signer = { ...KNOWN, fullName: 'Bùi Quốc Lâm', roles: 'leader', meant: 'on' };
    const refused = await admin.post('/staff/admin', signer);
    expect(refused.statusCode).toBe(403);
    expect(readable(refused.body)).toContain('Việc này không thuộc vai trò hoặc đơn vị của bạn');
    expect((await admin.post('/staff/admin/disablements')).statusCode).toBe(403);
    expect((await admin.post('/staff/admin/passwords')).statusCode).toBe(403);
  });

  it('of the last administrator of a unit cannot be switched off, nor lose the role', async () => {
    const accounts = await world.database.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n" FROM "user_account" WHERE "roles" LIKE '%"admin"%' AND "unitCode" = 'H45.20'`,
    );
    expect(accounts[0]!.n).toBeGreaterThan(1);
    const other = await admin.get('/staff/hai.vt');
    expect(
      (await admin.post('/staff/hai.vt/disablements', { _version: hidden(other.body, '_version') })).statusCode,
    ).toBe(303);
  });

  it('outside the administrator’s part of the tree is not theirs', async () => {
    const ward = await world.browse('xp.admin');
    expect((await ward.get('/staff/receiver')).statusCode).toBe(404);
    expect((await ward.get('/staff?unit=H45.20')).statusCode).toBe(403);
    expect((await ward.post('/staff', { ...FRESH, username: 'la.nn' })).statusCode).toBe(403);
    expect((await ward.post('/staff/receiver/disablements')).statusCode).toBe(404);
  });

  test.each(['/staff/nobody', '/staff/%00', '/staff?unit=H45.99'])('%s is not there', async (path) => {
    expect((await admin.get(path)).statusCode).toBe(404);
  });
});
