import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DeskCountService } from '../../src/reporting/evaluation/desk-count.service.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { registered, startDesk } from '../support/desk.js';

describeInChromium('how the desk serves, at a real browser', () => {
  let site: Site;

  beforeAll(async () => {
    const app = await startDesk({ clock: new StoppedClock('2023-05-15T14:00:00+07:00') });
    const { code } = await registered(await app.as('receiver'));
    await (await app.as('returner')).post(`/api/v1/dossiers/${code}/completions`, { outcome: 'granted' });
    await app.get(DeskCountService, { strict: false }).run();
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  it('leads a leader from the evaluation of a quarter to its dossiers, and over the tabs to what came online', async () => {
    const { page } = await site.signedIn('leader');
    await page.goto(`${site.origin}/reports/desk-evaluation`);
    expect(await page.textContent('h1')).toBe('Đánh giá Một cửa');
    expect(await barriers(page)).toEqual([]);
    await page.selectOption('#period', '2023-Q2');
    await page.click('.filters-main button');
    expect(await page.textContent('#result ~ .cover-rate')).toBe('4,0 trên 4 điểm, theo 2 trên 9 chỉ số có dữ liệu');
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('nav a[href="/reports/online"]');
    expect(await page.textContent('h1')).toBe('Trực tuyến, thanh toán');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await page.goBack();
    await page.click('tbody a[href*="timeliness=early"]');
    expect(page.url()).toContain('/dossiers?');
    expect(await page.locator('tbody tr').count()).toBe(1);
  });
});
