import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ExportRunner } from '../../src/dossiers/exports/export-runner.js';
import type { TestApp } from '../support/app.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { registered, SAME_DAY, startDesk } from '../support/desk.js';

describeInChromium('the register as a workbook, at a real browser', () => {
  const clock = new StoppedClock('2023-05-15T08:00:00+07:00');
  let app: TestApp;
  let site: Site;

  beforeAll(async () => {
    app = await startDesk({ clock });
    await registered(await app.as('receiver'), { procedureCode: SAME_DAY });
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  it('is asked for by keyboard from the register, watched, and taken', async () => {
    const { page } = await site.signedIn('receiver', { at: '/papers/register' });
    await page.click('a[href="/papers/register/exports"]');
    await page.waitForSelector('#unit');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await page.keyboard.press('F9');
    await page.waitForURL(/\/papers\/register\/exports\/[0-9a-f-]{36}$/);
    expect(await page.textContent('.progress-box')).toContain('Đang làm');
    expect(await barriers(page)).toEqual([]);
    await app.get(ExportRunner, { strict: false }).run();
    // The page looks again by itself.
    await page.waitForSelector('a.primary:has-text("Tải tệp Excel")');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('F9')]);
    expect(download.suggestedFilename()).toBe('so-theo-doi-H45.20-2023-01-01-2023-05-15.xlsx');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
  });
});
