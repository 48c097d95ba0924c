import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RadarReading } from '../../src/reporting/radar/radar-reading.service.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { plantFrauds } from '../support/planted-frauds.js';

describeInChromium('what a head looks at beside the figures, at a real browser', () => {
  const clock = new StoppedClock('2023-05-15T08:00:00+07:00');
  let site: Site;
  let code: string;

  beforeAll(async () => {
    const app = await startDesk({ clock });
    const planted = await plantFrauds(app);
    code = planted.find(({ kind }) => kind === 'paper_entry')?.codes[0] ?? '';
    clock.set('2023-05-23T08:00:00+07:00');
    await app.get(RadarReading, { strict: false }).look();
    await app.transactor.run((tx) =>
      tx.execute('UPDATE "dossier" SET "lateFrom" = NULL, "lateFromDay" = NULL WHERE "code" = $1', [code]),
    );
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  it('leads from a kind of sign to its dossiers, and keeps what was found', async () => {
    const { page } = await site.signedIn('desk_head');
    await page.goto(`${site.origin}/reports/radar`);
    expect(await page.textContent('h1')).toBe('Dấu hiệu cần kiểm tra');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('a:has-text("Nhập bù từ ca mất điện")');
    await page.click('summary:has-text("Đã kiểm tra")');
    await page.fill('textarea[name="note"]', 'Mất điện thật, có biên bản ca trực');
    expect(await barriers(page)).toEqual([]);
    await page.click('.act button:has-text("Đã kiểm tra")');
    expect(await page.textContent('main')).toContain('Mất điện thật, có biên bản ca trực');
    await page.click(`a:has-text("${code}")`);
    expect(page.url()).toBe(`${site.origin}/dossiers/${code}`);
  });

  it('leads from a defect to the dossier that is to be mended', async () => {
    const { page } = await site.signedIn('leader');
    await page.goto(`${site.origin}/reports/quality`);
    expect(await page.textContent('h1')).toBe('Chất lượng dữ liệu');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('th a:has-text("Không có ngày hẹn")');
    await page.click(`a:has-text("${code}")`);
    expect(page.url()).toBe(`${site.origin}/dossiers/${code}`);
  });
});
