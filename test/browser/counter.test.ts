import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { registered, SAME_DAY, startDesk, THREE_DAYS } from '../support/desk.js';

const DAY = '2023-05-15';
const CARD = '054090001234|221234567|Nguyễn Thị Ánh|01021990|Nữ|Xuân Phú, Sông Cầu, Phú Yên|15062021';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'); // prettier-ignore

interface Row {
  readonly code: string;
  readonly name: string;
  readonly status: string;
  readonly feeVnd: number;
  readonly shelf: string | null;
}

describeInChromium('the counter’s day at a real browser', () => {
  const clock = new StoppedClock(`${DAY}T09:00:00+07:00`);
  let app: TestApp;
  let origin: string;
  let site: Site;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
  });
  beforeEach(() => {
    clock.set(`${DAY}T14:20:00+07:00`);
  });
  afterAll(async () => {
    await site.close();
  });

  const newest = (limit: number): Promise<Row[]> =>
    app.database.query<Row>(
      `SELECT d."code", d."status", d."feeVnd", d."shelf", p."name" FROM "dossier" d
         JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
        ORDER BY d."code" DESC LIMIT ${String(limit)}`,
    );
  const row = async (code: string): Promise<Row> => (await newest(200)).find((each) => each.code === code)!;
  const received = async (procedureCode: string): Promise<string> =>
    (await registered(await app.as('receiver'), { procedureCode })).code;
  const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.name || document.activeElement.textContent'); // prettier-ignore

  it('certifies for the next person in at most eight keys', async () => {
    const { page, context, said } = await site.signedIn('receiver', { at: '/' });
    let keys = 0;
    const press = async (...names: readonly string[]): Promise<void> => {
      for (const name of names) {
        keys += 1;
        await page.keyboard.press(name);
      }
    };
    await press('F4');
    await page.waitForURL(/\/dossiers\/instant$/);
    expect(await focused(page)).toBe('name');
    // What a reader types is not typed by anybody; its Enter neither.
    await page.evaluate('document.activeElement.blur()');
    await page.evaluate(`window.deskScan(${JSON.stringify(CARD)})`);
    expect([await focused(page), await page.inputValue('#name')]).toEqual(['copies', 'Nguyễn Thị Ánh']);
    await press('2', 'Enter', '3');
    expect(await page.textContent('[data-fee-shown]')).toBe('10.000 đồng');
    await press('Enter');
    await page.waitForURL(/saved=/);
    expect(keys).toBeLessThanOrEqual(8);
    expect(await newest(1)).toMatchObject([{ name: 'Nguyễn Thị Ánh', status: 'returned', feeVnd: 10_000 }]);
    keys = 0;
    await press('F4');
    await page.waitForURL(/\/dossiers\/instant$/);
    await press('ArrowDown', '1', 'Enter', '5', 'Enter');
    await page.waitForURL(/saved=/);
    expect(keys).toBeLessThanOrEqual(8);
    expect(await newest(1)).toMatchObject([{ name: 'Nguyễn Thị Ánh', status: 'returned', feeVnd: 7_000 }]);
    expect(page.url()).not.toContain('054090');
    expect(said).toEqual([]);
    await context.close();
  });

  it('serves twenty people from one grid, keeps it over a reload, and mends one line alone', async () => {
    const { page, context } = await site.signedIn('receiver');
    await page.goto(`${origin}/dossiers/instant/lines`);
    for (let i = 0; i < 20; i += 1) {
      await page.keyboard.type(i === 7 ? 'X' : `Người Thứ ${String(i + 1)}`);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.keyboard.type('2');
      if (i < 19) await page.keyboard.press('Enter');
    }
    await page.reload();
    expect(await page.inputValue('#lines-19-name')).toBe('Người Thứ 20');
    await page.keyboard.press('F9');
    await page.waitForSelector('#wrongs');
    expect(await page.locator('.lines li').count()).toBe(19);
    expect(await page.inputValue('#lines-0-name')).toBe('X');
    await page.fill('#lines-0-name', 'Người Thứ 8');
    await page.keyboard.press('F9');
    await page.waitForURL(/done=/);
    expect((await newest(20)).map(({ name }) => name).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `Người Thứ ${String(i + 1)}`).sort()); // prettier-ignore
    expect(await page.inputValue('#lines-0-name')).toBe('');
    await context.close();
  });

  it('ends the day with one key a dossier, the next one under the finger', async () => {
    const codes = [await received(SAME_DAY), await received(SAME_DAY)];
    const { page, context, said } = await site.signedIn('returner');
    await page.goto(`${origin}/counter/due-today`);
    for (const code of codes) {
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => decodeURIComponent(url.search).endsWith(code));
    }
    expect((await row(codes[0]!)).status + (await row(codes[1]!)).status).toBe('returnedreturned');
    expect(await page.locator('.counter-done').count()).toBe(2);
    expect(said).toEqual([]);
    await context.close();
  });

  it('takes a result in with its scan and shelf, shows what to tell, then returns it from the stack', async () => {
    const [first, second] = [await received(THREE_DAYS), await received(THREE_DAYS)];
    const { page, context, said } = await site.signedIn('returner');
    await page.goto(`${origin}/counter/results`);
    await page.keyboard.type(first);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#result');
    await page.fill('[name=shelf]', 'B12');
    await page.setInputFiles('#scan', { name: 'ket qua.png', mimeType: 'image/png', buffer: PNG });
    await page.keyboard.press('F9');
    await page.waitForURL(/done=/);
    expect(await row(first)).toMatchObject({ status: 'completed', shelf: 'B12' });
    expect(await page.inputValue('#message')).toContain('Kính gửi Nguyễn Văn Ẩn');
    await page.goto(`${origin}/counter/shelf`);
    expect(await page.textContent('main')).toContain('Ngăn B12');
    await page.goto(`${origin}/counter/scans`);
    for (const code of [first, second, 'xyz']) {
      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
      await page.waitForSelector(code === 'xyz' ? '[data-scan-lines] li:not([data-code])' : `[data-code="${code}"]`);
    }
    expect(await page.textContent(`[data-code="${second}"]`)).toContain('Không làm được: Đã tiếp nhận');
    expect(await page.inputValue('#codes')).toBe(`${first}\n${second}`);
    await page.keyboard.press('F9');
    await page.waitForSelector('.flash[data-takes-focus]');
    expect((await row(first)).status).toBe('returned');
    expect(await page.inputValue('#codes')).toBe(second);
    expect(said).toEqual([]);
    await context.close();
  });

  it('opens a paper session and types its lines in, with a reload between', async () => {
    const { page: head, context: office } = await site.signedIn('desk_head');
    await head.goto(`${origin}/paper-sessions`);
    await head.fill('#from', '8:00');
    await head.fill('#to', '10:00');
    await head.fill('#reason', 'Mất điện toàn trụ sở');
    await head.click('form[action="/paper-sessions"] [type=submit]');
    await head.waitForURL(/paper-sessions\/[0-9a-f-]{36}$/);
    const { page, context, said } = await site.signedIn('receiver');
    await page.goto(head.url());
    await page.focus('#lines-0-serial');
    for (const text of ['38', '8:20', THREE_DAYS, 'Lê Thị Cúc', '19/5']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    await page.reload();
    expect(await page.inputValue('#lines-0-serial')).toBe('38');
    await page.keyboard.press('F9');
    await page.waitForURL(/done=1/);
    expect(await page.textContent('main')).toContain('Giấy hẹn muộn hơn quy định');
    expect(await page.inputValue('#lines-0-serial')).toBe('');
    expect(said).toEqual([]);
    await Promise.all([context.close(), office.close()]);
  });

  it('does all of it without script', async () => {
    const code = await received(SAME_DAY);
    const late = await received(THREE_DAYS);
    const { page: desk, context: one } = await site.signedIn('receiver', { script: false });
    await desk.goto(`${origin}/dossiers/instant`);
    await desk.fill('#name', CARD);
    await desk.fill('#pages', '2');
    await desk.click('#instant [type=submit] >> nth=0');
    expect(await desk.textContent('.saved-title')).toContain('Nguyễn Thị Ánh');
    await desk.check('[name=again]');
    await desk.fill('#pages', '1');
    await desk.click('#instant [name=later]');
    expect(await desk.textContent('.saved')).toContain('In phiếu hẹn giờ');
    await desk.goto(`${origin}/dossiers/instant/lines`);
    await desk.fill('#lines-0-name', 'Trần Văn Tám');
    await desk.click('#lines [type=submit]');
    expect(await desk.textContent('#done')).toContain('Đã nhận và trả 1 hồ sơ');
    const { page, context } = await site.signedIn('returner', { script: false });
    await page.goto(`${origin}/counter/due-today`);
    await page.click(`button[formaction$="${code}/returns"]`);
    expect(await page.textContent('main')).toContain('Đã trả lúc');
    await page.goto(`${origin}/counter/results?code=${late}`);
    await page.fill('[name=shelf]', 'C1');
    await page.setInputFiles('#scan', { name: 'kq.png', mimeType: 'image/png', buffer: PNG });
    await page.click('#result [type=submit]');
    expect(await row(late)).toMatchObject({ status: 'completed', shelf: 'C1' });
    await page.goto(`${origin}/counter/scans`);
    await page.check('[name=mode][value=return]');
    await page.fill('#codes', late);
    await page.click('text=Xem trước');
    expect(await page.textContent('[data-scan-lines]')).toContain(late);
    await page.click('text=Làm cho tất cả');
    expect((await row(late)).status).toBe('returned');
    await Promise.all([one.close(), context.close()]);
  });
});
