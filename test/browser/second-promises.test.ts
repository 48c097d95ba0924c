import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SecondPromiseWatch } from '../../src/apologies/second-promise/second-promise-watch.service.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import type { TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';

const pictures = process.env['GALLERY'] ?? '';
const SENTENCE = 'Phòng phải chờ văn bản trả lời của Chi cục Thuế thêm vài ngày.';

describeInChromium('a second promise at a real browser', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let app: TestApp;
  let site: Site;
  let code: string;

  beforeAll(async () => {
    app = await startDesk({ clock });
    ({ code } = await (await LetterDesk.open(app)).inHand());
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  async function looksRight(page: Page, name: string): Promise<void> {
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    if (pictures === '') return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `second-${name}.png`), fullPage: true });
  }

  it('is given once with its letter, broken once, and then somebody calls: no second letter', async () => {
    const { page: specialist } = await site.signedIn('specialist', { at: `/dossiers/${code}` });
    await specialist.click('.act-more > summary');
    await specialist.click('#delay-notices summary');
    await specialist.selectOption('#delay-notices-reasonKey', 'other_agency');
    await specialist.fill('#delay-notices-reason', SENTENCE);
    await specialist.fill('#delay-notices-newDueOn', '2023-05-25');
    await specialist.fill('#delay-notices-newDueTime', '16:00');
    await looksRight(specialist, 'declared');
    await specialist.click('#delay-notices button[type=submit]');
    await specialist.waitForSelector('.flash-ok');

    const { page: leader } = await site.signedIn('qldt.leader', { at: '/letters/to-sign' });
    await leader.click('.sign-begin .button');
    await leader.waitForSelector('#approvals button');
    expect(await leader.textContent('main')).toContain(SENTENCE);
    await looksRight(leader, 'to-sign');
    await leader.click('#approvals button');
    await leader.waitForURL(/to-sign$/);
    const { page: clerk } = await site.signedIn('qldt.clerk', { at: '/letters?state=approved' });
    await clerk.click(`tr:has-text("${code}") a[href^="/letters/"]`);
    await clerk.waitForSelector('#issuances summary');
    const letter = clerk.url();
    await clerk.click('#issuances summary');
    await clerk.click('#issuances button[type=submit]');
    await clerk.waitForSelector('.flash-ok');
    await specialist.goto(`${site.origin}/dossiers/${code}`);
    expect(await specialist.textContent('main')).toContain('Đang chờ đến hẹn lần hai');
    expect(await specialist.locator('#delay-notices-newDueOn').count()).toBe(0);

    const watch = app.get(SecondPromiseWatch, { strict: false });
    await watch.look();
    await leader.goto(`${site.origin}/letters/second-promises?state=waiting`);
    expect(await leader.textContent('tbody')).toContain('16:00 25/05/2023');
    clock.set('2023-05-26T08:00:00+07:00');
    await watch.look();
    await watch.look();
    // Eleven days later they log in anew.
    const { page: head, said } = await site.signedIn('qldt.leader', { at: '/letters/second-promises?state=waiting' });
    await head.click('.tabs a[href*="state=broken"]');
    await head.waitForURL(/state=broken/);
    expect(await head.locator('.table-stack tbody tr').count()).toBe(1);
    await looksRight(head, 'broken');
    await head.click('.table-stack tbody a[href^="/letters/"]');
    await head.waitForURL(letter);
    await head.goto(`${site.origin}/calls`);
    expect(await head.locator('.calls > li').count()).toBe(1);
    expect(await head.textContent('.calls > li')).toContain('Đã hẹn lại mà vẫn trễ');
    await head.click('.calls .act summary');
    await head.check('input[name=outcome][value=reached]');
    await head.click('.calls details button[type=submit]');
    await head.waitForSelector('.flash-ok');
    expect(await head.locator('.calls > li').count()).toBe(0);
    expect(said).toEqual([]);
    const letters = await app.database.query('SELECT "state" FROM "letter" WHERE "state" <> \'lapsed\'');
    expect(letters).toEqual([{ state: 'issued' }]);
  });

  it('reads on a phone, in English, without script', async () => {
    const { page } = await site.signedIn('leader', { on: 'phone', script: false, locale: 'en-GB' });
    await page.goto(`${site.origin}/letters/second-promises`);
    const english = page.locator('form[action="/language"] button, a[hreflang=en]').first();
    if ((await page.getAttribute('html', 'lang')) !== 'en') await english.click();
    await page.goto(`${site.origin}/letters/second-promises`);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.textContent('main')).toContain(code);
    expect(await widerThanScreen(page)).toBe(0);
  });
});
