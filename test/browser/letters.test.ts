import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import type { TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../support/desk.js';

/** `GALLERY=<folder>` keeps a picture of each page. */
const pictures = process.env['GALLERY'] ?? '';

/** Both languages and both screens are audited; the four combinations would say the same twice. */
const AUDITED = { vi: 'desk', en: 'phone' } as const;

const REASON = 'Hồ sơ phải lấy ý kiến của Chi cục Thuế nhưng Phòng gửi văn bản lấy ý kiến chậm.';

describeInChromium('letters at a real browser', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  const pages = new Map<string, string>();
  let app: TestApp;
  let origin: string;
  let site: Site;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
    await fourLetters();
  });
  afterAll(async () => {
    await site.close();
  });

  /** One draft, one to sign by form, one by mail, one on paper: every page has something to show. */
  async function fourLetters(): Promise<void> {
    const receiver = await app.as('receiver');
    const onPaper = { ...APPLICANT, name: 'Lê Thị Cúc', email: undefined, contactBy: ['post'] };
    for (const [procedureCode, applicant] of [
      [FIVE_DAYS, APPLICANT],
      [FIVE_DAYS, onPaper],
      [THREE_DAYS, APPLICANT],
      [THREE_DAYS, onPaper],
    ] as const) {
      await registered(receiver, { procedureCode, applicant });
    }
    clock.set('2023-05-11T07:35:00+07:00');
    await app.get(SweepService, { strict: false }).sweep();
    const leader = await app.as('leader');
    const { items } = (await leader.get('/api/v1/letters?state=drafted')).json<{ items: { id: string }[] }>();
    const [draft, toSign, ...toIssue] = items.map(({ id }) => id);
    for (const id of toIssue) {
      await leader.post(`/api/v1/letters/${id}/approvals`);
      await leader.post(`/api/v1/letters/${id}/issuances`);
    }
    await leader.post(`/api/v1/letters/${draft!}/rejections`, { reason: 'Nêu rõ đã hỏi ý kiến cơ quan nào.' });
    clock.set('2023-05-11T07:40:00+07:00');
    await app.get(SweepService, { strict: false }).sweep();
    pages.set('draft', `/letters/${draft!}`);
    pages.set('to-sign', `/letters/${toSign!}`);
    pages.set('issued', `/letters/${toIssue[0]!}`);
    pages.set('paper', `/letters/${toIssue[0]!}/letter`);
    pages.set('list', '/letters');
    pages.set('list-issued', '/letters?state=issued');
    pages.set('queue', '/letters/print-queue');
    pages.set('mailbox', '/mailbox');
    pages.set('first', '/');
    const mails = (await (await app.browse('leader')).get('/mailbox')).body;
    pages.set('mail', /href="(\/mailbox\/[0-9a-f-]{36})">/.exec(mails)![1]!);
  }

  test.each([
    ['vi', 'desk'],
    ['en', 'phone'],
  ] as const)('have no barrier in %s on a %s, and break no policy', async (locale, screen) => {
    const { page, said } = await site.signedIn('leader', { on: screen });
    await page.goto(`${origin}/locale/${locale}?next=/`);
    for (const [name, path] of pages) {
      await page.goto(`${origin}${path}`, { waitUntil: 'load' });
      await page.evaluate('document.fonts.ready.then(() => null)');
      await picture(page, `${name}.${locale}.${screen}`);
      if (AUDITED[locale] === screen) expect([name, await barriers(page)]).toEqual([name, []]);
      expect([name, await widerThanScreen(page)]).toEqual([name, 0]);
    }
    expect(said).toEqual([]);
  });

  it('show a refused field, and take the focus there', async () => {
    const { page } = await site.signedIn('leader');
    await page.goto(`${origin}${pages.get('to-sign')!}#edit`);
    await page.selectOption('#edit-reasonKey', 'other_agency');
    await page.fill('#edit-reason', REASON);
    await page.fill('#edit-newDueOn', '2023-05-14');
    await page.click('#edit button[type=submit]');
    await page.waitForSelector('#wrongs');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('wrongs');
    expect(await page.inputValue('#edit-reason')).toBe(REASON);
    await picture(page, 'wrong.vi.desk');
    expect(await barriers(page)).toEqual([]);
    await page.click('#wrongs a');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('edit-newDueOn');
  });

  it('are signed, numbered, printed and handed over without any script', async () => {
    const { page } = await site.signedIn('leader', { on: 'phone', script: false });
    await page.goto(`${origin}${pages.get('to-sign')!}`);
    await page.click('#edit summary');
    await page.selectOption('#edit-reasonKey', 'other_agency');
    await page.fill('#edit-reason', REASON);
    await page.fill('#edit-newDueOn', '2023-05-17');
    await page.selectOption('#edit-newDueTime', '16:00');
    await page.click('#edit button[type=submit]');
    await page.click('#approvals button');
    expect(await page.textContent('.flash')).toContain('Đã duyệt thư.');
    await page.click('#issuances summary');
    await page.fill('#issuances-number', '77/PXL');
    await page.click('#issuances button[type=submit]');
    expect(await page.textContent('h1')).toContain('77/PXL');
    await page.goto(`${origin}/letters/print-queue`);
    const rows = await page.locator('tbody tr').count();
    await page.click('tbody tr:first-child summary');
    await page.click('tbody tr:first-child button[type=submit]');
    expect(await page.textContent('.flash')).toContain('thư đến tay người dân');
    expect(await page.locator('tbody tr').count()).toBe(rows - 1);
  });
});

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === '') return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `letters-${name}.png`), fullPage: true });
}
