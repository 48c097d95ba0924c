import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FolderRunner } from '../../src/apologies/folders/folder-runner.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import type { TestApp } from '../support/app.js';
import { Site, type Visitor } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { startDesk } from '../support/desk.js';
import { approved, lateLetters } from '../support/late-letters.js';
import { printedSheets, scanPdf } from '../support/scanned.js';

describeInChromium('a folder to be signed, at a real browser', () => {
  let app: TestApp;
  let site: Site;
  let clerk: Visitor;

  const work = (): Promise<void> => app.get(FolderRunner, { strict: false }).run();

  beforeAll(async () => {
    app = await startDesk();
    await approved(app, await lateLetters(app, 3));
    const paper = { settings: [{ key: 'signing_mode', value: 'paper', validFrom: '2023-05-11' }] };
    await (await app.as('admin')).patch('/api/v1/units/H45.20.05', paper);
    site = await Site.open(app);
    clerk = await site.signedIn('qldt.clerk', { at: '/letters/folders' });
  }, 90_000);
  afterAll(() => site.close());

  it('is made of what is ticked, and printed', async () => {
    const { page } = clerk;
    await page.locator('input[name=ids]').first().uncheck();
    await page.keyboard.press('F9');
    await page.waitForURL(/\/letters\/folders\/[0-9a-f-]{36}$/);
    expect(await page.locator('.flash').innerText()).toContain('Đã lập tập gồm 2 thư.');
    await page.locator('#prints button').click();
    await work();
    await page.reload();
    expect(await page.locator('#print + .progress-box').innerText()).toContain('Phần 1: thư 1–2, 3 trang (PDF)');
    expect(await barriers(page)).toEqual([]);
  });

  it('takes numbers down the column with Enter, and saves behind the last one', async () => {
    const { page } = clerk;
    const numbers = page.locator('[data-col=number]');
    await numbers.first().fill('31/TXL');
    await page.keyboard.press('Enter');
    expect(await numbers.nth(1).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('31/TXL');
    await page.keyboard.press('Enter');
    await page.locator('#wrongs').waitFor();
    expect(await page.locator('.wrong').innerText()).toContain('Số này đã dùng cho một thư khác trong năm');
    await numbers.first().fill('32/TXL');
    await page.keyboard.press('F9');
    await page.locator('.flash').waitFor();
    expect(await page.locator('#grid').innerText()).toContain('32/TXL, ngày 11/05/2023');
  });

  it('takes the scan back without a script, too, on a phone', async () => {
    const address = new URL(clerk.page.url()).pathname;
    const phone = await site.signedIn('qldt.clerk', { at: address, on: 'phone', script: false });
    const { page, context } = phone;
    const pdf = await (await context.request.get(`${site.origin}${address}/parts/1`)).body();
    const scan = await scanPdf(await printedSheets(pdf));
    await page.locator('#files').setInputFiles({ name: 'quet.pdf', mimeType: 'application/pdf', buffer: scan });
    await page.locator('#scan-form button').click();
    await work();
    await page.goto(`${site.origin}${address}`);
    expect(await page.locator('#grid').innerText()).toMatch(/Đã có bản quét[\s\S]*Đã có bản quét/);
    expect(await widerThanScreen(page)).toBe(0);
    await page.locator('button[value=discard]').click();
    await page.locator('#closures button').click();
    expect(await page.locator('h1 + .head-side').innerText()).toContain('Đã đóng');
    await page.goto(`${site.origin}/letters/register`);
    expect(await page.locator('main').innerText()).toContain('31/TXL');
    expect(await widerThanScreen(page)).toBe(0);
    await context.close();
  }, 60_000);
});
