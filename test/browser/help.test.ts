import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { CHROMIUM_ARGS, chromiumPath, describeInChromium } from '../support/chromium.js';
import { TEST_PASSWORD } from '../support/small-world.js';

const pictures = process.env['GALLERY'] ?? '';

describeInChromium('help at a real browser', () => {
  let app: TestApp;
  let origin: string;
  let browser: Browser;
  beforeAll(async () => {
    app = await startTestApp();
    await app.app.listen(0, '127.0.0.1');
    origin = (await app.app.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...CHROMIUM_ARGS] });
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('opens with F1 over the page it is about, and closes with F1', async () => {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(`${origin}/log-in`);
    await page.keyboard.press('F1');
    expect(await page.textContent('.help-panel')).toContain('mỗi người bằng tên của mình');
    await page.keyboard.press('F1');
    expect(await page.isVisible('.help-panel')).toBe(false);
    await page.fill('#username', 'desk_head');
    await page.fill('#password', TEST_PASSWORD);
    await page.press('#password', 'Enter');
    await page.waitForURL((url) => url.pathname !== '/log-in');
    await page.goto(`${origin}/desk-pcs`);
    await page.keyboard.press('F1');
    expect(await page.textContent('.help-panel')).toContain('Hủy đăng ký');
    expect(await page.isVisible('.help-panel dl')).toBe(true);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    if (pictures !== '') await page.screenshot({ path: `${pictures}/help.png` });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
  });

  it('is there without script, in the reader’s language', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/locale/en?next=/log-in`);
    await page.click('.help summary');
    expect(await page.textContent('.help-panel')).toContain('under their own name');
    await context.close();
  });
});
