import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LetterLinks } from '../../src/apologies/delivery/letter-links.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import type { TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, startDesk } from '../support/desk.js';
import { IssuedLetters } from '../support/issued-letters.js';

const BY_CHAT = { ...APPLICANT, email: undefined, contactBy: ['zalo'] };
const AT_DESK = { ...APPLICANT, email: undefined, contactBy: ['desk'] };

describeInChromium('a letter on its way, at a real browser', () => {
  let app: TestApp;
  let site: Site;
  let letters: IssuedLetters;

  beforeAll(async () => {
    app = await startDesk({ clock: new StoppedClock('2023-04-28T14:00:00+07:00') });
    site = await Site.open(app);
    letters = await IssuedLetters.open(app);
    app.clock.set('2023-05-11T08:00:00+07:00');
  });
  afterAll(async () => {
    await site.close();
  });

  it('is copied into a chat, and said to be written', async () => {
    await letters.issue(BY_CHAT);
    const { page, said } = await site.signedIn('qldt.clerk', { at: '/letters/undelivered' });
    await page.click('main tbody a.button');
    await page.click('[data-copy]');
    await page.waitForSelector('[data-copy]:text-is("Đã sao chép")');
    expect(await barriers(page)).toEqual([]);
    await page.click('form[action$="/messages"] button');
    expect(await page.textContent('.next')).toContain('Đã gửi, chưa rõ đã đến hay chưa.');
    expect(said).toEqual([]);
  });

  it('is signed for on the screen with a finger', async () => {
    const { id } = await letters.issue(AT_DESK);
    const { page, said } = await site.signedIn('qldt.clerk', {
      viewport: { width: 390, height: 844 },
      at: `/letters/${id}/delivery`,
    });
    const canvas = page.locator('canvas.sign');
    await canvas.scrollIntoViewIfNeeded();
    const box = (await canvas.boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 });
    await page.mouse.up();
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('form[data-signing] button[type=submit]');
    expect(await page.textContent('.next')).toContain('Đã đến tay người nhận.');
    const proof = await page.getAttribute('article.message a', 'href');
    const picture = await page.request.get(`${site.origin}${proof!}`);
    expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/png']);
    expect(said).toEqual([]);
  });

  it('is read and answered by its citizen on a phone, who then is called', async () => {
    const { id } = await letters.issue(APPLICANT);
    const { page, said } = await site.visitor({ viewport: { width: 390, height: 844 } });
    const { pathname } = new URL(app.get(LetterLinks, { strict: false }).href(id));
    await page.goto(`${site.origin}${pathname}`);
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await page.click('#call-backs summary');
    await page.fill('#call-backs input[name=wish]', 'sau 16 giờ');
    await page.click('#call-backs button');
    expect(await page.textContent('main')).toContain('Chúng tôi sẽ gọi lại cho Ông/Bà.');
    await page.click('#receipts button');
    expect(await page.textContent('main')).toContain('Ông/Bà đã nhận được thư này.');
    expect(said).toEqual([]);
    const clerk = await site.signedIn('qldt.clerk', { at: '/calls' });
    expect(await clerk.page.textContent('main')).toContain('Lời nhắn: sau 16 giờ');
    await clerk.page.click('form[action$="/numbers"] button');
    expect(await clerk.page.textContent('[data-takes-focus]')).toContain('0905123456');
    await clerk.page.click('input[value=reached]');
    await clerk.page.click('details[open] button[type=submit]');
    expect(await clerk.page.textContent('main')).toContain('Không phải gọi ai');
  });
});
