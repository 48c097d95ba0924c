import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RadarReading } from '../../src/reporting/radar/radar-reading.service.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { plantFrauds, type PlantedFraud } from '../support/planted-frauds.js';

const PAGE = '/reports/radar';

/** The page as a person reads it. */
function readable(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('the page of signs', () => {
  const clock = new StoppedClock('2023-05-15T08:00:00+07:00');
  let world: TestApp;
  let planted: PlantedFraud[];

  beforeAll(async () => {
    world = await startDesk({ clock });
    planted = await plantFrauds(world);
    clock.set('2023-05-23T08:00:00+07:00');
  }, 60_000);
  afterAll(() => world.close());

  it('says that there is none before the history is read', async () => {
    const page = await (await world.browse('leader')).get(PAGE);
    expect(page.statusCode).toBe(200);
    expect(readable(page.body)).toContain('Không có dấu hiệu nào trong phạm vi này');
  });

  it('shows each sign with its dossier, how usual it is, and that it is no finding', async () => {
    await world.get(RadarReading, { strict: false }).look();
    const browser = await world.browse('monitor');
    const page = await browser.get(PAGE);
    const text = readable(page.body);
    expect(text).toContain('Dấu hiệu không phải là kết luận');
    for (const { codes } of planted) for (const code of codes) expect(page.body).toContain(`/dossiers/${code}"`);
    expect(text).toMatch(/Nhập bù từ ca mất điện .*? 1 \/ 18 5,56%/);
    // A monitor counts and needs no names of citizens.
    expect(text).not.toContain('Nguyễn Văn Ẩn');
    const kind = readable((await browser.get(`${PAGE}?kind=closing_rush`)).body);
    expect(kind).toContain('6 trong 6 kết quả của buổi được ghi nhận vào cuối buổi');
    expect(kind).toMatch(/Theo người thực hiện .*Đỗ Minh Đức/);
  });

  it('keeps the list while one is marked, and says who looked', async () => {
    const browser = await world.browse('desk_head');
    const address = `${PAGE}?kind=paper_entry`;
    const page = await browser.get(address);
    const action =
      /action="(\/reports\/radar\/[^"]*\/looks[^"]*)"/
        .exec(page.body)?.[1]
        ?.replaceAll('&amp;', '&')
        .replaceAll('&#x3D;', '=') ?? '';
    const short = await browser.post(action, { note: 'ok' });
    expect(short.statusCode).toBe(422);
    expect(readable(short.body)).toContain('Đã xem và thấy gì');
    const done = await browser.post(action, { note: 'Mất điện thật, có biên bản ca trực' });
    expect([done.statusCode, done.headers['location']]).toEqual([
      303,
      `${PAGE}?unit=H45.20&month=2023-05&kind=paper_entry`,
    ]);
    expect(readable((await browser.get(address)).body)).toContain(
      'Đỗ Minh Đức đã kiểm tra lúc 08:00 23/05/2023: Mất điện thật, có biên bản ca trực',
    );
  });

  it.each([
    ['receiver', PAGE, 403],
    ['specialist', PAGE, 403],
    ['division_head', PAGE, 403],
    ['admin', PAGE, 403],
    ['xp.leader', `${PAGE}?unit=H45.20`, 403],
    ['leader', `${PAGE}?month=2023-13`, 422],
    ['leader', `${PAGE}?kind=guilty`, 422],
    ['leader', `${PAGE}?cursor=abc`, 400],
    ['leader', `${PAGE}?unit=H45.99`, 404],
  ])('answers %s at %s with %i', async (name, address, status) => {
    expect((await (await world.browse(name)).get(address)).statusCode).toBe(status);
  });

  it('shows a ward nothing of others', async () => {
    const page = await (await world.browse('xp.leader')).get(PAGE);
    for (const { codes } of planted) for (const code of codes) expect(page.body).not.toContain(code);
  });
});
