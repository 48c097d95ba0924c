import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { halfOf } from '../../src/domain/kpi/half-month.js';
import { durationBucket } from '../../src/domain/kpi/stage-time.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { WarningsService } from '../../src/worklist/warnings.service.js';
import type { Agent, Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, THREE_DAYS, type DossierAnswer } from '../support/desk.js';

const DIVISION = 'H45.20.05';
const MONDAY = '2023-05-15T08:30:00+07:00';

/** The rows of a part of the page, by their codes, in order. */
function codesIn(html: string, part: string): string[] {
  const section = html.split('<section').find((each) => each.includes(`id="work-${part}"`)) ?? '';
  return [...section.matchAll(/<span class="code">([^<]+)<\/span>/g)].map(([, code = '']) => code);
}

let world: TestApp;
let receiver: Agent;
let pages: Record<'receiver' | 'specialist' | 'specialist2' | 'division_head' | 'desk_head' | 'qldt.leader', Browser>;
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock(MONDAY) });
  receiver = await world.as('receiver');
  pages = {
    receiver: await world.browse('receiver'),
    specialist: await world.browse('specialist'),
    specialist2: await world.browse('specialist2'),
    division_head: await world.browse('division_head'),
    desk_head: await world.browse('desk_head'),
    'qldt.leader': await world.browse('qldt.leader'),
  };
}, 60_000);
afterAll(() => world.close());

const listOf = async (who: keyof typeof pages): Promise<string> => {
  const answer = await pages[who].get('/work');
  expect(answer.statusCode).toBe(200);
  return answer.body;
};

const one = (changes: object = {}): Promise<DossierAnswer> =>
  registered(receiver, { procedureCode: FIVE_DAYS, ...changes });

async function sent(code: string, to: object): Promise<void> {
  expect((await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, to)).statusCode).toBe(201);
}

/** Ticked rows, as a browser posts them. */
function post(who: Browser, path: string, codes: readonly string[], fields: Record<string, string>) {
  const body = new URLSearchParams({ ...fields, _csrf: who.csrf ?? '' });
  for (const code of codes) body.append('codes', code);
  return who.send(path, Buffer.from(body.toString()), 'application/x-www-form-urlencoded');
}

describe('the first page', () => {
  test.each`
    who                | lands
    ${'receiver'}      | ${'/work'}
    ${'specialist'}    | ${'/work'}
    ${'desk_head'}     | ${null}
    ${'division_head'} | ${null}
    ${'qldt.leader'}   | ${null}
  `('of $who: $lands', async ({ who, lands }) => {
    const answer = await pages[who as keyof typeof pages].get('/');
    expect([answer.statusCode, answer.headers['location'] ?? null]).toEqual([lands === null ? 200 : 303, lands]);
  });

  it('asks strangers to sign in', async () => {
    expect((await world.http({ method: 'GET', url: '/work' })).statusCode).not.toBe(200);
  });
});

describe('the work of today', () => {
  it('says what will be there while there is nothing', async () => {
    expect(await listOf('specialist2')).toContain('Hôm nay không còn việc nào chờ');
  });

  it('is acknowledged in bulk, and each result is said when not all can be', async () => {
    const [a, b] = [await one(), await one()];
    for (const { code } of [a, b]) await sent(code, { unitCode: DIVISION, username: 'specialist' });
    expect(codesIn(await listOf('specialist'), 'arriving')).toEqual([a.code, b.code]);
    const done = await post(pages.specialist, '/dossiers/bulk/acknowledgements', [a.code, b.code], {
      returnTo: '/work',
      _key: 'k-acknowledge-1',
    });
    expect([done.statusCode, done.headers['location']]).toEqual([303, '/work']);
    const list = await listOf('specialist');
    expect(list).toContain('Đã xác nhận nhận 2 hồ sơ.');
    expect(codesIn(list, 'mine')).toEqual([a.code, b.code]);
    expect(list).toContain(`/dossiers/${a.code}#results`);
    const again = await post(pages.specialist, '/dossiers/bulk/acknowledgements', [a.code, 'H45.20-000000-0000'], {
      returnTo: '/work',
      _key: 'k-acknowledge-2',
    });
    expect(again.statusCode).toBe(200);
    expect(again.body).toContain('Xong 0, chưa làm được 2');
    expect(again.body).toContain(`/dossiers/${a.code}`);
  });

  it('is handed over in bulk to a person, once however often the form is sent', async () => {
    const [a, b] = [await one(), await one()];
    const fields = { to: `${DIVISION}/specialist2`, returnTo: '/work', _key: 'k-hand-over-twice' };
    await listOf('receiver');
    for (let i = 0; i < 2; i += 1) {
      const answer = await post(pages.receiver, '/dossiers/bulk/hand-overs', [a.code, b.code], fields);
      expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/work']);
    }
    expect(codesIn(await listOf('specialist2'), 'arriving')).toEqual([a.code, b.code]);
    const rows = await world.database.query(
      `SELECT h."id" FROM "hand_over" h JOIN "dossier" d ON d."id" = h."dossierId" WHERE d."code" IN ($1, $2)`,
      [a.code, b.code],
    );
    expect(rows).toHaveLength(2);
  });

  it('asks again, with a reason, when nothing or nobody was chosen', async () => {
    const { code } = await one();
    await listOf('receiver');
    const nothing = await post(pages.receiver, '/dossiers/bulk/hand-overs', [], { to: DIVISION, returnTo: '/work' });
    expect([nothing.statusCode, nothing.body.includes('Chưa chọn hồ sơ nào')]).toEqual([422, true]);
    const nobody = await post(pages.receiver, '/dossiers/bulk/hand-overs', [code], { to: '', returnTo: '/work' });
    expect([nobody.statusCode, nobody.body.includes('wrongs')]).toEqual([422, true]);
    const elsewhere = await post(pages.receiver, '/dossiers/bulk/hand-overs', [code], {
      to: DIVISION,
      returnTo: 'https://evil.example/',
    });
    expect(elsewhere.headers['location']).toBe('/');
  });

  it('that nobody has goes to the head, who assigns it in bulk; others may not', async () => {
    const [a, b] = [await one(), await one()];
    for (const { code } of [a, b]) await sent(code, { unitCode: DIVISION });
    await listOf('specialist');
    await post(pages.specialist, '/dossiers/bulk/acknowledgements', [a.code], { returnTo: '/work' });
    await listOf('division_head');
    const taken = await post(pages.division_head, '/dossiers/bulk/acknowledgements', [b.code], { returnTo: '/work' });
    expect(taken.statusCode).toBe(303);
    const free = await receiver.post('/api/v1/dossiers', {});
    expect(free.statusCode).toBe(422);
    await world.transactor.run((tx) =>
      tx.execute('UPDATE "dossier" SET "holderUsername" = NULL WHERE "code" IN ($1, $2)', [a.code, b.code]),
    );
    expect(codesIn(await listOf('division_head'), 'unassigned').sort()).toEqual([a.code, b.code].sort());
    expect(codesIn(await listOf('specialist'), 'mine')).not.toContain(a.code);
    const refused = await post(pages.specialist, '/dossiers/bulk/assignments', [a.code], { username: 'specialist' });
    expect(refused.statusCode).toBe(403);
    await listOf('division_head');
    const done = await post(pages.division_head, '/dossiers/bulk/assignments', [a.code, b.code], {
      username: 'specialist2',
      returnTo: '/work',
    });
    expect([done.statusCode, done.headers['location']]).toEqual([303, '/work']);
    expect(codesIn(await listOf('specialist2'), 'mine')).toEqual(expect.arrayContaining([a.code, b.code]));
  });

  it('stands by what is left less what the way usually takes, and says so', async () => {
    const short = await one({ procedureCode: THREE_DAYS });
    const long = await one();
    // Four of five at the division took four days and a half: of five days, that is next to nothing to spare.
    await usually(FIVE_DAYS, DIVISION, 2_160);
    await usually(THREE_DAYS, 'H45.20.04', 60);
    world.clock.set('2023-05-15T09:30:00+07:00');
    const html = await listOf('receiver');
    const mine = codesIn(html, 'mine');
    expect(mine.indexOf(long.code)).toBeLessThan(mine.indexOf(short.code));
    expect(html).toMatch(/các bước còn lại thường mất 4 ngày [3-6] giờ/);
    expect(html).toContain('hẹn 17:00 22/05/2023');
  });

  it('shows warnings beside the row, in the menu, and what was due to the head', async () => {
    const { code } = await one();
    await sent(code, { unitCode: DIVISION, username: 'specialist' });
    await listOf('specialist');
    await post(pages.specialist, '/dossiers/bulk/acknowledgements', [code], { returnTo: '/work' });
    await world.get(WarningsService, { strict: false }).run();
    world.clock.set('2023-05-19T07:30:00+07:00');
    await world.get(WarningsService, { strict: false }).run();
    pages.specialist = await world.browse('specialist');
    const html = await listOf('specialist');
    expect(html).toContain('Còn một ngày làm việc');
    const agent = await world.as('specialist');
    const { items } = (await agent.get('/api/v1/warnings')).json<{ items: { code: string; warning: string }[] }>();
    expect(items.find((item) => item.code === code)).toMatchObject({ warning: 'day_before', absent: null });
    const list = (await agent.get('/api/v1/worklist')).json<{ mine: { items: { code: string }[]; total: number } }>();
    expect(list.mine.items.map((item) => item.code)).toEqual(codesIn(html, 'mine'));
    expect(list.mine.total).toBe(list.mine.items.length);
    expect((await world.http({ method: 'GET', url: '/api/v1/worklist' })).statusCode).toBe(401);
    expect(html).toMatch(/href="\/work"[^>]*><span>Việc cần làm hôm nay<\/span><b class="count">\d+<\/b>/);
    world.clock.set('2023-05-22T17:00:00+07:00');
    await world.get(WarningsService, { strict: false }).run();
    pages.division_head = await world.browse('division_head');
    expect(codesIn(await listOf('division_head'), 'told')).toContain(code);
    world.clock.set(MONDAY);
  });

  it('reminds of papers that were not brought, after as many days as the desk waits', async () => {
    const { code } = await one();
    const asked = await receiver.post(`/api/v1/dossiers/${code}/supplement-requests`, {
      items: ['Bản sao CCCD'],
      reason: 'Hồ sơ còn thiếu giấy tờ',
      receiversFault: false,
    });
    expect(asked.statusCode).toBe(201);
    const listedOn = async (day: string): Promise<boolean> => {
      world.clock.set(`${day}T09:00:00+07:00`);
      const { body } = await (await world.browse('receiver')).get('/work');
      return codesIn(body, 'unanswered').includes(code);
    };
    expect([await listedOn('2023-06-13'), await listedOn('2023-06-15')]).toEqual([false, true]);
    const admin = await world.as('admin');
    const change = { settings: [{ key: 'supplement_days', value: '10', validFrom: '2023-06-15' }] };
    expect((await admin.patch('/api/v1/units/H45.20', change)).statusCode).toBe(200);
    expect([await listedOn('2023-05-26'), await listedOn('2023-06-15')]).toEqual([false, true]);
    world.clock.set('2023-06-20T09:00:00+07:00');
    const later = { settings: [{ key: 'supplement_days', value: '60', validFrom: '2023-06-20' }] };
    expect((await (await world.as('admin')).patch('/api/v1/units/H45.20', later)).statusCode).toBe(200);
    expect([await listedOn('2023-06-21'), await listedOn('2023-07-13'), await listedOn('2023-07-14')]).toEqual([
      false,
      false,
      true,
    ]);
    world.clock.set(MONDAY);
    pages.receiver = await world.browse('receiver');
  });

  it('is in English too, whole', async () => {
    const browser = await world.browse('receiver');
    await browser.get('/locale/en?next=/work');
    const { body } = await browser.get('/work');
    expect(body).toContain('Dossiers you hold');
    expect(body).not.toMatch(/Hồ sơ đang giữ|còn lại thường/);
  });
});

/** Nine past dossiers whose first stage took so many minutes, folded already. */
async function usually(procedureCode: string, unitCode: string, minutes: number): Promise<void> {
  await world.transactor.run((tx) =>
    tx.execute(
      `INSERT INTO "kpi_stage_half" ("nodeCode", "procedureCode", "stageNo", "half", "bucket", "stages", "heldMinutes", "lateMinutes")
       VALUES ($1, $2, 1, $3, $4, 9, $5, 0)`,
      [unitCode, procedureCode, halfOf(plainDate('2023-04-20')), durationBucket(minutes), 9 * minutes],
    ),
  );
}
