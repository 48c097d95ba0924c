import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NightsService } from '../../src/apologies/healing/nights.service.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';

describeInChromium('coverage at a real browser', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: LetterDesk;
  let site: Site;

  beforeAll(async () => {
    const app = await startDesk({ clock });
    desk = await LetterDesk.open(app);
    site = await Site.open(app);
    for (let i = 0; i < 2; i += 1) await desk.inHand();
    clock.set('2023-05-11T07:35:00+07:00');
    await app.get(NightsService, { strict: false }).run();
  }, 90_000);
  afterAll(() => site.close());

  it('leads a leader from the rate over the list to the draft, and to the lessons', async () => {
    const { page } = await site.signedIn('leader');
    await page.goto(`${site.origin}/letters/coverage`);
    expect(await page.textContent('h1')).toBe('Độ phủ thư xin lỗi');
    expect(await barriers(page)).toEqual([]);
    await page.selectOption('#period', '2023-05');
    await page.click('.filters-main button');
    await page.click('.cover-lists a:has-text("Còn thiếu thư")');
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('tbody tr:first-child a:has-text("Mở dự thảo")');
    expect(page.url()).toMatch(/\/letters\/[0-9a-f-]{36}$/);
    await page.goto(`${site.origin}/letters/coverage`);
    await page.click('a:has-text("Rút kinh nghiệm")');
    expect(await page.textContent('h1')).toBe('Rút kinh nghiệm');
  });
});
