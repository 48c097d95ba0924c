import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestApp } from '../support/app.js';
import { barriers } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { registered, startDesk } from '../support/desk.js';
import { readPdf } from '../support/pdf-text.js';

describeInChromium('papers at a real browser', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;
  let code: string;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
    const receiver = await app.as('receiver');
    const documents = ['Đơn đề nghị', 'Bản vẽ thiết kế', 'Bản cam kết', 'Giấy ủy quyền'].map((name) => ({
      name,
      originals: 1,
      certified: 0,
      copies: 1,
    }));
    code = (await registered(receiver, { documents })).code;
    const answer = await receiver.post(`/api/v1/dossiers/${code}/supplement-requests`, {
      items: ['Bản vẽ có thẩm duyệt'],
      reason: 'Bản vẽ thiếu mặt bằng móng',
      receiversFault: false,
    });
    if (answer.statusCode !== 201) throw new Error(answer.body);
  });
  afterAll(async () => {
    await site.close();
  });

  const issued = async (): Promise<string[]> => {
    const rows = await app.database.query<{ kind: string }>(
      `SELECT p."kind" FROM "issued_paper" p JOIN "dossier" d ON d."id" = p."dossierId"
        WHERE d."code" = $1 AND p."kind" <> 'receipt'`,
      [code],
    );
    return rows.map(({ kind }) => kind);
  };

  it('blank slips for a day without power come out four on a sheet, none cut in two', async () => {
    const { page } = await site.signedIn('desk_head');
    await page.goto(`${origin}/paper-sessions`);
    await page.click('form[action="/paper-sessions/slips"] button');
    await page.waitForSelector('.blank-slip');
    const content = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    if (process.env['PAPERS']) writeFileSync(join(process.env['PAPERS'], 'blank-slips.pdf'), content);
    const slips = await readPdf(content);
    expect(slips.size).toBe('210x297');
    expect(slips.text.match(/Phiếu tiếp nhận trên giấy/gi)).toHaveLength(20);
    expect(slips.pages).toBe(5);
    await page.context().close();
  });

  test.each([
    ['a4x2', '297x210'],
    ['a4', '210x297'],
    ['a5', '148x210'],
  ])('the receipt on %s comes out of the printer on one sheet of its size', async (size, millimetres) => {
    const { page } = await site.signedIn('receiver');
    await page.goto(`${origin}/dossiers/${code}/receipt?size=${size}`);
    const sheet = await readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect([sheet.pages, sheet.size]).toEqual([1, millimetres]);
    expect(sheet.text).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
    expect(sheet.text).not.toContain('Tệp PDF');
    await page.context().close();
  });

  it('leads from the dossier to form 02 and back, prints on F9, and asks nothing of the mouse', async () => {
    const { page } = await site.signedIn('receiver');
    await page.goto(`${origin}/dossiers/${code}`);
    const href = await page.getAttribute('a:has-text("Mẫu 02")', 'href');
    await page.goto(`${origin}${href ?? ''}`);
    expect(await issued()).toEqual([]);
    await page.evaluate(
      'window.print = () => { window.dispatchEvent(new Event("beforeprint")); document.title = "printed"; }',
    );
    const told = page.waitForResponse((answer) => answer.url().endsWith('/issues'));
    await page.keyboard.press('F9');
    expect(await page.title()).toBe('printed');
    expect((await told).status()).toBe(204);
    expect(await issued()).toEqual(['supplement']);
    expect(await barriers(page)).toEqual([]);
    await page.click('text=Về hồ sơ');
    expect(page.url()).toBe(`${origin}/dossiers/${code}`);
    await page.context().close();
  });

  it.each([true, false])('the register is asked for, and with a reason shown whole (script: %s)', async (script) => {
    const { page } = await site.signedIn('desk_head', { script });
    await page.goto(`${origin}/papers/register`);
    expect(await page.textContent('.register')).toContain('09xx xxx 456');
    await page.click('summary:has-text("số điện thoại")');
    await page.fill('#reason', 'Gọi báo lịch nghỉ đột xuất của bộ phận');
    await page.click('button[value="page"]');
    await page.waitForSelector('.register');
    expect(await page.textContent('.register')).toContain('0905123456');
    expect(page.url()).not.toContain('0905123456');
    if (script) expect(await barriers(page)).toEqual([]);
    const sheet = script ? await readPdf(await page.pdf({ preferCSSPageSize: true })) : null;
    if (sheet) expect([sheet.size, sheet.text.includes('SỔ THEO DÕI HỒ SƠ')]).toEqual(['297x210', true]);
    await page.context().close();
  });
});
