import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, type DossierAnswer } from '../support/desk.js';

const DIVISION = 'H45.20.05';

describe('covers for the absent', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
  }, 60_000);
  afterAll(() => world.close());

  const COVER = { absent: 'specialist', by: 'specialist2', from: '2023-05-15', to: '2023-05-17' };

  test.each`
    who                | sees   | sets
    ${'division_head'} | ${200} | ${303}
    ${'qldt.leader'}   | ${200} | ${303}
    ${'specialist'}    | ${200} | ${403}
    ${'monitor'}       | ${403} | ${403}
    ${'desk_head'}     | ${200} | ${422}
  `('$who sees $sees and says so with $sets', async ({ who, sees, sets }) => {
    const browser = await world.browse(who as string);
    expect((await browser.get('/covers')).statusCode).toBe(sees);
    await browser.get(sees === 200 ? '/covers' : '/dossiers');
    const answer = await browser.post('/covers', who === 'desk_head' ? { ...COVER, by: '' } : COVER);
    expect(answer.statusCode).toBe(sets);
  });

  it('refuses what cannot be, beside the field, and keeps what was typed', async () => {
    const head = await world.browse('division_head');
    await head.get('/covers');
    for (const [changes, words] of [
      [{ by: 'specialist' }, 'Chọn một người khác trực thay'],
      [{ to: '2023-05-14' }, 'Ngày cuối phải từ ngày đầu trở đi'],
      [{ from: '2023-05-01', to: '2023-05-02' }, 'Thời gian này đã qua'],
      [{ by: 'receiver' }, 'Người vắng và người trực thay phải cùng đơn vị'],
    ] as const) {
      const answer = await head.post('/covers', { ...COVER, ...changes });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('<option value="specialist" selected>');
    }
    const elsewhere = await world.browse('desk_head');
    await elsewhere.get('/covers');
    expect((await elsewhere.post('/covers', COVER)).statusCode).toBe(403);
  });

  it('show the work of both, marked, and end by themselves and at once', async () => {
    const receiver = await world.as('receiver');
    const dossier = await registered(receiver, { procedureCode: FIVE_DAYS });
    const to = { unitCode: DIVISION, username: 'specialist' };
    const sent = await receiver.post(`/api/v1/dossiers/${dossier.code}/hand-overs`, to);
    const { id } = sent.json<DossierAnswer>().pendingHandOver ?? { id: '' };
    await (await world.as('specialist')).post(`/api/v1/dossiers/${dossier.code}/hand-overs/${id}/acknowledgements`);
    const work = async (): Promise<string> => (await (await world.browse('specialist2')).get('/work')).body;
    const list = await work();
    expect([list.includes(dossier.code), list.includes('Thay Đặng Văn Minh')]).toEqual([true, true]);
    world.clock.set('2023-05-18T08:30:00+07:00');
    expect(await work()).not.toContain(dossier.code);
    world.clock.set('2023-05-16T08:30:00+07:00');
    const head = await world.browse('division_head');
    expect((await head.get('/covers')).body).toContain('Từ 15/05/2023 đến hết 17/05/2023');
    const ended = await head.post('/covers/specialist2/specialist/endings');
    expect([ended.statusCode, ended.headers['location']]).toEqual([303, '/covers']);
    expect((await head.get('/covers')).body).toContain('Chưa có ai trực thay');
    expect(await work()).not.toContain(dossier.code);
  });
});
