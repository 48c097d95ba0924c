import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, registered, startDesk, type DossierAnswer } from '../support/desk.js';

/** What an old phone on a slow line loads: the page itself, its style sheets and scripts. */
const MOST_BYTES = 20_000;

describeInChromium('a citizen asks after a dossier, on a phone', () => {
  let app: TestApp;
  let site: Site;
  let dossier: DossierAnswer;

  beforeAll(async () => {
    app = await startDesk({ clock: new StoppedClock('2023-04-28T14:00:00+07:00') });
    dossier = await registered(await app.as('receiver'));
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  it('with the code and the digits of the slip, without script', async () => {
    const { page } = await site.visitor({ at: '/tra-cuu', on: 'phone', script: false });
    await page.fill('#code', dossier.code);
    await page.fill('#secret', dossier.trackingSecret!);
    const [answer] = await Promise.all([page.waitForResponse('**/tra-cuu'), page.click('main button, form button')]);
    expect((await answer.body()).length).toBeLessThan(MOST_BYTES);
    await page.waitForSelector('h1:has-text("Chưa có kết quả")');
    expect((await page.content()).length).toBeLessThan(MOST_BYTES);
    await page.click('summary:has-text("Vì sao là ngày này?")');
    expect(await page.isVisible('.why-list')).toBe(true);
    expect(await page.content()).not.toContain(APPLICANT.name);
    await page.click('summary:has-text("Gọi lại cho tôi")');
    await page.fill('#call-backs-wish', 'sau 16 giờ');
    await page.click('#call-backs button');
    await page.waitForSelector('h1:has-text("Chúng tôi sẽ gọi lại cho Ông/Bà.")');
  });

  it('with the QR code of the slip: nothing to type, and nothing left in the address', async () => {
    const { page, said } = await site.visitor({ at: '/tra-cuu', on: 'phone' });
    expect(await barriers(page)).toEqual([]);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    const digits = dossier.trackingSecret!;
    await page.goto(`${site.origin}/tra-cuu#${dossier.code}/${digits}`);
    await page.reload();
    await page.waitForSelector('h1:has-text("Chưa có kết quả")');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('summary:has-text("Vì sao là ngày này?")');
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    expect(sent.filter((url) => url.includes(digits))).toEqual([]);
    expect(page.url()).not.toContain(digits);
    expect(said).toEqual([]);
  });
});
