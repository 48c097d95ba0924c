import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { CalendarService } from '../../src/calendar/calendar.service.js';
import type { PlainDate } from '../../src/domain/time/plain-date.js';
import { ReplanRun } from '../../src/dossiers/clock/replan-run.service.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';

const LIST = '/calendar/replans';
let world: TestApp;
let leader: Browser;
let code: string;

const hidden = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
const confirmable = async (): Promise<Record<string, string>> => {
  const { body } = await leader.get(LIST);
  return { revision: hidden(body, 'revision'), expected: hidden(body, 'expected') };
};
const dayOff = (date: string): Promise<void> =>
  world
    .get(CalendarService, { strict: false })
    .putDay(
      date as PlainDate,
      { kind: 'holiday', name: 'Nghỉ', source: 'CV 1', confidence: 'high', spells: null, reason: null },
      'admin',
    );
const runs = (): Promise<unknown[]> => world.database.query('SELECT "id" FROM "calendar_replan"');

beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
  code = (await registered(await world.as('receiver'), { procedureCode: FIVE_DAYS })).code;
  leader = await world.browse('leader');
});
afterAll(() => world.close());

test.each(['receiver', 'desk_head', 'qldt.leader', 'xp.leader', 'xp.admin'])('is not for %s', async (name) => {
  const stranger = await world.browse(name);
  const answers = [
    await stranger.get(LIST),
    await stranger.get(`${LIST}/x`),
    await stranger.get(`${LIST}/x/progress`),
    await stranger.post(LIST, { revision: '1', expected: '1', agreed: 'on' }),
    await stranger.post(`${LIST}/x/stops`),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403]);
});

describe('a changed calendar', () => {
  it('says that nothing moves while nothing moves', async () => {
    const { body, statusCode } = await leader.get(LIST);
    expect([statusCode, body.includes('Không có hồ sơ nào phải dời ngày')]).toEqual([200, true]);
    expect(body).not.toContain('name="agreed"');
    expect((await leader.get(`${LIST}?cursor=bm90LW91cnM`)).statusCode).toBe(400);
    expect((await leader.get(`${LIST}?cursor=%20`)).statusCode).toBe(422);
    expect((await leader.get(`${LIST}/nothing`)).statusCode).toBe(404);
    expect((await leader.post(`${LIST}/nothing/stops`)).statusCode).toBe(404);
  });

  it('shows which dossiers move, and from when to when', async () => {
    await dayOff('2023-05-19');
    const { body } = await leader.get(LIST);
    for (const text of [code, '17:00 22/05/2023', '17:00 23/05/2023', 'Hạn lùi lại', 'Dời ngày 1 hồ sơ']) {
      expect(body).toContain(text);
    }
  });

  it('is let move only by who agreed, on the calendar they saw', async () => {
    const form = await confirmable();
    const unagreed = await leader.post(LIST, form);
    expect([unagreed.statusCode, unagreed.body.includes('id="wrongs"')]).toEqual([422, true]);
    const stale = await leader.post(LIST, { ...form, revision: '0', agreed: 'on' });
    expect(stale.statusCode).toBe(412);
    expect((await leader.post(LIST, { agreed: 'on' })).statusCode).toBe(422);
    expect((await leader.post(LIST, { ...form, revision: 'x', agreed: 'on' })).statusCode).toBe(422);
    expect(await runs()).toEqual([]);
  });

  it('moves them, and can be watched', async () => {
    const form = { ...(await confirmable()), agreed: 'on', _key: 'replan-pages-1' };
    const begun = await leader.post(LIST, form);
    const place = String(begun.headers.location);
    expect([begun.statusCode, place]).toEqual([303, expect.stringMatching(/^\/calendar\/replans\/[0-9a-f-]{36}$/)]);
    expect((await leader.post(LIST, form)).headers.location).toBe(place);
    expect(await runs()).toHaveLength(1);
    const watched = await leader.get(`${place}/progress`);
    expect(watched.body).toContain('hx-trigger="every 2s"');
    expect(watched.body).not.toContain('<html');
    expect((await leader.get(place)).body).toContain('Đang dời ngày');
    const other = await leader.post(LIST, { ...form, _key: 'replan-pages-2' });
    expect(other.statusCode).toBe(409);
    expect(await world.get(ReplanRun, { strict: false }).turn()).toBe(true);
    const done = await leader.get(`${place}/progress`);
    expect(done.body).toContain('Đã xong');
    expect(done.body).not.toContain('hx-trigger');
    expect((await leader.post(`${place}/stops`)).statusCode).toBe(409);
    expect((await leader.get(LIST)).body).toContain('Không có hồ sơ nào phải dời ngày');
  });

  it('can be stopped from the page', async () => {
    await dayOff('2023-05-18');
    const begun = await leader.post(LIST, { ...(await confirmable()), agreed: 'on' });
    const place = String(begun.headers.location);
    expect((await leader.post(`${place}/stops`)).statusCode).toBe(303);
    await world.get(ReplanRun, { strict: false }).turn();
    const page = await leader.get(place);
    expect(page.body).toContain('Đã dừng giữa chừng');
    expect((await leader.get(LIST)).body).toContain(code);
    const audit = await world.database.query(
      `SELECT "actor" FROM "audit_entry" WHERE "action" = 'calendar.replan_stopped'`,
    );
    expect(audit).toEqual([{ actor: 'leader' }]);
  });
});
