import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { TEST_PASSWORD } from '../support/small-world.js';

const pictures = process.env['GALLERY'] ?? '';

describeInChromium('help at a real browser', () => {
  let app: TestApp;
  let origin: string;
  let site: Site;
  beforeAll(async () => {
    app = await startTestApp();
    site = await Site.open(app);
    origin = site.origin;
  });
  afterAll(async () => {
    await site.close();
  });

  it('opens with F1 over the page it is about, and closes with F1', async () => {
    const { page } = await site.visitor({ at: '/log-in' });
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
    const { page, context } = await site.visitor({ script: false, at: '/locale/en?next=/log-in' });
    await page.click('.help summary');
    expect(await page.textContent('.help-panel')).toContain('under their own name');
    await context.close();
  });
});
