import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { UnitChangesService } from '../../src/units/unit-changes.service.js';
import type { Browser } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { PEOPLE } from '../support/small-world.js';

let world: TestApp;
let admin: Browser;
const clock = new StoppedClock('2023-05-17T09:00:00+07:00');
beforeAll(async () => {
  world = await startTestApp({ clock });
  admin = await world.browse('admin');
});
afterAll(() => world.close());

const WARD = 'H45.20.21';
const FACTS = {
  name: 'UBND phường Xuân Phú',
  shortName: 'UBND phường Xuân Phú',
  place: 'Sông Cầu',
  letterheadAgency: 'UBND PHƯỜNG XUÂN PHÚ',
  signerTitle: 'CHỦ TỊCH',
  signerAuthority: 'TM. ỦY BAN NHÂN DÂN',
  hasDesk: 'on',
  validFrom: '2023-05-17',
};
const NEW = { ...FACTS, code: 'H45.20.60', parentCode: 'H45.20', kind: 'division', name: 'Ban Quản lý dự án' };

function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
}
const keyOf = (html: string): string => /name="_key" value="([^"]*)"/.exec(html)![1]!;
const page = async (path: string): Promise<string> => readable((await admin.get(path)).body);

describe('the tree of units', () => {
  it('is shown from the top, found without accents', async () => {
    const text = await page('/units');
    expect(text.indexOf('UBND thị xã Sông Cầu', text.indexOf('Cây đơn vị'))).toBeLessThan(
      text.indexOf('Phòng Quản lý đô thị'),
    );
    const found = await page('/units?q=do+thi');
    expect(found).toContain('Phòng Quản lý đô thị');
    expect(found).not.toContain('Xuân Phú');
  });

  test.each(PEOPLE.map(({ username, roles }) => [username, roles] as const))(
    'is open to %s by their role, and kept by administrators alone',
    async (username, roles) => {
      const browser = await world.browse(username);
      const reads = roles.some((role) => ['admin', 'desk_head', 'leader'].includes(role));
      const keeps = roles.includes('admin');
      expect((await browser.get('/units')).statusCode).toBe(reads ? 200 : 403);
      expect((await browser.get('/units/new')).statusCode).toBe(keeps ? 200 : 403);
      if (reads) expect((await browser.get(`/units/${WARD}`)).body.includes('id="closures"')).toBe(keeps);
      if (keeps) return;
      for (const path of [
        '',
        `/${WARD}/changes`,
        `/${WARD}/moves`,
        `/${WARD}/closures`,
        `/${WARD}/changes/x/cancellations`,
      ]) {
        expect([path, (await browser.post(`/units${path}`, NEW)).statusCode]).toEqual([path, 403]);
      }
    },
  );
});

describe('a unit', () => {
  it('is added once, and has a page', async () => {
    const form = (await admin.get('/units/new')).body;
    const fields = { ...NEW, _key: keyOf(form) };
    const made = await admin.post('/units', fields);
    expect([made.statusCode, made.headers['location']]).toEqual([303, '/units/H45.20.60']);
    expect((await admin.post('/units', fields)).statusCode).toBe(303);
    expect(await page('/units/H45.20.60')).toContain('Ban Quản lý dự án');
    const again = await admin.post('/units', NEW);
    expect(again.statusCode).toBe(409);
    expect(readable(again.body)).toContain('Đã có một bản ghi giống như vậy');
  });

  test.each([
    ['no name', { name: '' }, 'Cần điền mục này'],
    ['a code of nobody', { code: 'bậy' }, 'Không đúng dạng'],
    ['a kind there is not', { kind: 'empire' }, 'Cần một trong'],
    ['a desk that is none', { hasDesk: '', deskUnitCode: 'H45.20.05' }, 'Đơn vị này không có Bộ phận Một cửa'],
    ['no day', { validFrom: '31/02/2023' }, 'Cần một ngày có thật'],
  ])('is not added with %s, what was typed kept', async (_, change, said) => {
    const answer = await admin.post('/units', { ...NEW, code: 'H45.20.61', ...change });
    expect(answer.statusCode).toBe(422);
    expect(readable(answer.body)).toContain(said);
    expect(answer.body).toContain('value="UBND PHƯỜNG XUÂN PHÚ"');
    expect(answer.body).toContain('id="wrongs"');
  });

  it('is renamed from a day that has come; what it was called stands below', async () => {
    const answer = await admin.post(`/units/${WARD}/changes`, {
      ...FACTS,
      name: 'UBND phường Xuân Phú A',
      reason: 'NQ 1',
    });
    expect(answer.statusCode).toBe(303);
    const text = await page(`/units/${WARD}`);
    expect(text).toContain('Đã ghi thay đổi');
    expect(text).toContain('UBND phường Xuân Phú → UBND phường Xuân Phú A');
    expect(text).toContain('NQ 1');
    // By name, and not by what they log in with.
    expect(text).toMatch(/Bùi Quốc Lâm, [^·]+ · NQ 1/);
  });

  it('is moved from a later day, which is called off, or comes', async () => {
    const move = { parentCode: 'H45.20.05', validFrom: '2023-07-01' };
    expect((await admin.post(`/units/${WARD}/moves`, move)).statusCode).toBe(303);
    const waiting = (await admin.get(`/units/${WARD}`)).body;
    expect(readable(waiting)).toContain('Chờ đến ngày');
    const cancel = /action="(\/units\/[^"]+\/cancellations)"/.exec(waiting)![1]!;
    expect((await admin.post(cancel)).statusCode).toBe(303);
    expect(await page(`/units/${WARD}`)).toContain('Đã hủy');
    expect((await admin.post(cancel)).statusCode).toBe(409);
    expect((await admin.post(`/units/${WARD}/moves`, { ...move, reason: 'NQ 2' })).statusCode).toBe(303);
    clock.set('2023-07-01T00:10:00+07:00');
    expect(await world.get(UnitChangesService, { strict: false }).applyDue()).toBe(1);
    admin = await world.browse('admin');
    expect(await page(`/units/${WARD}`)).toContain('UBND thị xã Sông Cầu → Phòng Quản lý đô thị');
  });

  it('ends on a day, keeps what it has, and is listed among the ended ones', async () => {
    const below = await admin.post('/units/H45.20.05/closures', { validFrom: '2023-07-01' });
    expect(below.statusCode).toBe(422);
    expect(readable(below.body)).toContain('Còn đơn vị trực thuộc');
    const ended = { validFrom: '2023-07-01', successorCode: 'H45.20' };
    expect((await admin.post(`/units/${WARD}/closures`, ended)).statusCode).toBe(303);
    const text = await page(`/units/${WARD}`);
    expect(text).toContain('Hồ sơ cũ vẫn đứng tên đơn vị này');
    expect(text).toContain('Đơn vị tiếp tục công việc: UBND thị xã Sông Cầu');
    expect(await page('/units')).not.toContain('UBND phường Xuân Phú A');
    expect(await page('/units?all=on')).toContain('UBND phường Xuân Phú A');
  });

  it('of another part of the tree is not the administrator’s', async () => {
    const ward = await world.browse('xp.admin');
    expect((await ward.get('/units/H45.20.05')).body).not.toContain('id="closures"');
    expect((await ward.post('/units/H45.20.05/changes', FACTS)).statusCode).toBe(403);
    expect((await ward.post('/units', { ...NEW, code: 'H45.20.62' })).statusCode).toBe(403);
  });

  test.each(['/units/H45.99', '/units/%00'])('%s is not there', async (path) => {
    expect((await admin.get(path)).statusCode).toBe(404);
  });
});
