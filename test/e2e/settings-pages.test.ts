import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { PlainDate } from '../../src/domain/time/plain-date.js';
import { UnitsService } from '../../src/units/units.service.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { sealed, verified } from '../support/verified.js';

const WARD = 'H45.20.21';
const TODAY = '2023-05-15';
const PAPERS = {
  validFrom: TODAY,
  letterheadAgency: 'UBND PHƯỜNG XUÂN PHÚ',
  place: 'Xuân Phú',
  signerTitle: 'CHỦ TỊCH',
  signerAuthority: 'TM. ỦY BAN NHÂN DÂN',
  signerName: 'Mai Thị Uyên',
  hotline: '0257 3875 999',
};

let world: TestApp;
let admin: Browser;
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock(`${TODAY}T08:00:00+07:00`) });
  admin = await world.browse('admin');
});
afterAll(() => world.close());

const setting = (key: 'day_zero' | 'saturday_hours' | 'paper_size', day: string): Promise<unknown> =>
  world.get(UnitsService, { strict: false }).setting(WARD, key, day as PlainDate);
const decisions = (): Promise<unknown[]> => world.database.query('SELECT * FROM "unit_setting"');

describe('the settings of a unit', () => {
  it('are found from one’s own unit, or the one chosen', async () => {
    const answers = [await admin.get('/settings'), await admin.get(`/settings?unit=${WARD}`)];
    expect(answers.map(({ headers }) => headers.location)).toEqual(['/settings/H45.20', `/settings/${WARD}`]);
    expect((await admin.get('/settings?unit=%3Cb%3E')).statusCode).toBe(422);
    expect((await admin.get('/settings/H45.99')).statusCode).toBe(404);
  });

  it('say what holds, whose decision it is, and what may be changed', async () => {
    const { body, statusCode } = await admin.get(`/settings/${WARD}`);
    expect(statusCode).toBe(200);
    for (const text of [
      'Ngày bắt đầu tính hạn',
      'mặc định, chưa ai quyết định',
      'Tiếp nhận sáng thứ Bảy',
      'CHỦ TỊCH',
    ]) {
      expect(body).toContain(text);
    }
    expect(body).toContain(`action="/settings/${WARD}/values/day_zero"`);
    expect(body).not.toContain(`action="/settings/${WARD}/values/standing_approval"`);
  });

  it('are in English, whole', async () => {
    const foreigner = await world.browse('xp.leader');
    await foreigner.get('/locale/en?next=/');
    const { body } = await foreigner.get(`/settings/${WARD}`);
    for (const text of ['Day 0 of limits', 'default, nobody decided', 'Standing approval'])
      expect(body).toContain(text);
    expect(body).not.toMatch(/Thiết lập|mặc định/);
    expect(body).toContain('/values/standing_approval');
    expect(body).not.toContain('/values/day_zero');
  });

  test.each([
    ['receiver', 403, 403],
    ['monitor', 403, 403],
    ['desk_head', 200, 403],
    ['leader', 200, 403],
    ['xp.leader', 200, 403],
    ['qldt.leader', 403, 403],
    ['xp.admin', 200, 303],
  ])('show themselves to %s with %i, and let them change the limits with %i', async (name, reads, changes) => {
    const browser = await world.browse(name);
    expect((await browser.get(`/settings/${WARD}`)).statusCode).toBe(reads);
    const before = await decisions();
    const decided = await browser.post(`/settings/${WARD}/values/due_soon_minutes`, { value: '240', validFrom: TODAY });
    expect(decided.statusCode).toBe(changes);
    const papers = await browser.post(`/settings/${WARD}/papers`, { ...PAPERS, signerName: `Do ${name} đổi` });
    expect(papers.statusCode).toBe(changes);
    if (changes === 403) expect(await decisions()).toEqual(before);
    expect(
      (await browser.post('/settings/H45.20/values/day_zero', { value: 'start', validFrom: TODAY })).statusCode,
    ).toBe(403);
  });

  test.each([
    ['paper_size', { value: 'a3', validFrom: TODAY }, 'Phải là a4'],
    ['due_soon_minutes', { value: '0', validFrom: TODAY }, 'từ 1 đến 4800'],
    ['saturday_hours', { value: 'cả buổi', validFrom: TODAY }, 'giờ dạng 07:30-11:30'],
    ['apologies_from', { validFrom: TODAY }, 'Cần điền'],
    ['day_zero', { value: 'start', validFrom: 'hôm nay' }, 'Cần một ngày có thật'],
    ['letter_symbol', { value: 'x'.repeat(500), validFrom: TODAY }, 'ký tự'],
  ])('refuse %s as %j, beside its field', async (key, form, said) => {
    const before = await decisions();
    const { statusCode, body } = await admin.post(`/settings/${WARD}/values/${key}`, form);
    expect(statusCode).toBe(422);
    expect(body).toContain(said);
    expect(body).toMatch(new RegExp(`id="${key}" open`));
    expect(await decisions()).toEqual(before);
  });

  it('hold from their day on, keep earlier values, and cannot be changed behind', async () => {
    const url = `/settings/${WARD}/values`;
    expect((await admin.post(`${url}/nothing`, { value: '1', validFrom: TODAY })).statusCode).toBe(404);
    const saved = await admin.post(`${url}/day_zero`, { value: 'start', validFrom: '2023-06-01' });
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `/settings/${WARD}#day_zero`]);
    expect([await setting('day_zero', TODAY), await setting('day_zero', '2023-06-01')]).toEqual(['receipt', 'start']);
    expect((await admin.get(`/settings/${WARD}`)).body).toContain('Sẽ áp dụng:');
    await admin.post(`${url}/saturday_hours`, { value: '07:30-11:30', validFrom: '2023-01-01' });
    await admin.post(`${url}/saturday_hours`, { validFrom: TODAY });
    expect([await setting('saturday_hours', '2023-05-13'), await setting('saturday_hours', TODAY)]).toEqual([
      '07:30-11:30',
      null,
    ]);
    const { body } = await admin.get(`/settings/${WARD}`);
    expect(body).toContain('07:30-11:30 từ 01/01/2023 (admin)');
    const behind = await admin.post(`${url}/saturday_hours`, { value: '08:00-11:00', validFrom: '2023-05-01' });
    expect([behind.statusCode, behind.body.includes('bắt đầu từ hôm nay trở đi')]).toEqual([422, true]);
  });

  it('put a new signer on papers from a day on, once, and show who signed before', async () => {
    const form = { ...PAPERS, signerName: 'Lê Thị Hạnh', reason: 'QĐ 12/QĐ-UBND', _key: 'new-signer-1' };
    const saved = await admin.post(`/settings/${WARD}/papers`, form);
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `/settings/${WARD}#papers`]);
    expect((await admin.post(`/settings/${WARD}/papers`, form)).statusCode).toBe(303);
    expect(await world.get(UnitsService, { strict: false }).unit(WARD)).toMatchObject({
      signerName: 'Lê Thị Hạnh',
      hotline: '0257 3875 999',
      address: null,
    });
    const later = { ...PAPERS, signerName: 'Trần Văn Sau', validFrom: '2023-07-01' };
    expect((await admin.post(`/settings/${WARD}/papers`, later)).statusCode).toBe(303);
    const { body } = await admin.get(`/settings/${WARD}`);
    expect(body).toContain('→ Lê Thị Hạnh');
    expect(body).toContain('Sẽ áp dụng từ 01/07/2023');
    const wrong = await admin.post(`/settings/${WARD}/papers`, { ...PAPERS, signerTitle: '', hotline: '1'.repeat(90) });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Chức vụ người ký');
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });
});
