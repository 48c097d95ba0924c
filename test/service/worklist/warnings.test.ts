import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WarningsService } from '../../../src/worklist/warnings.service.js';
import { WarnedService } from '../../../src/worklist/warned.service.js';
import { UnitsService } from '../../../src/units/units.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { FIVE_DAYS, registered, startDesk, type DossierAnswer } from '../../support/desk.js';
import { PEOPLE } from '../../support/small-world.js';

const DIVISION = 'H45.20.05';
const MONDAY = '2023-05-15T08:30:00+07:00';

describe('warnings', () => {
  let world: TestApp;
  let people: Record<'receiver' | 'specialist' | 'returner', Agent>;
  let dossier: DossierAnswer;
  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock(MONDAY) });
    people = {
      receiver: await world.as('receiver'),
      specialist: await world.as('specialist'),
      returner: await world.as('returner'),
    };
  });
  beforeEach(async () => {
    world.clock.set(MONDAY);
    dossier = await registered(people.receiver, { procedureCode: FIVE_DAYS });
    const sent = await people.receiver.post(on('hand-overs'), { unitCode: DIVISION, username: 'specialist' });
    const { id } = sent.json<DossierAnswer>().pendingHandOver ?? { id: '' };
    expect((await people.specialist.post(on(`hand-overs/${id}/acknowledgements`))).statusCode).toBe(201);
    await at('2023-05-15T08:40:00+07:00');
  });
  afterAll(() => world.close());

  const on = (route: string): string => `/api/v1/dossiers/${dossier.code}/${route}`;
  const run = () => world.get(WarningsService, { strict: false }).run();
  const count = (username: string) => world.get(WarnedService, { strict: false }).count(actor(username));
  /** Moves the clock, lets the job run, and tells what was said of this dossier so far. */
  const at = async (moment: string): Promise<string[]> => {
    world.clock.set(moment);
    await run();
    return said();
  };
  const said = async (): Promise<string[]> => {
    const rows = await world.database.query<{ kind: string; unitCode: string; username: string | null }>(
      `SELECT w."kind", w."unitCode", w."username" FROM "warning" w JOIN "dossier" d ON d."id" = w."dossierId"
        WHERE d."code" = $1 ORDER BY w."raisedAt", w."kind"`,
      [dossier.code],
    );
    return rows.map(({ kind, unitCode, username }) => `${kind} ${username ?? unitCode}`);
  };

  it('are said once each: to the holder, at the due to the head, a working day later to the leader', async () => {
    expect(await at('2023-05-19T07:29:00+07:00')).toEqual([]);
    expect(await at('2023-05-19T07:30:00+07:00')).toEqual(['day_before specialist']);
    expect((await run()).raised).toBe(0);
    expect(await at('2023-05-19T11:45:00+07:00')).toHaveLength(2);
    expect(await at('2023-05-22T17:00:00+07:00')).toEqual([
      'day_before specialist',
      'used_75 specialist',
      'due specialist',
      `head ${DIVISION}`,
    ]);
    expect((await at('2023-05-23T17:00:00+07:00')).at(-1)).toBe(`leader ${DIVISION}`);
    expect(await at('2023-06-20T17:00:00+07:00')).toHaveLength(5);
  });

  it('of days on which nothing ran are caught up by the last of them', async () => {
    expect(await at('2023-05-22T17:30:00+07:00')).toEqual(['due specialist', `head ${DIVISION}`]);
    expect(await at('2023-05-22T17:35:00+07:00')).toHaveLength(2);
  });

  it('are armed again when the due moves, and silent while the citizen is waited for', async () => {
    expect(await at('2023-05-19T07:30:00+07:00')).toEqual(['day_before specialist']);
    const asked = await people.specialist.post(on('supplement-requests'), {
      items: ['Bản vẽ hiện trạng'],
      reason: 'Thiếu bản vẽ hiện trạng của công trình.',
      receiversFault: false,
    });
    expect(asked.statusCode).toBe(201);
    expect(await at('2023-05-26T09:00:00+07:00')).toEqual(['day_before specialist']);
    const brought = await people.returner.post(on('supplements'), { items: ['Bản vẽ hiện trạng'] });
    expect(brought.statusCode).toBe(201);
    const moved = brought.json<DossierAnswer>().currentDueAt;
    expect(moved > '2023-05-29').toBe(true);
    const later = await at(moved);
    expect(later.filter((one) => one.startsWith('due'))).toHaveLength(1);
    const dues = await world.database.query<{ n: number }>(
      `SELECT CAST(count(DISTINCT w."dueAt") AS integer) AS "n" FROM "warning" w JOIN "dossier" d ON d."id" = w."dossierId"
        WHERE d."code" = $1`,
      [dossier.code],
    );
    expect(dues).toEqual([{ n: 2 }]);
  });

  it('are not said of what has ended, and the number in the menu follows', async () => {
    expect(await count('specialist')).toBe(await open('specialist'));
    await at('2023-05-19T07:30:00+07:00');
    const before = await count('specialist');
    expect(before).toBeGreaterThan(0);
    const done = await people.returner.post(on('completions'), { outcome: 'granted' });
    expect(done.statusCode).toBe(201);
    expect(await count('specialist')).toBe(before - 1);
    expect(await at('2023-05-22T17:00:00+07:00')).toEqual(['day_before specialist']);
  });

  it('are said once by two runs at a time, and by one that was cut off and begins again', async () => {
    world.clock.set('2023-05-22T17:00:00+07:00');
    await Promise.all([run(), run()]);
    expect(await said()).toHaveLength(2);
    await world.transactor.run((tx) => tx.execute(`UPDATE "promise_watch" SET "nextAt" = "dueAt"`));
    await world.transactor.run((tx) => tx.execute(`UPDATE "dossier" SET "watchedSeq" = NULL`));
    await run();
    expect(await said()).toHaveLength(2);
  });

  it('climb no ladder where the unit has said so', async () => {
    const no = { key: 'warnings_ladder', value: 'no', validFrom: plainDate('2023-05-16') } as const;
    await world.get(UnitsService, { strict: false }).decide(DIVISION, no, actor('admin'));
    expect(await at('2023-05-22T17:00:00+07:00')).toEqual(['due specialist']);
    expect(await at('2023-05-24T17:00:00+07:00')).toEqual(['due specialist']);
  });

  async function open(username: string): Promise<number> {
    const rows = await world.database.query(
      `SELECT DISTINCT d."id" FROM "dossier" d JOIN "warning" w ON w."dossierId" = d."id" AND w."dueAt" = d."statutoryDueAt"
        WHERE d."holderUsername" = $1 AND d."finishedAt" IS NULL AND d."lateFrom" IS NOT NULL AND w."tier" = 'holder'`,
      [username],
    );
    return rows.length;
  }
});

function actor(username: string): Actor {
  const person = PEOPLE.find((one) => one.username === username);
  if (!person) throw new Error(`nobody is called ${username}`);
  return person;
}

describe('finding what to warn of', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock(MONDAY) });
  });
  afterAll(() => world.close());

  it('reads indexes that hold nothing else', async () => {
    if (world.database.engine !== 'sqlite') return;
    const plan = async (sql: string): Promise<string> =>
      (await world.database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)).map(({ detail }) => detail).join();
    expect(
      await plan(`SELECT * FROM "dossier" WHERE "finishedAt" IS NULL AND "voidedAt" IS NULL
        AND ("watchedSeq" IS NULL OR "watchedSeq" < "promiseSeq") ORDER BY "id" LIMIT 200`),
    ).toContain('ix_dossier_unwatched');
    expect(
      await plan(`SELECT * FROM "promise_watch" WHERE "nextAt" IS NOT NULL AND "nextAt" <= '2023' ORDER BY "nextAt"`),
    ).toContain('ix_promise_watch_next');
    expect(
      await plan(
        `SELECT * FROM "work_held" WHERE "holderUnitCode" = 'a' AND "holderUsername" = 'b' ORDER BY "lateFrom"`,
      ),
    ).toContain('ix_dossier_holder');
  });
});
