import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { registered, SAME_DAY, startDesk } from '../support/desk.js';

describeInChromium('rates and kept questions at a real browser', () => {
  const clock = new StoppedClock('2023-05-08T08:00:00+07:00');
  let app: TestApp;
  let site: Site;
  let code: string;

  beforeAll(async () => {
    app = await startDesk({ clock });
    ({ code } = await registered(await app.as('receiver'), { procedureCode: SAME_DAY }));
    const done = await (await app.as('returner')).post(`/api/v1/dossiers/${code}/completions`, { outcome: 'granted' });
    if (done.statusCode !== 201) throw new Error(done.body);
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  it('open a number down to its dossiers, and keep the question under a name', async () => {
    const { page } = await site.signedIn('leader', { at: '/reports/on-time?period=2023-05' });
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    const address = page.url();
    await page.click('main td a[href^="/dossiers?"]');
    await page.waitForSelector(`a[href="/dossiers/${code}"]`);
    await page.goto(address);
    await page.click('main a[href^="/reports/views?address="]');
    await page.waitForSelector('#name');
    await page.fill('#name', 'Tháng 5 của thị xã');
    expect(await barriers(page)).toEqual([]);
    await page.press('#name', 'Enter');
    await page.waitForSelector('main a:has-text("Tháng 5 của thị xã")');
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('main a:has-text("Tháng 5 của thị xã")');
    await page.waitForURL(/\/reports\/on-time\?.*2023-05/);
  });
});
