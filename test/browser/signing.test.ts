import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import type { TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, registered, startDesk, THREE_DAYS } from '../support/desk.js';
import { TEST_PASSWORD } from '../support/small-world.js';

const pictures = process.env['GALLERY'] ?? '';
const PIN = '583914';
const SAID = 'Nêu rõ đã hỏi ý kiến cơ quan nào.';

describeInChromium('signing in the evening, on a phone', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
    const receiver = await app.as('receiver');
    for (const name of ['An', 'Bình', 'Cúc', 'Dung', 'Em', 'Phúc']) {
      await registered(receiver, {
        procedureCode: THREE_DAYS,
        applicant: { ...APPLICANT, name: `Nguyễn Thị ${name}` },
      });
    }
    clock.set('2023-05-11T07:35:00+07:00');
    await app.get(SweepService, { strict: false }).sweep();
  });
  afterAll(async () => {
    await site.close();
  });

  /** A phone that was registered by its owner, and left. */
  async function phone(script: boolean): Promise<BrowserContext> {
    const { page, context } = await site.signedIn('leader', {
      on: 'phone',
      script,
      hasTouch: true,
      at: '/account/phones',
    });
    await page.fill('#current', TEST_PASSWORD);
    await page.fill('#pin', PIN);
    await page.press('#pin', 'Enter');
    await page.waitForSelector('.flash-ok');
    await picture(page, 'phones');
    await page.goto(`${origin}/account`);
    await page.click('form[action="/log-out"] button');
    await page.waitForURL(`${origin}/log-in`);
    await page.close();
    return context;
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (pictures === '') return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `signing-${name}.png`) });
  }

  /** Opens the link of the mail with the PIN. */
  async function fromTheMail(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${origin}/letters/to-sign`);
    await picture(page, 'pin');
    expect(await page.isChecked('input[name=username][value=leader]')).toBe(true);
    await page.fill('#unlock-secret', PIN);
    await page.press('#unlock-secret', 'Enter');
    await page.waitForURL(`${origin}/letters/to-sign`);
    return page;
  }

  it('two letters are approved and one is sent back, by PIN and two taps each', async () => {
    const page = await fromTheMail(await phone(true));
    expect(await page.textContent('.lead')).toContain('6 thư chờ ký');
    expect(await widerThanScreen(page)).toBe(0);
    await page.tap('.sign-begin .button');
    const seen = new Set<string>();
    for (let i = 0; i < 2; i += 1) {
      await page.waitForSelector('#approvals button');
      seen.add(page.url());
      expect(await widerThanScreen(page)).toBe(0);
      await picture(page, `letter-${String(i)}`);
      await Promise.all([page.waitForURL((url) => !seen.has(url.href)), page.tap('#approvals button')]);
    }
    expect(await page.textContent('.flash')).toContain('Đây là thư tiếp theo.');
    expect(await barriers(page)).toEqual([]);
    seen.add(page.url());
    await page.tap('#rejections summary');
    await page.fill('#rejections-reason', SAID);
    await picture(page, 'rejection');
    await Promise.all([page.waitForURL((url) => !seen.has(url.href)), page.tap('#rejections button')]);
    await page.goto(`${origin}/letters/to-sign`);
    expect(await page.textContent('.lead')).toContain('3 thư chờ ký');
    expect(await page.locator('section[aria-labelledby=returned] .sign-row').count()).toBe(1);
  });

  it('by the keyboard alone, and without any script', async () => {
    const page = await fromTheMail(await phone(false));
    await page.focus('.sign-begin .button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#approvals button');
    const first = page.url();
    await page.focus('#approvals button');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== first);
    const second = page.url();
    await page.focus('#rejections summary');
    await page.keyboard.press('Enter');
    await page.fill('#rejections-reason', 'lại');
    await page.focus('#rejections button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#wrongs');
    expect(await page.inputValue('#rejections-reason')).toBe('lại');
    await page.fill('#rejections-reason', SAID);
    await page.focus('#rejections button');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== second && !url.href.includes('rejections'));
    await page.goto(`${origin}/letters/to-sign`);
    expect(await page.textContent('.lead')).toContain('1 thư chờ ký');
  });

  it('wrong PINs let nobody in', async () => {
    const context = await phone(true);
    const page = await context.newPage();
    await page.goto(`${origin}/letters/to-sign`);
    await page.fill('#unlock-secret', '902417');
    await page.press('#unlock-secret', 'Enter');
    await page.waitForSelector('#unlock-wrong');
    expect(await page.inputValue('#unlock-secret')).toBe('');
    await page.goto(`${origin}/letters/to-sign`);
    expect(page.url()).toContain('/log-in');
  });
});
