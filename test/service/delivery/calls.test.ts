import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { CallTasks, type NewCall } from '../../../src/apologies/calls/call-tasks.service.js';
import { CallsService } from '../../../src/apologies/calls/calls.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { tomorrowMorning } from '../../../src/domain/apology/call.js';
import { toLocalIso } from '../../../src/domain/time/instant.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { registered, startDesk } from '../../support/desk.js';
import { verified } from '../../support/verified.js';

describe('citizens to be called', () => {
  let world: TestApp;
  let head: Actor;
  let stranger: Actor;
  let dossier: { id: string; code: string };

  const calls = (): CallsService => world.get(CallsService, { strict: false });
  const open = (changes: Partial<NewCall> = {}): Promise<boolean> => {
    const at = world.clock.now();
    return world.transactor.run((tx) =>
      world.get(CallTasks, { strict: false }).open(tx, {
        kind: 'undelivered',
        dossierId: dossier.id,
        letterId: null,
        unitCode: 'H45.20',
        subjectId: 'a',
        at,
        dueAt: at,
        ...changes,
      }),
    );
  };
  const listed = async (by = head) => (await calls().page(undefined, by)).items;

  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-10T09:00:00+07:00') });
    const accounts = world.get(AccountsService, { strict: false });
    [head, stranger] = [await accounts.actor('desk_head'), await accounts.actor('xp.leader')];
    const { code } = await registered(await world.as('receiver'));
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [code]);
    dossier = { id: row!.id, code };
  });
  afterAll(() => world.close());

  it('come up once for what a job found, and again for what a citizen asks once they were called', async () => {
    expect([await open(), await open()]).toEqual([true, false]);
    expect([await open({ kind: 'call_back', wish: 'sau 16 giờ' }), await open({ kind: 'call_back' })]).toEqual([
      true,
      false,
    ]);
    const [second, first] = [...(await listed())].sort((a, b) => (a.task.kind < b.task.kind ? -1 : 1));
    expect([first!.task.kind, second!.task.kind, second!.task.wish]).toEqual([
      'undelivered',
      'call_back',
      'sau 16 giờ',
    ]);
    expect(await calls().waiting(head)).toBe(2);
    for (const { task } of await listed()) await calls().note(task.id, 'reached', null, { by: head, write: null });
    expect(await listed()).toEqual([]);
    expect([await open(), await open({ kind: 'call_back' })]).toEqual([false, true]);
    const [again] = await listed();
    await calls().note(again!.task.id, 'wrong_number', 'Số của người khác', { by: head, write: null });
    expect(await verified(world)).toEqual([]);
  });

  it('who did not answer is called again tomorrow, and every try is kept', async () => {
    await open({ subjectId: 'b' });
    const id = (await listed())[0]!.task.id;
    await calls().note(id, 'not_reached', 'Chuông reo', { by: head, write: null });
    world.clock.advance(60_000);
    await calls().note(id, 'not_reached', null, { by: head, write: null });
    const [line] = await listed();
    expect(toLocalIso(line!.task.dueAt)).toBe('2023-05-11T08:00:00+07:00');
    expect(line!.task.tries).toBe(2);
    expect(line!.calls.map(({ outcome, note, by }) => [outcome, note, by])).toEqual([
      ['not_reached', null, 'desk_head'],
      ['not_reached', 'Chuông reo', 'desk_head'],
    ]);
    await calls().note(id, 'reached', null, { by: head, write: null });
    await expect(calls().note(id, 'reached', null, { by: head, write: null })).rejects.toMatchObject({
      code: 'letter.action_refused',
    });
  });

  it('shows a number beside an audit row, and only to those who may carry the letter', async () => {
    await open({ subjectId: 'c' });
    const id = (await listed())[0]!.task.id;
    expect(await calls().number(id, head)).toMatchObject({ name: 'Nguyễn Văn Ẩn', phone: '0905123456' });
    const [entry] = await world.database.query(
      `SELECT "actor", "subject", "reason" FROM "audit_entry" WHERE "action" = 'dossier.revealed.phone'`,
    );
    expect(entry).toEqual({
      actor: 'desk_head',
      subject: dossier.code,
      reason: 'Gọi vì thư xin lỗi chưa đến tay',
    });
    expect(await listed(stranger)).toEqual([]);
    await expect(calls().number(id, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(calls().note(id, 'reached', null, { by: stranger, write: null })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('opens one task however many ask at once', async () => {
    const subjectId = randomUUID();
    const made = await Promise.all([1, 2, 3, 4].map(() => open({ subjectId, kind: 'not_received' })));
    expect(made.filter(Boolean)).toHaveLength(1);
  });
});

it.each([
  ['2023-05-10T09:00:00+07:00', '2023-05-11T08:00:00+07:00'],
  ['2023-05-10T00:00:00+07:00', '2023-05-11T08:00:00+07:00'],
  ['2023-05-10T23:59:59+07:00', '2023-05-11T08:00:00+07:00'],
])('tomorrow morning of %s is %s', (at, expected) => {
  expect(toLocalIso(tomorrowMorning(new StoppedClock(at).now()))).toBe(expected);
});
