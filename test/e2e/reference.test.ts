import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { ProceduresImportService } from '../../src/procedures/procedures-import.service.js';
import { UnitsImportService } from '../../src/units/units-import.service.js';
import type { Agent } from '../support/agents.js';
import { startTestApp, type TestApp } from '../support/app.js';

const csv = { 'content-type': 'text/csv' };

let world: TestApp;
let admin: Agent;
beforeAll(async () => {
  world = await startTestApp();
  await world.get(UnitsImportService, { strict: false }).loadShipped();
  await world.get(CalendarImportService, { strict: false }).loadShipped();
  await world.get(ProceduresImportService, { strict: false }).loadShipped();
  admin = await world.as('admin');
});
afterAll(() => world.close());

describe('the calculator', () => {
  const ask = (payload: object, headers = {}): ReturnType<TestApp['http']> =>
    world.http({ method: 'POST', url: '/api/v1/calendar/due-dates', payload, headers });

  it('says the due date and why, to anyone (E1)', async () => {
    const answer = await ask({ acceptedAt: '2023-04-28T14:00:00+07:00', limit: { amount: 3, unit: 'working_day' } });
    expect(answer.statusCode).toBe(200);
    const { explanation, ...due } = answer.json<{ explanation: { date: string; kind: string; text: string }[] }>();
    expect(due).toEqual({
      startsAt: '2023-04-28T14:00:00+07:00',
      dueAt: '2023-05-08T17:00:00+07:00',
      provisional: false,
    });
    const days = (kind: string): string[] => explanation.filter((step) => step.kind === kind).map(({ date }) => date);
    expect(days('skipped')).toEqual([
      ...['2023-04-29', '2023-04-30', '2023-05-01', '2023-05-02', '2023-05-03', '2023-05-06', '2023-05-07'],
    ]);
    expect(days('counted')).toEqual(['2023-05-04', '2023-05-05', '2023-05-08']);
    expect(explanation.find(({ date }) => date === '2023-04-29')?.text).toContain('Giỗ Tổ Hùng Vương');
    expect(explanation.at(-1)).toMatchObject({ kind: 'due', date: '2023-05-08' });
  });

  it('speaks English to those who ask for it', async () => {
    const question = { acceptedAt: '2023-05-16T15:20:00+07:00', limit: { amount: 0, unit: 'same_day' } };
    const [vi, en] = [await ask(question), await ask(question, { 'accept-language': 'en' })];
    expect(vi.json()).toMatchObject({ dueAt: '2023-05-17T17:00:00+07:00' });
    expect(en.json<{ dueAt: string }>().dueAt).toBe(vi.json<{ dueAt: string }>().dueAt);
    expect(en.body).not.toBe(vi.body);
  });

  test.each([
    ['a year that is not loaded', { acceptedAt: '2018-12-28T14:00:00+07:00' }, 'calendar.missing'],
    ['a projected year', { acceptedAt: '2027-03-01T14:00:00+07:00' }, 'calendar.missing'],
    ['the end of time', { acceptedAt: '9999-12-31T23:59:59Z' }, 'calendar.missing'],
    ['its beginning', { acceptedAt: '0001-01-01T00:00:00Z' }, 'calendar.missing'],
    ['an amount that the unit does not take', { limit: { amount: 1, unit: 'same_day' } }, 'request.invalid'],
    ['too long a limit', { limit: { amount: 366, unit: 'working_day' } }, 'request.invalid'],
    ['a unit of time that there is not', { limit: { amount: 1, unit: 'fortnight' } }, 'request.invalid'],
    ['a unit that there is not', { unitCode: 'H45.99' }, 'request.invalid'],
    ['no moment', { acceptedAt: '28/04/2023' }, 'request.invalid'],
    ['a field it does not know', { dayZero: 'start' }, 'request.invalid'],
  ])('refuses %s', async (_, change, code) => {
    const question = { acceptedAt: '2023-04-28T14:00:00+07:00', limit: { amount: 3, unit: 'working_day' } };
    const answer = await ask({ ...question, ...change });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code });
  });

  it('counts from the first working minute where the unit decided so (E2)', async () => {
    const question = { acceptedAt: '2023-04-29T20:15:00+07:00', limit: { amount: 3, unit: 'working_day' } };
    expect((await ask({ ...question, unitCode: 'H45.20.33' })).json()).toMatchObject({
      dueAt: '2023-05-08T17:00:00+07:00',
    });
    const decision = { settings: [{ key: 'day_zero', value: 'start', validFrom: '2023-01-01' }] };
    expect((await admin.patch('/api/v1/units/H45.20.33', decision)).statusCode).toBe(200);
    expect((await ask({ ...question, unitCode: 'H45.20.33' })).json()).toMatchObject({
      startsAt: '2023-05-04T07:30:00+07:00',
      dueAt: '2023-05-09T17:00:00+07:00',
    });
  });
});

describe('the calendar', () => {
  it('is shown with the source of every day', async () => {
    const answer = await (await world.as('receiver')).get('/api/v1/calendar/2023');
    expect(answer.json()).toMatchObject({ year: 2023, state: 'official', provisional: false });
    expect(answer.json<{ days: object[] }>().days).toContainEqual({
      date: '2023-04-29',
      kind: 'holiday',
      name: 'Giỗ Tổ Hùng Vương (10/3 âm lịch)',
      source: 'Bộ luật Lao động 2019 Đ.112(1) + tính theo âm lịch',
      confidence: 'high',
      hours: null,
      provisional: false,
    });
    expect((await admin.get('/api/v1/calendar/2017')).json()).toMatchObject({ code: 'calendar.missing' });
    expect((await admin.get('/api/v1/calendar/năm')).statusCode).toBe(404);
  });

  it('is confirmed by a leader of the town, once for a key', async () => {
    const confirm = async (who: string, headers = {}): ReturnType<Agent['post']> =>
      (await world.as(who)).post('/api/v1/calendar/2028/confirmations', {}, headers);
    expect((await confirm('admin')).statusCode).toBe(403);
    expect((await confirm('xp.leader')).statusCode).toBe(403);
    const first = await confirm('leader', { 'idempotency-key': 'confirm-2028' });
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({ year: 2028, provisional: true, confirmedBy: 'leader' });
    const again = await confirm('leader', { 'idempotency-key': 'confirm-2028' });
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect((await confirm('leader')).json()).toMatchObject({ status: 409, code: 'conflict.duplicate' });
    const due = await world.http({
      method: 'POST',
      url: '/api/v1/calendar/due-dates',
      payload: { acceptedAt: '2028-03-01T08:00:00+07:00', limit: { amount: 1, unit: 'working_day' } },
    });
    expect(due.json()).toMatchObject({ dueAt: '2028-03-02T17:00:00+07:00', provisional: true });
  });

  it('is changed day by day by the administrator of the town', async () => {
    const day = { kind: 'holiday', name: 'Ngày hội của thị xã', source: 'Quyết định minh họa' };
    const past = '/api/v1/calendar/days/2023-05-16';
    expect((await (await world.as('xp.admin')).put(past, day)).statusCode).toBe(403);
    const refused = await admin.put(past, day);
    expect([refused.statusCode, refused.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([
      422,
      'reason',
    ]);
    expect((await admin.put(past, { ...day, reason: 'Bão số 1, nghỉ theo công điện' })).statusCode).toBe(204);
    expect((await admin.put('/api/v1/calendar/days/2023-02-30', day)).statusCode).toBe(404);
    expect((await admin.put('/api/v1/calendar/days/2023-12-29', { ...day, kind: 'short' })).statusCode).toBe(422);
    const short = { ...day, kind: 'short', hours: '07:30-11:00' };
    expect((await admin.put('/api/v1/calendar/days/2023-12-29', short)).statusCode).toBe(204);
    expect((await admin.get('/api/v1/calendar/2023')).body).toContain('"hours":"07:30-11:00"');
  });

  it('takes files, tried first and then loaded', async () => {
    const file = 'date,kind,name,source,confidence\n2023-12-25,holiday,Ngày thử,Minh họa,high\n';
    const dry = await admin.post('/api/v1/calendar/imports?dryRun=true', file, csv);
    expect([dry.statusCode, dry.json()]).toEqual([200, { rows: 1, accepted: 1, rejected: [], applied: false }]);
    expect((await admin.get('/api/v1/calendar/2023')).body).not.toContain('Ngày thử');
    expect((await admin.post('/api/v1/calendar/imports', file, csv)).json()).toMatchObject({ applied: true });
    expect((await admin.get('/api/v1/calendar/2023')).body).toContain('Ngày thử');
    const bad = await admin.post('/api/v1/calendar/imports', file.replace('holiday', 'lễ'), csv);
    expect([bad.statusCode, bad.json()]).toEqual([
      422,
      expect.objectContaining({
        code: 'import.rejected',
        errors: [{ field: 'line 2, kind', message: expect.any(String) }],
      }),
    ]);
    expect((await admin.post('/api/v1/calendar/imports', '', csv)).statusCode).toBe(400);
    expect((await admin.post('/api/v1/calendar/imports', { file })).statusCode).toBe(415);
    expect((await (await world.as('xp.admin')).post('/api/v1/calendar/imports', file, csv)).statusCode).toBe(403);
  });
});

describe('units', () => {
  it('are listed page by page', async () => {
    const first = (await admin.get('/api/v1/units?kind=commune&limit=10')).json<{
      items: object[];
      nextCursor: string;
    }>();
    expect([first.items.length, first.nextCursor]).toEqual([10, 'H45.20.30']);
    const rest = await admin.get(`/api/v1/units?kind=commune&limit=10&cursor=${first.nextCursor}`);
    expect(rest.json()).toMatchObject({ items: [{ code: 'H45.20.31' }, {}, {}], nextCursor: null });
    expect((await admin.get('/api/v1/units?under=H45.20.21')).json<{ items: object[] }>().items).toHaveLength(1);
    expect((await world.http({ method: 'GET', url: '/api/v1/units' })).statusCode).toBe(401);
  });

  it('are made once for a key, changed, and shown with what they decided', async () => {
    const unit = {
      ...{
        code: 'H45.20.50',
        parentCode: 'H45.20',
        kind: 'division',
        name: 'Ban Quản lý dự án',
        shortName: 'BQL dự án',
      },
      ...{ place: 'Sông Cầu', letterheadAgency: 'Ban Quản lý dự án', signerTitle: 'GIÁM ĐỐC', hasDesk: false },
      validFrom: '2023-01-01',
    };
    const key = { 'idempotency-key': 'a-new-unit-1' };
    const made = await admin.post('/api/v1/units', unit, key);
    expect([made.statusCode, made.json<{ code: string }>().code]).toEqual([201, 'H45.20.50']);
    const replayed = await admin.post('/api/v1/units', unit, key);
    expect([replayed.statusCode, replayed.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect((await admin.post('/api/v1/units', { ...unit, name: 'Khác' }, key)).json()).toMatchObject({
      code: 'idempotency.key_reused',
    });
    expect((await admin.post('/api/v1/units', unit)).json()).toMatchObject({ code: 'conflict.duplicate' });
    const changed = await admin.patch('/api/v1/units/H45.20.50', { phone: '0257 3 000 000', deskUnitCode: 'H45.20' });
    expect(changed.json()).toMatchObject({ phone: '0257 3 000 000', deskUnitCode: 'H45.20' });
    expect((await admin.patch('/api/v1/units/H45.20.50', { phone: '' })).json()).toMatchObject({ phone: null });
    expect((await admin.patch('/api/v1/units/H45.20.50', { deskUnitCode: 'H45.20.05' })).statusCode).toBe(422);
    expect((await admin.patch('/api/v1/units/H45.20.50', { code: 'H45.20.51' })).statusCode).toBe(422);
  });

  it('have a standing approval only from their own head', async () => {
    const yes = { settings: [{ key: 'standing_approval', value: 'yes', validFrom: '2023-06-01' }] };
    expect((await admin.patch('/api/v1/units/H45.20', yes)).statusCode).toBe(403);
    expect((await (await world.as('leader')).patch('/api/v1/units/H45.20.05', yes)).statusCode).toBe(403);
    const given = await (await world.as('leader')).patch('/api/v1/units/H45.20', yes);
    expect(given.json<{ settings: object[] }>().settings).toContainEqual({
      key: 'standing_approval',
      value: true,
      decidedBy: { unitCode: 'H45.20', validFrom: '2023-06-01', by: 'leader' },
    });
    expect((await (await world.as('leader')).patch('/api/v1/units/H45.20', { name: 'UBND khác' })).statusCode).toBe(
      403,
    );
  });

  it('change all or not at all', async () => {
    const half = { phone: '0257 1', settings: [{ key: 'due_soon_minutes', value: 'nhiều', validFrom: '2023-06-01' }] };
    expect((await admin.patch('/api/v1/units/H45.20.05', half)).statusCode).toBe(422);
    expect((await admin.get('/api/v1/units/H45.20.05')).json()).toMatchObject({ phone: null });
  });

  it('come from a file of the town only', async () => {
    const file = readFileSync('data/units.csv', 'utf8');
    expect((await admin.post('/api/v1/imports/units?dryRun=true', file, csv)).json()).toMatchObject({
      rows: 30,
      accepted: 30,
    });
    expect((await (await world.as('xp.admin')).post('/api/v1/imports/units', file, csv)).statusCode).toBe(403);
  });
});

describe('procedures', () => {
  const version = {
    ...{
      validFrom: '2023-07-01',
      name: 'Thủ tục thử',
      field: 'ho-tich',
      level: 'district',
      responsibleUnitCode: 'H45.20.03',
    },
    ...{
      limit: { amount: 5, unit: 'working_day' },
      maxSupplements: 1,
      supplementDeadlineWd: 3,
      supplementMode: 'restart',
    },
    ...{ instant: false, feeVnd: 0, onlineLevel: 'full', legalBasis: 'Minh họa', certainty: 'U/U' },
    documents: [{ name: 'Tờ khai', originals: 1, certified: 0, copies: 0 }],
  };

  it('are found without accents, and shown with their certainty', async () => {
    const found = await (await world.as('receiver')).get('/api/v1/procedures?q=thong%20tin%20quy%20hoach');
    expect(found.json()).toMatchObject({
      items: [{ code: '1.008455', field: 'quy-hoach', certainty: 'U/K' }],
      nextCursor: null,
    });
    expect((await admin.get('/api/v1/procedures?limit=200')).json<{ items: object[] }>().items).toHaveLength(36);
    expect((await admin.get('/api/v1/procedures/1.012784')).json()).toMatchObject({
      inForce: null,
      versions: [{ code: '1.012784' }],
    });
    expect((await admin.get('/api/v1/procedures?onDay=2024-08-01&q=1.012784')).json()).toMatchObject({ items: [{}] });
    expect((await admin.get('/api/v1/procedures/9.999999')).statusCode).toBe(404);
  });

  it('get new versions from a day to come, by the administrator of the town', async () => {
    const url = '/api/v1/procedures/2.000748/versions';
    expect((await (await world.as('xp.admin')).post(url, version)).statusCode).toBe(403);
    expect((await (await world.as('desk_head')).post(url, version)).statusCode).toBe(403);
    expect((await admin.post(url, { ...version, validFrom: '2023-06-01' })).statusCode).toBe(422);
    const added = await admin.post(url, version, { 'idempotency-key': 'version-0001' });
    expect([added.statusCode, added.json()]).toEqual([
      201,
      expect.objectContaining({ code: '2.000748', validFrom: '2023-07-01', stages: [] }),
    ]);
    const replayed = await admin.post(url, version, { 'idempotency-key': 'version-0001' });
    expect(replayed.json()).toEqual(added.json());
    const shown = (await admin.get('/api/v1/procedures/2.000748')).json<{ versions: object[]; inForce: object }>();
    expect(shown.versions).toHaveLength(2);
    expect(shown.inForce).toMatchObject({ limit: { amount: 3 }, validTo: '2023-07-01' });
  });

  it('are added with their first version', async () => {
    expect((await admin.post('/api/v1/procedures', { code: '3.000001', ...version })).statusCode).toBe(201);
    expect((await admin.post('/api/v1/procedures', { code: '3.000001', ...version })).statusCode).toBe(409);
    const stages = [{ unitCode: 'H45.20.03', amount: 2 }, { amount: 2 }];
    const uneven = await admin.post('/api/v1/procedures', { code: '3.000002', ...version, stages });
    expect([uneven.statusCode, uneven.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([
      422,
      'stages',
    ]);
    const file = readFileSync('data/procedures.csv', 'utf8');
    expect((await admin.post('/api/v1/imports/procedures', file, csv)).json()).toMatchObject({
      rows: 39,
      applied: true,
    });
  });
});

describe('the pages of reference data', () => {
  test.each([
    ['/procedures', 'Cung cấp thông tin quy hoạch', 'cần kiểm tra lại'],
    ['/procedures?q=khai+tu', '1.000656', 'có nguồn'],
    ['/units', 'UBND phường Xuân Phú', 'cần kiểm tra lại'],
    ['/calendar/2023', 'Giỗ Tổ Hùng Vương', 'Lịch chính thức. Nguồn'],
    ['/calendar/2029', 'nghỉ bù', 'chưa thể hẹn ngày'],
    ['/procedures?q=khong+co', 'Không có thủ tục nào khớp', 'không cần gõ dấu'],
  ])('%s shows what is known, and how surely', async (path, what, howSure) => {
    const answer = await (await world.browse('desk_head')).get(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain(what);
    expect(answer.body).toContain(howSure);
  });

  it('are for those who keep the desk, and speak both languages', async () => {
    expect((await (await world.browse('receiver')).get('/units')).statusCode).toBe(403);
    const browser = await world.browse('admin');
    await browser.get('/locale/en?next=/');
    const pages = ['/procedures', '/units', '/calendar/2028'];
    for (const path of pages) {
      const { statusCode, body } = await browser.get(path);
      expect([statusCode, body.includes('lang="en"')]).toEqual([200, true]);
    }
  });
});
