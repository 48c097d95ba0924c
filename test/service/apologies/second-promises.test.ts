import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecondPromiseWatch } from '../../../src/apologies/second-promise/second-promise-watch.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { startDesk } from '../../support/desk.js';
import { LetterDesk } from '../../support/letter-desk.js';
import { verified } from '../../support/verified.js';

const REASON = 'Phòng gửi văn bản lấy ý kiến chậm hai ngày làm việc.';
const DIVISION = 'H45.20.05';

/** Five working days from Monday 15 May 2023 08:30: due Monday 22 May 17:00. Promised again for Thursday 25 May 16:00. */
describe('what form 04 has promised', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let desk: LetterDesk;
  let watch: SecondPromiseWatch;

  beforeAll(async () => {
    world = await startDesk({ clock });
    desk = await LetterDesk.open(world);
    watch = world.get(SecondPromiseWatch, { strict: false });
    for (const name of ['broken', 'kept', 'waiting'] as const) codes[name] = await promisedAgain();
  });
  afterAll(() => world.close());

  const codes: Record<string, string> = {};

  /** Declared late on the day of receipt, signed and issued: the citizen knows before the first date. */
  async function promisedAgain(): Promise<string> {
    const { code } = await desk.inHand();
    await desk.ask('specialist', `dossiers/${code}/delay-notices`, {
      reason: REASON,
      reasonKey: 'oversight',
      fault: 'ours',
      newDueAt: '2023-05-25T16:00:00+07:00',
    });
    const { id } = await desk.onlyLetter(code);
    await desk.ask('leader', `letters/${id}/approvals`);
    await desk.ask('qldt.clerk', `letters/${id}/issuances`);
    return code;
  }

  const standing = async (name: string): Promise<unknown> => {
    const [row] = await world.database.query(
      `SELECT s."state" FROM "second_promise" s JOIN "dossier" d ON d."id" = s."dossierId" WHERE d."code" = $1`,
      [codes[name]!],
    );
    return row?.['state'] ?? null;
  };
  const calls = (): Promise<{ kind: string; state: string; unitCode: string }[]> =>
    world.database.query('SELECT "kind", "state", "unitCode" FROM "call_task" ORDER BY "id"');
  const months = () => world.database.query('SELECT "unitCode", "month", "kept", "broken" FROM "second_promise_month"');
  const count = async (table: 'letter' | 'message'): Promise<number> => {
    const [row] = await world.database.query<{ n: number }>(`SELECT CAST(count(*) AS integer) AS "n" FROM "${table}"`);
    return row!.n;
  };

  it('is watched from the moment it is issued, once, by however many', async () => {
    const looks = await Promise.all([watch.look(), watch.look()]);
    expect(Math.max(...looks.map(({ watched }) => watched))).toBe(3);
    expect(await watch.look()).toEqual({ watched: 0, kept: 0, broken: 0 });
    expect(await Promise.all(Object.keys(codes).map(standing))).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('is kept by a result before the day is over, and nobody is called', async () => {
    clock.set('2023-05-25T16:40:00+07:00');
    await desk.complete(codes['kept']!);
    expect(await watch.look()).toEqual({ watched: 0, kept: 1, broken: 0 });
    expect(await standing('kept')).toBe('kept');
    expect(await calls()).toEqual([]);
  });

  it('cannot break while the citizen is waited for, and moves with the law', async () => {
    const [notice] = [
      { items: ['Trích lục bản đồ'], reason: 'Thiếu trích lục bản đồ địa chính', receiversFault: false },
    ];
    await desk.ask('specialist', `dossiers/${codes['waiting']!}/supplement-requests`, notice);
    clock.set('2023-05-25T23:59:00+07:00');
    expect(await watch.look()).toMatchObject({ broken: 0 });
  });

  it('breaks with its day: one call for the agency, its own figure, and never a second letter', async () => {
    const letters = [await count('letter'), await count('message')];
    clock.set('2023-05-26T00:00:00+07:00');
    const looks = await Promise.all([watch.look(), watch.look()]);
    expect(looks.map(({ broken }) => broken).sort()).toEqual([0, 1]);
    expect([await standing('broken'), await standing('waiting')]).toEqual(['broken', 'waiting']);
    expect(await calls()).toEqual([{ kind: 'second_promise', state: 'open', unitCode: DIVISION }]);
    expect(await months()).toEqual([{ unitCode: DIVISION, month: '2023-05', kept: 1, broken: 1 }]);
    await desk.sweep();
    clock.set('2023-05-29T09:00:00+07:00');
    await desk.sweep();
    expect(await watch.look()).toEqual({ watched: 0, kept: 0, broken: 0 });
    expect([await count('letter'), await count('message')]).toEqual(letters);
  });

  it('is not promised a third time', async () => {
    const again = { reason: REASON, fault: 'ours', newDueAt: '2023-06-02T16:00:00+07:00' };
    const refused = await desk.refusal('specialist', `dossiers/${codes['broken']!}/delay-notices`, again);
    expect(refused).toMatch(/dossier\.extension_limit$/);
  });

  it('stays broken by a result after it, and in no doubt', async () => {
    await desk.complete(codes['broken']!);
    expect(await watch.look()).toEqual({ watched: 0, kept: 0, broken: 0 });
    expect(await standing('broken')).toBe('broken');
    expect((await calls()).length).toBe(1);
  });

  it('gives back the time for which the citizen was waited for: twenty minutes, a day and an hour and a half', async () => {
    await desk.ask('receiver', `dossiers/${codes['waiting']!}/supplements`, { items: ['Trích lục bản đồ'] });
    expect(await watch.look()).toMatchObject({ broken: 0 });
    clock.set('2023-05-29T23:00:00+07:00');
    expect(await watch.look()).toMatchObject({ broken: 0 });
    clock.set('2023-05-30T00:00:00+07:00');
    expect(await watch.look()).toMatchObject({ broken: 1 });
    expect(await verified(world)).toEqual([]);
  });
});
