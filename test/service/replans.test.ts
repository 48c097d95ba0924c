import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CalendarService } from '../../src/calendar/calendar.service.js';
import type { PlainDate } from '../../src/domain/time/plain-date.js';
import { ReplanActs } from '../../src/dossiers/clock/replan-acts.service.js';
import { ReplanRun } from '../../src/dossiers/clock/replan-run.service.js';
import { ReplansService } from '../../src/dossiers/clock/replans.service.js';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../support/desk.js';
import { sealed, verified } from '../support/verified.js';

interface Preview {
  readonly revision: number;
  readonly total: { running: number; moving: number; stuck: number } | null;
  readonly items: readonly { code: string; newStatutoryDueAt: string | null; newCurrentDueAt: string | null }[];
  readonly nextCursor: string | null;
}

interface Progress {
  readonly id: string;
  readonly state: string;
  readonly moved: number;
  readonly stuck: number;
}

const OFF = {
  kind: 'holiday',
  name: 'Nghỉ đột xuất',
  source: 'CV 1',
  confidence: 'high',
  spells: null,
  reason: null,
} as const;

/** Monday 15 May 2023; Friday the 19th becomes a day off. */
describe('a calendar changed under open dossiers', () => {
  const clock = new StoppedClock();
  let world: TestApp;
  let receiver: Agent;
  let leader: Agent;

  const preview = async (body: object = {}): Promise<Preview> => {
    const answer = await leader.post('/api/v1/calendar/replans', body);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json<Preview>();
  };
  const confirm = async (): Promise<Progress> => {
    const { revision } = await preview();
    const answer = await leader.post('/api/v1/calendar/replans/confirmations', { revision });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<Progress>();
  };
  const progress = async ({ id }: Progress): Promise<Progress> =>
    (await leader.get(`/api/v1/calendar/replans/${id}`)).json<Progress>();
  const turn = (): Promise<boolean> => world.get(ReplanRun, { strict: false }).turn();
  const dayOff = (date = '2023-05-19'): Promise<void> =>
    world.get(CalendarService, { strict: false }).putDay(date as PlainDate, OFF, 'admin');
  const registerMany = async (count: number, procedureCode = FIVE_DAYS): Promise<string[]> => {
    const codes: string[] = [];
    for (let i = 0; i < count; i++) codes.push((await registered(receiver, { procedureCode })).code);
    return codes;
  };
  const calendarRows = (): Promise<{ code: string; by: string; previousDueAt: unknown }[]> =>
    world.database.query(
      `SELECT d."code", p."by" FROM "promise" p JOIN "dossier" d ON d."id" = p."dossierId"
        WHERE p."kind" = 'calendar' ORDER BY d."code"`,
    );
  const dues = async (code: string): Promise<unknown> => {
    const { currentDueAt, lateFrom } = (await receiver.get(`/api/v1/dossiers/${code}`)).json<Record<string, unknown>>();
    return { currentDueAt, lateFrom };
  };

  beforeEach(async () => {
    clock.set('2023-05-15T08:30:00+07:00');
    world = await startDesk({ clock });
    [receiver, leader] = [await world.as('receiver'), await world.as('leader')];
  });
  afterEach(() => world.close());

  it('is looked at, confirmed, and moves each running dossier once', async () => {
    const [five] = await registerMany(1);
    const [three] = await registerMany(1, THREE_DAYS);
    const [gone] = await registerMany(1);
    await receiver.post(`/api/v1/dossiers/${gone!}/withdrawals`, { reason: 'người nộp xin rút hồ sơ' });
    const [waiting] = await registerMany(1);
    await receiver.post(`/api/v1/dossiers/${waiting!}/supplement-requests`, {
      items: ['Đơn'],
      reason: 'thiếu đơn đăng ký có chữ ký',
      receiversFault: false,
    });
    expect((await preview()).total).toEqual({ running: 2, moving: 0, stuck: 0 });

    await dayOff();
    const seen = await preview();
    expect(seen.total).toEqual({ running: 2, moving: 1, stuck: 0 });
    expect(seen.items).toEqual([
      expect.objectContaining({
        code: five,
        late: false,
        statutoryDueAt: '2023-05-22T17:00:00+07:00',
        newStatutoryDueAt: '2023-05-23T17:00:00+07:00',
        newCurrentDueAt: '2023-05-23T17:00:00+07:00',
      }),
    ]);
    expect(await calendarRows()).toEqual([]);

    const begun = await confirm();
    expect(begun).toMatchObject({ state: 'running', moved: 0 });
    expect(await dues(five!)).toMatchObject({ currentDueAt: '2023-05-22T17:00:00+07:00' });
    expect(await turn()).toBe(true);
    expect(await progress(begun)).toMatchObject({ state: 'done', moved: 1, stuck: 0 });
    expect(await dues(five!)).toEqual({
      currentDueAt: '2023-05-23T17:00:00+07:00',
      lateFrom: '2023-05-24T00:00:00+07:00',
    });
    expect(await dues(three!)).toMatchObject({ currentDueAt: '2023-05-18T17:00:00+07:00' });
    expect(await calendarRows()).toEqual([{ code: five, by: 'leader' }]);

    const again = await confirm();
    await turn();
    expect(await progress(again)).toMatchObject({ state: 'done', moved: 0 });
    expect(await calendarRows()).toHaveLength(1);
    const audit = await world.database.query(`SELECT * FROM "audit_entry" WHERE "action" = 'calendar.replan'`);
    expect(audit).toHaveLength(2);
    const page = await (await world.browse('receiver')).get(`/dossiers/${five!}`);
    expect(page.body).toContain('Lịch nghỉ thay đổi');

    // The one that waited is counted on the new calendar when it runs again.
    await receiver.post(`/api/v1/dossiers/${waiting!}/supplements`, { items: ['Đơn'] });
    expect(await dues(waiting!)).toMatchObject({ currentDueAt: '2023-05-23T17:00:00+07:00' });
    expect((await preview()).total).toEqual({ running: 3, moving: 0, stuck: 0 });
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });

  it('goes on where it was stopped, and moves nothing twice', async () => {
    const codes = await registerMany(60);
    await dayOff();
    const begun = await confirm();
    const acts = world.get(ReplanActs, { strict: false });
    const record = acts.record.bind(acts);
    let chunks = 0;
    acts.record = (run, prepared) => {
      chunks += 1;
      return chunks === 2 ? new Promise(() => undefined) : record(run, prepared);
    };
    void turn();
    while (chunks < 2) await new Promise((resolve) => setImmediate(resolve));
    acts.record = record;
    expect(await progress(begun)).toMatchObject({ state: 'running', moved: 50 });
    expect(await turn()).toBe(true);
    expect(await progress(begun)).toMatchObject({ state: 'done', moved: 60, stuck: 0 });
    expect((await calendarRows()).map(({ code }) => code)).toEqual(codes);
  });

  it('moves each once also when two are at it', async () => {
    const codes = await registerMany(30);
    await dayOff();
    const begun = await confirm();
    await Promise.all([turn(), turn()]);
    expect(await progress(begun)).toMatchObject({ state: 'done', moved: 30, stuck: 0 });
    expect((await calendarRows()).map(({ code }) => code)).toEqual(codes);
  });

  it('can be stopped: what has moved stays moved, nothing more moves, and the rest can be let move later', async () => {
    const codes = await registerMany(120);
    await dayOff();
    const begun = await confirm();
    const replans = world.get(ReplansService, { strict: false });
    const acts = world.get(ReplanActs, { strict: false });
    const record = acts.record.bind(acts);
    acts.record = async (run, prepared) => {
      await record(run, prepared);
      acts.record = record;
      await replans.stop(begun.id, { username: 'leader', fullName: 'x', unitCode: 'H45.20', roles: ['leader'] });
    };
    expect(await turn()).toBe(true);
    expect(await replans.progress(begun.id)).toMatchObject({ state: 'done', moved: 50, stuck: 0, stoppedBy: 'leader' });
    expect(await calendarRows()).toHaveLength(50);
    expect(await turn()).toBe(true);
    expect(await calendarRows()).toHaveLength(50);
    const stranger = { username: 'x', fullName: 'x', unitCode: 'H45.20', roles: ['leader' as const] };
    await expect(replans.stop(begun.id, stranger)).rejects.toMatchObject({ code: 'conflict.closed' });
    await expect(replans.stop('nothing', stranger)).rejects.toMatchObject({ code: 'not_found' });
    const rest = await confirm();
    await turn();
    expect(await progress(rest)).toMatchObject({ state: 'done', moved: 70 });
    expect((await calendarRows()).map(({ code }) => code)).toEqual(codes);
    await sealed(world);
    expect(await verified(world)).toEqual([]);
  });

  it('does not keep the others when somebody acts on one of them meanwhile', async () => {
    const codes = await registerMany(3);
    await dayOff();
    const begun = await confirm();
    const acts = world.get(ReplanActs, { strict: false });
    const record = acts.record.bind(acts);
    acts.record = async (run, prepared) => {
      acts.record = record;
      await receiver.post(`/api/v1/dossiers/${codes[1]!}/withdrawals`, { reason: 'người nộp xin rút hồ sơ' });
      return record(run, prepared);
    };
    await turn();
    expect(await progress(begun)).toMatchObject({ state: 'done', moved: 2, stuck: 0 });
    expect((await calendarRows()).map(({ code }) => code)).toEqual([codes[0], codes[2]]);
  });

  it('shows what cannot be counted, and moves the rest', async () => {
    await registerMany(2);
    await dayOff();
    await world.transactor.run((tx) =>
      tx.execute(`UPDATE "dossier" SET "limitAmount" = 4000 WHERE "code" LIKE '%-0001'`),
    );
    const seen = await preview();
    expect(seen.total).toEqual({ running: 2, moving: 2, stuck: 1 });
    expect(seen.items).toContainEqual(expect.objectContaining({ countable: false, newStatutoryDueAt: null }));
    const begun = await confirm();
    await turn();
    expect(await progress(begun)).toMatchObject({ state: 'done', moved: 1, stuck: 1 });
  });

  it('comes in pages', async () => {
    const codes = await registerMany(5);
    await dayOff();
    const first = await preview({ limit: 2 });
    const second = await preview({ limit: 2, cursor: first.nextCursor });
    const third = await preview({ limit: 2, cursor: second.nextCursor });
    expect([first, second, third].flatMap(({ items }) => items.map(({ code }) => code)).sort()).toEqual(codes);
    expect([second.total, third.nextCursor]).toEqual([null, null]);
  });

  it('is for a leader or administrator of the town, who has seen the calendar as it is, one at a time', async () => {
    await dayOff();
    const { revision } = await preview();
    const route = '/api/v1/calendar/replans/confirmations';
    for (const name of ['receiver', 'desk_head', 'qldt.leader', 'xp.leader', 'xp.admin']) {
      const stranger = await world.as(name);
      expect((await stranger.post('/api/v1/calendar/replans')).statusCode).toBe(403);
      expect((await stranger.post(route, { revision })).statusCode).toBe(403);
      expect((await stranger.get('/api/v1/calendar/replans/x')).statusCode).toBe(403);
    }
    const refusal = async (body: object, agent = leader): Promise<unknown> => {
      const answer = await agent.post(route, body);
      return [answer.statusCode, answer.json<{ code: string }>().code];
    };
    expect(await refusal({})).toEqual([422, 'request.invalid']);
    expect(await refusal({ revision: 'now' })).toEqual([422, 'request.invalid']);
    expect(await refusal({ revision: -1 })).toEqual([422, 'request.invalid']);
    await dayOff('2023-05-18');
    expect(await refusal({ revision })).toEqual([412, 'version.stale']);
    expect((await leader.post('/api/v1/calendar/replans', { cursor: 'bm90LW91cnM' })).statusCode).toBe(400);
    expect((await leader.post('/api/v1/calendar/replans', { limit: 201 })).statusCode).toBe(422);
    expect((await leader.get('/api/v1/calendar/replans/x')).statusCode).toBe(404);
    expect(await world.database.query('SELECT * FROM "calendar_replan"')).toEqual([]);

    const now = (await preview()).revision;
    const key = { 'idempotency-key': 'one-replan-0001' };
    const admin = await world.as('admin');
    const begun = (await admin.post(route, { revision: now }, key)).json<Progress>();
    const replayed = await admin.post(route, { revision: now }, key);
    expect([replayed.headers['idempotency-replayed'], replayed.json<Progress>().id]).toEqual(['true', begun.id]);
    expect(await refusal({ revision: now })).toEqual([409, 'conflict.duplicate']);
    await turn();
    expect((await leader.post(route, { revision: now })).statusCode).toBe(201);
  });
});
