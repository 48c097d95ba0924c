import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { registered, startDesk } from '../support/desk.js';

const PAGE = '/reports/quality';

/** The page as a person reads it. */
function readable(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('the page of data quality', () => {
  let world: TestApp;
  let codes: string[];

  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
    const receiver = await world.as('receiver');
    codes = [];
    for (let i = 0; i < 32; i += 1) codes.push((await registered(receiver)).code);
  }, 60_000);
  afterAll(() => world.close());

  it('says that there is nothing to mend', async () => {
    const page = await (await world.browse('leader')).get(PAGE);
    expect(page.statusCode).toBe(200);
    expect(readable(page.body)).toContain('Không có gì phải sửa');
  });

  it('shows what is wrong, who mends it and how, a page at a time', async () => {
    await world.transactor.run((tx) => tx.execute('UPDATE "dossier" SET "lateFrom" = NULL, "lateFromDay" = NULL'));
    const browser = await world.browse('monitor');
    const page = await browser.get(PAGE);
    expect(readable(page.body)).toMatch(/Không có ngày hẹn .*? 32 Mở hồ sơ, xem thủ tục có thời hạn chưa/);
    expect(readable(page.body)).toContain('Trần Thị Bình · UBND thị xã Sông Cầu');
    expect(page.body).not.toContain('Nguyễn Văn Ẩn');
    const shown = codes.filter((code) => page.body.includes(`/dossiers/${code}"`));
    expect(shown).toHaveLength(30);
    const next = /href="([^"]*)" rel="next"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const more = await browser.get(next ?? '');
    const rest = codes.filter((code) => more.body.includes(`/dossiers/${code}"`));
    expect([...shown, ...rest].sort()).toEqual([...codes].sort());
  });

  it.each([
    ['receiver', PAGE, 403],
    ['specialist', PAGE, 403],
    ['division_head', PAGE, 200],
    ['admin', PAGE, 200],
    ['xp.leader', `${PAGE}?unit=H45.20`, 403],
    ['leader', `${PAGE}?kind=ugly`, 422],
    ['leader', `${PAGE}?unit=H45.99`, 404],
    ['leader', `${PAGE}?after=%00`, 422],
  ])('answers %s at %s with %i', async (name, address, status) => {
    expect((await (await world.browse(name)).get(address)).statusCode).toBe(status);
  });
});
