import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startDesk, registered, FIVE_DAYS, THREE_DAYS } from '../support/desk.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import type { TestApp } from '../support/app.js';

/** `GALLERY=<folder>` keeps a picture of each page. */
const pictures = process.env['GALLERY'] ?? '';

/** Both languages and both screens are audited; pictures are made of the four combinations. */
const AUDITED = [
  ['vi', 'desk'],
  ['en', 'phone'],
] as const;
const ALL = [...AUDITED, ['vi', 'phone'], ['en', 'desk']] as const;

describeInChromium('intake at a real browser', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;
  let running: string;
  let finished: string;
  let handed: string;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
    const desk = await app.as('receiver');
    running = (await registered(desk, { procedureCode: FIVE_DAYS })).code;
    handed = (await registered(desk, { procedureCode: FIVE_DAYS })).code;
    const over = await desk.post(`/api/v1/dossiers/${handed}/hand-overs`, {
      unitCode: 'H45.20.05',
      note: 'Kèm bản vẽ',
    });
    const { pendingHandOver } = over.json<{ pendingHandOver: { id: string } }>();
    clock.set('2023-05-04T09:00:00+07:00');
    const specialist = await app.as('specialist');
    await specialist.post(`/api/v1/dossiers/${handed}/hand-overs/${pendingHandOver.id}/acknowledgements`);
    finished = (await registered(await app.as('receiver'), { procedureCode: THREE_DAYS })).code;
    await (
      await app.as('receiver')
    ).post(`/api/v1/dossiers/${finished}/completions`, { outcome: 'granted', shelf: 'B12' });
    clock.set('2023-05-11T09:00:00+07:00');
  });
  afterAll(async () => {
    await site.close();
  });

  it('takes a dossier from the first key to the next citizen without a mouse', async () => {
    const { page, context, said } = await site.signedIn('receiver', { at: '/' });
    await page.keyboard.press('F2');
    await page.waitForURL(`${origin}/dossiers/new`);
    await tabTo(page, 'procedure-filter');
    await page.keyboard.type('hooj kinh doanh');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('#slip .promise');
    expect(await page.textContent('#slip .promise-day')).toContain('16/05/2023');
    await tabTo(page, 'applicant-phone');
    await page.keyboard.type('0905 123 457');
    await tabTo(page, 'applicant-name');
    await page.keyboard.type('Lê Thị Cúc');
    await page.keyboard.press('F9');
    await page.waitForURL(/saved=1$/);
    expect(await page.textContent('.saved-code')).toMatch(/H45\.20-230511-\d{4}/);
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('/dossiers/new');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${origin}/dossiers/new`);
    expect(said).toEqual([]);
    await context.close();
  });

  it('prints from the page itself', async () => {
    const { page, context } = await site.signedIn('receiver');
    await page.goto(`${origin}/dossiers/${running}/receipt`);
    await page.evaluate('window.print = () => document.body.setAttribute("data-printed", "yes")');
    await page.keyboard.press('F9');
    expect(await page.getAttribute('body', 'data-printed')).toBe('yes');
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.paper-bar')).toBe(false);
    expect(await page.isVisible('.paper')).toBe(true);
    await context.close();
  });

  it('does without script: the promise before saving, what was typed kept, acts by forms', async () => {
    const { page, context } = await site.signedIn('receiver', { on: 'phone', script: false });
    await page.goto(`${origin}/dossiers/new`);
    await page.selectOption('#procedureCode', THREE_DAYS);
    await page.fill('#applicant-name', 'Lê Thị Cúc');
    await page.click('button[formaction="/dossiers/promise-preview"]');
    expect(await page.textContent('#slip .promise-day')).toContain('16/05/2023');
    expect(await page.inputValue('#applicant-name')).toBe('Lê Thị Cúc');
    await page.fill('#applicant-phone', '12');
    await page.click('.save-bar .primary');
    expect(await page.textContent('#wrongs')).toContain('Điện thoại');
    await page.fill('#applicant-phone', '0905123456');
    await page.click('.save-bar .primary');
    await page.waitForURL(/saved=1$/);
    await page.click('.saved-code a');
    await page.click('#hand-overs summary');
    await page.selectOption('#hand-overs-to', 'H45.20.05');
    await page.click('#hand-overs button[type=submit]');
    expect(await page.textContent('.flash')).toContain('Đã bàn giao');
    await context.close();
  });

  test.each(pictures === '' ? AUDITED : ALL)(
    'has no barrier, nothing wider than the screen, no broken policy (%s, %s)',
    async (locale, screen) => {
      const { page, context, said } = await site.signedIn('receiver', { on: screen });
      await page.goto(`${origin}/locale/${locale}?next=/dossiers`);
      const pages: Readonly<Record<string, string>> = {
        list: '/dossiers',
        'list-late': '/dossiers?timeliness=overdue&unit=H45.20',
        'list-wrong': '/dossiers?q=054090001234',
        new: '/dossiers/new',
        saved: `/dossiers/${running}?saved=1`,
        running: `/dossiers/${running}`,
        handed: `/dossiers/${handed}`,
        finished: `/dossiers/${finished}`,
        receipt: `/dossiers/${running}/receipt?size=a5`,
        'receipt-two': `/dossiers/${running}/receipt?size=a4x2`,
      };
      for (const [name, path] of Object.entries(pages)) {
        said.length = 0;
        await page.goto(`${origin}${path}`);
        await audit(page, `${name}-${locale}-${screen}`);
        expect(said.filter((line) => !line.includes('422'))).toEqual([]);
      }
      await page.goto(`${origin}/dossiers/new`);
      await page.selectOption('#procedureCode', THREE_DAYS);
      await page.waitForSelector('#slip .promise');
      await page.fill('#applicant-name', 'L');
      await page.fill('#applicant-phone', '12');
      await audit(page, `filled-${locale}-${screen}`);
      await page.keyboard.press('F9');
      await page.waitForSelector('#wrongs');
      expect(await page.evaluate('document.activeElement.id')).toBe('wrongs');
      await audit(page, `wrong-${locale}-${screen}`);
      await context.close();
    },
  );

  async function audit(page: Page, name: string): Promise<void> {
    await page.evaluate('document.fonts.ready.then(() => null)');
    if (pictures !== '') {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    }
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, Math.max(0, wider)]).toEqual([name, 0]);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  }
});

/** The Tab key, as often as it takes. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.evaluate<string>('document.activeElement.id')) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach #${id}`);
}
