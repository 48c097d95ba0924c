import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { allowExtraTimes, FIVE_DAYS, registered, startDesk } from '../support/desk.js';

/** `GALLERY=<folder>` keeps a picture of each page. */
const pictures = process.env['GALLERY'] ?? '';
const SCAN = {
  name: 'giay-de-nghi.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const REASON = 'Thiếu trích lục bản đồ địa chính của thửa đất';

describeInChromium('a day of dossiers at a real browser', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;

  beforeAll(async () => {
    app = await startDesk({ clock });
    await allowExtraTimes(app);
    site = await Site.open(app);
    origin = site.origin;
  });
  afterAll(async () => {
    await site.close();
  });

  const received = async (): Promise<string> =>
    (await registered(await app.as('receiver'), { procedureCode: FIVE_DAYS })).code;

  /** Opens the form of an act, wherever it stands, fills it in and sends it. */
  async function act(page: Page, key: string, fill?: (form: string) => Promise<void>): Promise<void> {
    const form = `[id^="${key}"]`;
    const more = page.locator('.act-more > summary');
    if ((await more.count()) > 0 && !(await page.locator(form).first().isVisible())) await more.click();
    const summary = page.locator(`${form} > summary`).first();
    if ((await summary.count()) > 0) await summary.click();
    await fill?.(form);
    await page.locator(`${form} button[type=submit]`).first().click();
    await page.waitForSelector('.flash, #wrongs');
  }

  const said = async (page: Page): Promise<string> => (await page.textContent('.flash')) ?? '';

  test.each([
    ['with script', true],
    ['without script', false],
  ] as const)('goes from hand to hand and into the hands of the citizen (%s)', async (_, script) => {
    const code = await received();
    const [receiver, specialist, returner] = [
      (await site.signedIn('receiver', { script })).page,
      (await site.signedIn('specialist', { script })).page,
      (await site.signedIn('returner', { script, at: '/' })).page,
    ];
    const address = `${origin}/dossiers/${code}`;
    await receiver.goto(address);
    await act(receiver, 'hand-overs', async () => {
      await receiver.selectOption('#hand-overs-to', 'H45.20.05');
    });
    expect(await said(receiver)).toContain('Đã bàn giao');

    await specialist.goto(address);
    await act(specialist, 'acknowledgements');
    expect(await said(specialist)).toContain('Hồ sơ do bạn giữ');
    await act(specialist, 'supplement-requests', async (form) => {
      expect(await specialist.textContent(`${form} .note`)).toContain('thời hạn tính lại từ đầu');
      await specialist.fill('#supplement-requests-items', 'Trích lục bản đồ\nBản vẽ hiện trạng');
      await specialist.fill('#supplement-requests-reason', REASON);
      await specialist.check(`${form} input[value="false"]`);
    });
    expect(await said(specialist)).toContain('phiếu 02');

    await receiver.goto(address);
    expect(await receiver.textContent('.timeline')).toContain('Yêu cầu bổ sung: Trích lục bản đồ; Bản vẽ hiện trạng');
    await act(receiver, 'supplements', async () => {
      await receiver.fill('#supplements-items', 'Trích lục bản đồ\nBản vẽ hiện trạng');
    });
    await receiver.locator('.file-add > summary').click();
    await receiver.setInputFiles('#files-input', SCAN);
    await receiver.click('.file-add button[type=submit]');
    await receiver.waitForSelector('.file-picture img');

    await specialist.goto(address);
    await act(specialist, 'results', async () => {
      await specialist.fill('#results-number', '12/GP');
    });
    expect(await said(specialist)).toContain('Đã ghi chuyển kết quả');

    await receiver.goto(address);
    expect(await receiver.locator('.act-first summary').first().textContent()).toContain('Đã có kết quả tại quầy');
    await act(receiver, 'completions', async () => {
      await receiver.fill('#completions-shelf', 'B12');
    });

    await returner.fill('#find', code);
    await returner.press('#find', 'Enter');
    await returner.waitForURL((url) => url.pathname === `/dossiers/${code}`);
    await act(returner, 'returns', async () => {
      await returner.fill('#returns-receivedBy', 'Nguyễn Văn Ẩn');
    });
    expect(await said(returner)).toContain('Đã ghi trả kết quả');
    expect(await returner.textContent('.dossier-code')).toContain('Đã trả kết quả');
    for (const page of [receiver, specialist, returner]) await page.context().close();
  });

  test.each([
    ['with script', true],
    ['without script', false],
  ] as const)('puts a receipt right by two people, and takes one back (%s)', async (_, script) => {
    const [wrong, twice] = [await received(), await received()];
    const [receiver, head] = [
      (await site.signedIn('receiver', { script })).page,
      (await site.signedIn('desk_head', { script })).page,
    ];
    await receiver.goto(`${origin}/dossiers/${wrong}`);
    expect(await receiver.textContent('.undo')).toContain('còn 5 phút');
    await act(receiver, 'corrections', async () => {
      await receiver.fill('#corrections-applicant-name', 'Nguyễn Văn Ân');
      await receiver.fill('#corrections-reason', 'ngắn');
    });
    expect(await receiver.inputValue('#corrections-applicant-name')).toBe('Nguyễn Văn Ân');
    expect(await receiver.isVisible('#corrections-reason-wrong')).toBe(true);
    if (script) expect(await receiver.evaluate('document.activeElement.id')).toBe('wrongs');
    await receiver.fill('#corrections-reason', 'Ghi sai họ tên chủ hồ sơ');
    await receiver.click('#corrections button[type=submit]');
    await receiver.waitForSelector('.flash');

    await head.goto(`${origin}/dossiers/${wrong}`);
    expect(await head.textContent('.changes')).toContain('Nguyễn Văn Ân');
    await act(head, 'correction-confirmations');
    expect(await head.textContent('.dossier-applicant')).toBe('Nguyễn Văn Ân');

    await receiver.goto(`${origin}/dossiers/${twice}`);
    await act(receiver, 'voids', async () => {
      await receiver.fill('#voids-reason', 'Tiếp nhận nhầm hai lần cùng hồ sơ');
    });
    expect(await said(receiver)).toContain('Đã hủy lượt tiếp nhận');
    expect(await receiver.textContent('.acts')).toContain('không có việc nào');
    for (const page of [receiver, head]) await page.context().close();
  });

  it('keeps out nobody: every form open, in both languages, on a desk and on a phone', async () => {
    const code = await received();
    const receiver = await app.as('receiver');
    await receiver.post(`/api/v1/dossiers/${code}/corrections`, {
      summary: 'Nhà hai tầng',
      reason: 'Ghi thiếu nội dung',
    });
    await receiver.post(`/api/v1/dossiers/${code}/faults`, {
      cause: 'error',
      kind: 'wrong_data',
      description: 'Ghi sai ngày sinh trên kết quả',
    });
    for (const [username, screen, locale] of [
      ['receiver', 'desk', 'vi'],
      ['receiver', 'phone', 'en'],
      ['desk_head', 'desk', 'en'],
      ['leader', 'phone', 'vi'],
    ] as const) {
      const { page } = await site.signedIn(username, { on: screen });
      await page.goto(`${origin}/locale/${locale}?next=/dossiers/${code}`);
      await page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })");
      await page.evaluate('document.fonts.ready.then(() => null)');
      if (pictures !== '') {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `acts-${username}-${locale}-${screen}.png`), fullPage: true });
      }
      expect([username, await widerThanScreen(page)]).toEqual([username, 0]);
      expect(await barriers(page)).toEqual([]);
      if (pictures !== '') {
        await page.goto(`${origin}/dossiers/${code}`);
        await page.screenshot({ path: join(pictures, `page-${username}-${locale}-${screen}.png`), fullPage: true });
      }
      await page.context().close();
    }
  });
});
