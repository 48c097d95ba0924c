import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { startDesk } from '../support/desk.js';

const PAGE = '/reports/views';
const LAND = '/reports/on-time?period=2023-04&channel=online';

describe('saved views of reports', () => {
  let world: TestApp;
  let leader: Browser;

  beforeAll(async () => {
    world = await startDesk();
    leader = await world.browse('leader');
  }, 60_000);
  afterAll(() => world.close());

  it('begin at the report, get a name, and open it again as it was', async () => {
    const { body: report } = await leader.get(LAND);
    const link = /href="(\/reports\/views\?address[^"]+)"/.exec(report)?.[1]?.replaceAll('&#x3D;', '=');
    const { body: form } = await leader.get(link!);
    expect(form).toContain('Lưu cách xem');
    const saved = await leader.post(PAGE, { name: 'Trực tuyến tháng 4', address: LAND });
    expect([saved.statusCode, saved.headers['location']]).toEqual([303, PAGE]);
    const { body } = await leader.get(PAGE);
    expect(body).toContain('Trực tuyến tháng 4');
    expect(body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')).toContain(`href="${LAND}"`);
  });

  it("are somebody's own", async () => {
    const { body } = await (await world.browse('monitor')).get(PAGE);
    expect(body).not.toContain('Trực tuyến tháng 4');
    expect(body).toContain('Chưa lưu cách xem nào');
  });

  it('replace one of the same name, and go when they are removed', async () => {
    await leader.post(PAGE, { name: 'Trực tuyến tháng 4', address: '/reports/ii06?form=b' });
    const { body } = await leader.get(PAGE);
    expect(body.match(/>Trực tuyến tháng 4<\/a>/g)?.length).toBe(1);
    expect(body).toContain('Biểu II.06');
    await leader.post(`${PAGE}/removals`, { name: 'Trực tuyến tháng 4' });
    await leader.get(PAGE);
    expect((await leader.get(PAGE)).body).toContain('Chưa lưu cách xem nào');
  });

  it('are thirty at most', async () => {
    const head = await world.browse('desk_head');
    for (let n = 1; n <= 30; n += 1) {
      expect((await head.post(PAGE, { name: `Cách ${String(n)}`, address: LAND })).statusCode).toBe(303);
    }
    const refused = await head.post(PAGE, { name: 'Cách 31', address: LAND });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Đã lưu đủ 30 cách xem');
    expect(refused.body).toContain('value="Cách 31"');
    expect((await head.post(PAGE, { name: 'Cách 30', address: '/reports/ii06' })).statusCode).toBe(303);
  });

  test.each([
    ['https://elsewhere.example/reports/on-time', 422],
    ['//elsewhere.example', 422],
    ['/log-out', 422],
    ['/reports/on-time?q=<script>', 422],
    ['/dossiers?q=054090001234', 422],
  ])('never lead to %s', async (address, status) => {
    expect((await leader.post(PAGE, { name: 'x', address })).statusCode).toBe(status);
    expect((await leader.get(`${PAGE}?${new URLSearchParams({ address }).toString()}`)).statusCode).toBe(status);
  });

  it('are for readers of reports', async () => {
    expect((await (await world.browse('receiver')).get(PAGE)).statusCode).toBe(403);
  });
});
