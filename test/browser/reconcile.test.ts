import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ReconcileRunner } from '../../src/reporting/reconcile/reconcile-runner.js';
import type { TestApp } from '../support/app.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';

describeInChromium('a comparison at a real browser', () => {
  const clock = new StoppedClock('2023-05-08T08:00:00+07:00');
  let app: TestApp;
  let site: Site;
  let code: string;

  beforeAll(async () => {
    app = await startDesk({ clock });
    code = (await registered(await app.as('receiver'), { procedureCode: FIVE_DAYS })).code;
    clock.set('2023-05-31T09:00:00+07:00');
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  it('leads an officer from the list of another system over the rule to the dossier', async () => {
    const { page } = await site.signedIn('monitor', { at: '/reports/reconcile' });
    await page.check('input[name=kind][value=dossier_list]');
    await page.selectOption('#period', '2023-05');
    const text = `Mã hồ sơ,Ngày hẹn trả,Tình trạng\n${code},16/06/2023,Trong hạn\n`;
    await page.setInputFiles('#file', { name: 'ho-so.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.click('main form button.primary');
    await page.waitForURL(/\/reports\/reconcile\/[0-9a-f-]{36}$/);
    expect(await page.textContent('.progress-box')).toContain('Đang đối chiếu');
    await app.get(ReconcileRunner, { strict: false }).run();
    // The page looks again by itself.
    await page.waitForSelector('nav.tabs a:has-text("Ngày hẹn bị ghi đè")');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('nav.tabs a:has-text("Ngày hẹn bị ghi đè")');
    expect(await page.textContent('.card-note')).toContain('Ngày hẹn đầu không được sửa.');
    await page.click(`a.code[href="/dossiers/${code}"]`);
    expect(page.url()).toContain(`/dossiers/${code}`);
  });
});
