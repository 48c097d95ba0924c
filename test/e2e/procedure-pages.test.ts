import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { ProceduresService } from '../../src/procedures/procedures.service.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { startDesk } from '../support/desk.js';
import { StoppedClock } from '../support/clock.js';
import { PEOPLE } from '../support/small-world.js';

let world: TestApp;
let admin: Browser;
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock('2023-05-17T09:00:00+07:00') });
  admin = await world.browse('admin');
});
afterAll(() => world.close());

function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
}
const keyOf = (html: string): string => /name="_key" value="([^"]*)"/.exec(html)![1]!;
const page = async (path: string): Promise<string> => readable((await admin.get(path)).body);

const VERSION = {
  name: 'Cấp giấy phép tổ chức hội chợ',
  validFrom: '2023-06-01',
  validTo: '',
  field: 'xay-dung',
  level: 'district',
  responsibleUnitCode: 'H45.20.05',
  'limit.amount': '5',
  'limit.unit': 'working_day',
  maxSupplements: '1',
  supplementDeadlineWd: '3',
  supplementMode: 'restart',
  feeVnd: '0',
  feeNote: '',
  feeRule: '',
  onlineLevel: 'full',
  legalBasis: 'Luật Thương mại 2005',
  certainty: 'K/K',
  note: '',
  'stages.0.unitCode': 'H45.20.05',
  'stages.0.amount': '4',
  'stages.1.unitCode': '',
  'stages.1.amount': '',
  'stages.2.unitCode': '',
  'stages.2.amount': '1',
  'documents.0.name': 'Đơn đề nghị',
  'documents.0.originals': '1',
  'documents.0.certified': '',
  'documents.0.copies': '',
};
const FAIR = { ...VERSION, code: '1.999999' };

describe('the catalogue', () => {
  it('is found by words, field, level and who decides', async () => {
    expect(await page('/procedures?q=ho+kinh+doanh')).toContain('1.001612');
    const commune = await page('/procedures?level=commune');
    expect(commune).not.toContain('1.001612');
    expect(await page('/procedures?field=xay-dung')).not.toContain('1.001612');
    expect(await page('/procedures?q=khong+co+gi')).toContain('Không có thủ tục nào khớp');
  });

  test.each(PEOPLE.map(({ username, roles, unitCode }) => [username, roles, unitCode] as const))(
    'is open to %s by their role, and kept by administrators of the town alone',
    async (username, roles, unitCode) => {
      const browser = await world.browse(username);
      const reads = roles.some((role) => ['admin', 'desk_head', 'leader'].includes(role));
      const keeps = roles.includes('admin') && unitCode === 'H45.20';
      for (const path of ['/procedures', '/procedures/1.001612']) {
        expect([path, (await browser.get(path)).statusCode]).toEqual([path, reads ? 200 : 403]);
      }
      expect((await browser.get('/procedures/new')).statusCode).toBe(keeps ? 200 : 403);
      if (keeps) return;
      expect((await browser.post('/procedures', FAIR)).statusCode).toBe(403);
      expect((await browser.post('/procedures/1.001612/versions', VERSION)).statusCode).toBe(403);
    },
  );
});

describe('a procedure', () => {
  it('is added once, with its stages and papers', async () => {
    const form = (await admin.get('/procedures/new')).body;
    expect(form).toContain('value="2023-05-18"');
    const fields = { ...FAIR, _key: keyOf(form) };
    const made = await admin.post('/procedures', fields);
    expect([made.statusCode, made.headers['location']]).toEqual([303, '/procedures/1.999999']);
    expect((await admin.post('/procedures', fields)).statusCode).toBe(303);
    const versions = await world.get(ProceduresService, { strict: false }).versions('1.999999');
    expect(versions).toHaveLength(1);
    expect(versions[0]).toMatchObject({
      stages: [
        { unitCode: 'H45.20.05', amount: 4 },
        { unitCode: null, amount: 1 },
      ],
      documents: [{ name: 'Đơn đề nghị', originals: 1, certified: 0, copies: 0 }],
      instant: false,
    });
    const text = await page('/procedures/1.999999');
    expect(text).toContain('Sắp áp dụng');
    expect(text).toContain('Nơi tiếp nhận: 1 ngày làm việc');
  });

  test.each([
    ['stages that do not sum to the limit', { 'stages.0.amount': '9' }, 'Tổng các chặng là 10, thời hạn là 5'],
    ['no name', { name: '' }, 'Cần điền mục này'],
    ['a commune’s procedure that a division decides', { level: 'commune' }, 'Thủ tục cấp xã do nơi tiếp nhận'],
    ['too long a limit', { 'limit.amount': '999' }, 'Phải là số nguyên từ 1 đến 365'],
    ['an end before the beginning', { validTo: '2023-05-20' }, 'Phải sau ngày bắt đầu'],
    ['a paper without a number', { 'documents.0.originals': 'hai' }, 'Cần số nguyên từ 0 đến 99'],
    ['a version of that day', { validFrom: '2023-06-01' }, 'Đã có một bản ghi giống như vậy'],
    ['a fee of no kind', { feeRule: 'nhiều' }, 'Không đúng dạng'],
  ])('gets no new version with %s; what was typed is kept', async (_, change, said) => {
    const answer = await admin.post('/procedures/1.999999/versions', {
      ...VERSION,
      validFrom: '2023-09-01',
      ...change,
    });
    expect(answer.statusCode).toBeGreaterThanOrEqual(409);
    expect(answer.statusCode).toBeLessThan(500);
    expect(readable(answer.body)).toContain(said);
    expect(answer.body).toContain('value="Luật Thương mại 2005"');
    expect(answer.body).toContain('value="Đơn đề nghị"');
  });

  it('that is in force gets none for a day that has been', async () => {
    const answer = await admin.post('/procedures/1.001612/versions', { ...VERSION, validFrom: '2023-05-17' });
    expect(answer.statusCode).toBe(422);
    expect(readable(answer.body)).toContain('Bản mới bắt đầu từ ngày mai trở đi');
  });

  it('gets a new version that begins as the last; what changed stands beside what was', async () => {
    const form = (await admin.get('/procedures/1.999999/versions/new')).body;
    expect(form).toContain('value="2023-06-02"');
    expect(form).toMatch(/name="stages\.0\.amount" value="4"/);
    const longer = { ...VERSION, validFrom: '2023-09-01', 'limit.amount': '6', 'stages.0.amount': '5', instant: 'on' };
    expect((await admin.post('/procedures/1.999999/versions', longer)).statusCode).toBe(303);
    const text = await page('/procedures/1.999999');
    expect(text).toContain('Từ 01/06/2023 đến trước 01/09/2023');
    expect(text).toMatch(/Thời hạn\s+5 → 6/);
  });

  it('has more empty lines when they are asked for; nothing is written', async () => {
    const answer = await admin.post('/procedures/1.999999/versions', { ...VERSION, _more: '1', name: 'Tên đang gõ' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('value="Tên đang gõ"');
    expect(answer.body).toContain('name="stages.3.amount"');
  });

  test.each(['/procedures/9.999999', '/procedures/9.999999/versions/new'])('%s is not there', async (path) => {
    expect((await admin.get(path)).statusCode).toBe(404);
  });
});
