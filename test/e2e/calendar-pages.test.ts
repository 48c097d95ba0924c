import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { CalendarService } from '../../src/calendar/calendar.service.js';
import type { PlainDate } from '../../src/domain/time/plain-date.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { sealed, verified } from '../support/verified.js';
import { PEOPLE } from '../support/small-world.js';

const clock = new StoppedClock('2026-11-02T08:00:00+07:00');
const NOTICE = {
  text: 'Nghỉ Tết Nguyên đán từ 04/02/2027 đến hết 10/02/2027\n\nĐề nghị các phòng, ban thực hiện',
  source: 'Thông báo 77/TB-BNV ngày 20/10/2026 của Bộ Nội vụ',
  wholeYears: 'on',
};

let world: TestApp;
let admin: Browser;
beforeAll(async () => {
  world = await startDesk({ clock });
  admin = await world.browse('admin');
});
afterAll(() => world.close());

const revision = async (): Promise<string> => String(await world.get(CalendarService, { strict: false }).revision());
const rows = (sql: string): Promise<unknown[]> => world.database.query(sql);
const all = (): Promise<unknown[]> => rows('SELECT * FROM "calendar_day" ORDER BY "date"');

describe('the calendar at a glance', () => {
  it('leads to the year of today, from its old address too', async () => {
    const answers = [await admin.get('/calendar'), await admin.get('/reference/calendar/2026')];
    expect(answers.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
      [303, '/calendar/2026'],
      [303, '/calendar/2026'],
    ]);
  });

  it('shows days off, made up, hours and where they come from', async () => {
    const { body, statusCode } = await admin.get('/calendar/2026');
    expect(statusCode).toBe(200);
    for (const text of ['Chính thức', 'Giỗ Tổ Hùng Vương', 'thứ Bảy, 10/01/2026: làm bù', '07:30-12:00 13:30-17:00']) {
      expect(body).toContain(text);
    }
    expect(body.match(/<caption>/g)).toHaveLength(12);
    expect(body).toContain('action="/calendar/notices/previews"');
    expect(body).toContain('hôm nay');
  });

  it('says of a year that is not there what to do', async () => {
    const { body, statusCode } = await admin.get('/calendar/2044');
    expect(statusCode).toBe(200);
    expect(body).toContain('Chưa có lịch năm 2044');
    for (const path of ['/calendar/x', '/calendar/0', '/calendar/99999', '/calendar/2026%20', '/calendar/1700']) {
      expect((await admin.get(path)).statusCode).toBe(404);
    }
  });

  it('is in English, whole', async () => {
    const foreigner = await world.browse('admin');
    await foreigner.get('/locale/en?next=/');
    const { body } = await foreigner.get('/calendar/2027');
    expect(body).toContain('Working calendar of 2027');
    expect(body).not.toMatch(/Lịch làm việc|Ngày nghỉ/);
  });

  test.each([
    ['receiver', 403, false, false],
    ['specialist', 403, false, false],
    ['monitor', 403, false, false],
    ['clerk', 403, false, false],
    ['desk_head', 200, false, false],
    ['leader', 200, false, true],
    ['qldt.leader', 200, false, false],
    ['xp.leader', 200, false, false],
    ['xp.admin', 200, false, false],
    ['admin', 200, true, false],
  ])('lets %s do what is theirs', async (name, status, edits, confirms) => {
    const browser = await world.browse(name);
    const { statusCode, body } = await browser.get('/calendar/2028');
    expect(statusCode).toBe(status);
    expect(body.includes('/calendar/notices/previews')).toBe(edits);
    expect(body.includes('/calendar/2028/confirmations')).toBe(confirms);
    const before = await all();
    const posts = [
      await browser.post('/calendar/notices/previews', { text: '', source: '' }),
      await browser.post('/calendar/notices', { ...NOTICE, seen: 'on', revision: '0' }),
      await browser.post('/calendar/2028/hours', {}),
    ];
    expect(posts.map((each) => each.statusCode)).toEqual(edits ? [422, 412, 422] : [403, 403, 403]);
    if (!confirms) expect((await browser.post('/calendar/2028/confirmations')).statusCode).toBe(403);
    expect(await all()).toEqual(before);
  });
});

describe('a pasted notice', () => {
  it('is read and compared, and nothing is written', async () => {
    const before = await all();
    const { body, statusCode } = await admin.post('/calendar/notices/previews', NOTICE);
    expect(statusCode).toBe(200);
    for (const text of [
      'Chưa hiểu',
      'Không thấy ngày nào',
      'Đề nghị các phòng',
      'sẽ thành lịch chính thức',
      'Thứ Năm, 04/02/2027'.toLowerCase(),
    ]) {
      expect(body.toLowerCase()).toContain(text.toLowerCase());
    }
    expect(body).toContain('formaction="/calendar/notices"');
    expect(await all()).toEqual(before);
  });

  test.each([
    ['nothing', { text: '', source: NOTICE.source }, 'Nội dung thông báo'],
    ['no document', { text: NOTICE.text, source: '' }, 'Văn bản'],
    ['too much', { text: 'nghỉ 02/09/2027\n'.repeat(600), source: NOTICE.source }, 'Nội dung thông báo'],
  ])('is asked for again when there is %s', async (_, fields, label) => {
    const { body, statusCode } = await admin.post('/calendar/notices/previews', fields);
    expect(statusCode).toBe(422);
    expect(body).toContain(label);
    expect(body).toContain('id="wrongs"');
  });

  it('offers nothing to save where nothing changes, and says why days of the past stay', async () => {
    const same = await admin.post('/calendar/notices/previews', { text: 'Kính gửi', source: NOTICE.source });
    expect(same.body).toContain('Không có ngày nào thay đổi');
    const past = await admin.post('/calendar/notices/previews', { text: 'nghỉ 13/07/2026', source: NOTICE.source });
    expect(past.body).toContain('Ngày đã qua');
    for (const { body } of [same, past]) expect(body).not.toContain('formaction="/calendar/notices"');
    const forced = await admin.post('/calendar/notices', {
      text: 'nghỉ 13/07/2026',
      source: NOTICE.source,
      revision: await revision(),
    });
    expect(forced.statusCode).toBe(422);
    expect(forced.body).toContain('Ngày đã qua');
  });

  it('is saved once, when the lines not understood were looked at and the calendar is still the one compared with', async () => {
    const seen = await revision();
    const unseen = await admin.post('/calendar/notices', { ...NOTICE, revision: seen });
    expect(unseen.statusCode).toBe(422);
    expect(unseen.body).toContain('đánh dấu vào ô này');
    const stale = await admin.post('/calendar/notices', { ...NOTICE, seen: 'on', revision: String(Number(seen) - 1) });
    expect(stale.statusCode).toBe(412);
    expect(await rows(`SELECT * FROM "audit_entry" WHERE "action" = 'calendar.notice'`)).toEqual([]);

    const form = { ...NOTICE, seen: 'on', revision: seen, _key: 'one-notice-2027' };
    const saved = await admin.post('/calendar/notices', form);
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/calendar/replans']);
    const twice = await admin.post('/calendar/notices', form);
    expect([twice.statusCode, twice.headers.location]).toEqual([303, '/calendar/replans']);
    expect(await rows(`SELECT "actor", "reason" FROM "audit_entry" WHERE "action" = 'calendar.notice'`)).toEqual([
      { actor: 'admin', reason: NOTICE.source },
    ]);
    const facts = await world.get(CalendarService, { strict: false }).year(2027);
    expect(facts).toMatchObject({ state: 'official', source: NOTICE.source });
    expect(facts.days.filter(({ date }) => date.startsWith('2027-02')).map(({ date }) => date)).toContain('2027-02-10');
    expect((await admin.get('/calendar/2027')).body).toContain('Chính thức');
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });
});

describe('hours', () => {
  const week = { hours1: '07:00-11:30 13:30-17:00', hours2: '07:00-11:30 13:30-17:00', hours3: '07:00-11:30' };

  test.each([
    ['no hours at all', { unitCode: '*', validFrom: '2027-01-01' }, 'Cần giờ làm việc'],
    [
      'hours nobody can work',
      { ...week, unitCode: '*', validFrom: '2027-01-01', hours2: '17:00-07:00' },
      'Giờ phải có dạng',
    ],
    ['words', { ...week, unitCode: '*', validFrom: '2027-01-01', hours2: 'cả ngày' }, 'Giờ phải có dạng'],
    ['no Monday', { hours2: '07:00-11:30', unitCode: '*', validFrom: '2027-01-01' }, 'thiếu giờ làm việc ngày thứ Hai'],
    ['hours of today', { ...week, unitCode: '*', validFrom: '2026-11-02' }, 'bắt đầu từ ngày mai'],
    ['no day', { ...week, unitCode: '*', validFrom: '01/01/2027' }, 'Cần một ngày có thật'],
  ])('are refused: %s, and what was typed stays', async (_, fields, said) => {
    const before = await rows('SELECT * FROM "weekly_hours"');
    const { statusCode, body } = await admin.post('/calendar/2027/hours', fields);
    expect(statusCode).toBe(422);
    expect(body).toContain(said);
    expect(body).toContain(`value="${fields.validFrom}"`);
    expect(await rows('SELECT * FROM "weekly_hours"')).toEqual(before);
  });

  it('of a unit that there is not lead nowhere', async () => {
    const fields = { ...week, unitCode: 'H45.99', validFrom: '2027-01-01' };
    expect((await admin.post('/calendar/2027/hours', fields)).statusCode).toBe(404);
  });

  it('begin on their day', async () => {
    const saved = await admin.post('/calendar/2027/hours', { ...week, unitCode: '*', validFrom: '2027-03-01' });
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/calendar/replans']);
    const calendar = await world.get(CalendarService, { strict: false }).workingCalendar();
    expect(calendar.isWorkingDay('2027-02-25' as PlainDate)).toBe(true);
    expect(calendar.isWorkingDay('2027-03-04' as PlainDate)).toBe(false);
    expect((await admin.get('/calendar/2027')).body).toContain('Từ 01/03/2027');
  });
});

describe('a projected year', () => {
  it('is confirmed by a leader of the town, once; everybody who must know is warned from October on', async () => {
    clock.set('2027-09-30T16:59:00+07:00');
    const page = async (name: string): Promise<string> => (await (await world.browse(name)).get('/')).body;
    expect(await page('leader')).not.toContain('lãnh đạo chưa xác nhận');
    clock.set('2027-10-01T08:00:00+07:00');
    for (const name of ['leader', 'desk_head', 'admin', 'xp.leader']) {
      expect(await page(name)).toContain('Lịch năm 2028 mới là dự kiến, lãnh đạo chưa xác nhận');
    }
    expect(await page('receiver')).not.toContain('lãnh đạo chưa xác nhận');
    const again = await world.browse('leader');
    const done = await again.post('/calendar/2028/confirmations', { _key: 'confirm-2028-x' });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/calendar/2028']);
    expect((await again.post('/calendar/2028/confirmations', { _key: 'confirm-2028-x' })).statusCode).toBe(303);
    expect((await again.post('/calendar/2028/confirmations')).statusCode).toBe(409);
    const confirmed = (await again.get('/calendar/2028')).body;
    expect(confirmed).toContain('Dự kiến, đã xác nhận');
    expect(confirmed.split('<main')[1]).toContain(PEOPLE.find(({ username }) => username === 'leader')!.fullName);
    expect(await page('leader')).not.toContain('lãnh đạo chưa xác nhận');
    clock.set('2030-12-01T08:00:00+07:00');
    expect(await page('admin')).toContain('Chưa có lịch năm 2031');
    expect((await (await world.browse('leader')).post('/calendar/2044/confirmations')).statusCode).toBe(422);
  });
});
