import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';

describeInChromium('form II.06 at a real browser', () => {
  const clock = new StoppedClock('2023-04-28T09:00:00+07:00');
  let site: Site;

  beforeAll(async () => {
    const app = await startDesk({ clock });
    await registered(await app.as('receiver'), { procedureCode: FIVE_DAYS });
    clock.set('2023-05-04T09:00:00+07:00');
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  it('is chosen, read and closed by a leader', async () => {
    const { page } = await site.signedIn('leader');
    await page.goto(`${site.origin}/reports/ii06`);
    await page.selectOption('#form', 'c');
    await page.selectOption('#period', '2023-04');
    await page.click('.filters-main button');
    await page.waitForURL(/form=c/);
    expect(await page.textContent('h1')).toBe('Biểu số II.06c/VPCP/KSTT');
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(await barriers(page)).toEqual([]);
    await page.fill('#note', 'Nộp tháng 4');
    await page.click('button:has-text("Chốt kỳ này")');
    await page.waitForSelector('#closed');
    expect(await page.textContent('main')).toContain('trùng từng con số');
    expect(await page.locator('a:has-text("Bản đã chốt")').count()).toBe(2);
    expect(await barriers(page)).toEqual([]);
  });

  it('reads on a phone, in English, without script', async () => {
    const { page } = await site.signedIn('desk_head', { on: 'phone', script: false });
    await page.goto(`${site.origin}/locale/en?next=%2Freports%2Fii06%3Fperiod%3D2023-04`);
    expect(await page.textContent('main')).toContain('This period is closed');
    expect(await widerThanScreen(page)).toBe(0);
  });
});
