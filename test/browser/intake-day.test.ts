import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { scan } from '../support/card-reader.js';
import { Site, type Visitor } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { registered, startDesk, THREE_DAYS } from '../support/desk.js';
import { readPdf } from '../support/pdf-text.js';
import { until } from '../support/until.js';

/** `GALLERY=<folder>` keeps the receipt as it was printed. */
const pictures = process.env['GALLERY'] ?? '';
const ID = '054090001234';
const rest = '01021990|Nữ|Khu phố Long Hải, phường Xuân Phú|15062021';

/** Printing asks nobody: where it began is all a test can see. */
const KEEP_PRINT = 'window.print = () => sessionStorage.setItem("printed", location.pathname)';

describeInChromium('a receiver at work', () => {
  const clock = new StoppedClock('2023-05-11T09:00:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;
  let page: Page;
  let context: Visitor['context'];
  let keys = 0;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
    ({ page, context } = await site.signedIn('receiver', { before: KEEP_PRINT }));
  });
  afterAll(async () => {
    await site.close();
  });
  beforeEach(async () => {
    keys = 0;
    await page.goto(`${origin}/dossiers/new`);
    await page.evaluate('localStorage.clear()');
    await page.goto(`${origin}/dossiers/new`);
  });

  const press = async (...each: string[]): Promise<void> => {
    for (const key of each) {
      keys += 1;
      await page.keyboard.press(key);
    }
  };
  const savedCode = async (): Promise<string> => {
    await page.waitForURL(/saved=1$/);
    return (await page.textContent('.saved-code'))!.trim();
  };
  const person = async (code: string): Promise<Record<string, unknown>> => {
    const answer = await (await app.as('receiver')).get(`/api/v1/dossiers/${code}`);
    return answer.json<{ applicant: Record<string, unknown> }>().applicant;
  };
  const count = async (): Promise<number> => {
    const [row] = await app.database.query<{ n: number }>('SELECT CAST(count(*) AS integer) AS "n" FROM "dossier"', []);
    return row?.n ?? 0;
  };
  const chooseProcedure = async (): Promise<void> => {
    await page.fill('#procedure-filter', 'dktlhkd');
    await page.press('#procedure-filter', 'Enter');
    await page.waitForSelector('#slip .promise');
  };

  it('takes in a citizen who came before with at most 25 keys beyond their number, and prints without asking', async () => {
    await registered(await app.as('receiver'), {
      applicant: { kind: 'person', name: 'Lê Thị Cúc', idNumber: ID, phone: '0905123456', address: 'Xuân Phú' },
    });
    await page.goto(`${origin}/`);
    await press('F2');
    await page.waitForURL(`${origin}/dossiers/new`);
    await press('d', 'k', 't', 'l', 'Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('applicant-idNumber');
    await page.keyboard.type(ID);
    await press('F9');
    const code = await savedCode();
    expect(keys).toBeLessThanOrEqual(25);
    expect(await person(code)).toMatchObject({
      name: 'Lê Thị Cúc',
      idMasked: '*********234',
      phoneMasked: '09xx xxx 456',
      address: 'Xuân Phú',
    });
    await until(page, 'sessionStorage.getItem("printed") !== null');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('/dossiers/new');
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.print-sheet .paper')).toBe(true);
    expect(await page.isVisible('.intake')).toBe(false);
    await page.emulateMedia({ media: null });
    // One sheet, and nothing of the screen on it.
    const paper = await page.pdf({ preferCSSPageSize: true });
    if (pictures !== '') writeFileSync(join(pictures, 'printed.pdf'), paper);
    const said = await readPdf(paper);
    expect(said.pages).toBe(1);
    expect(said.text).toContain(code);
    expect(said.text).not.toContain('Hồ sơ tiếp theo');
    // The same person again, for something else: one key recalls them, their numbers are not typed and not shown.
    keys = 0;
    await press('F2');
    await page.waitForURL(`${origin}/dossiers/new`);
    await press('d', 'k', 't', 'l', 'Enter', 'ArrowDown');
    await page.waitForSelector('.who-ok');
    expect(await page.inputValue('#applicant-idNumber')).toBe('');
    expect(await page.textContent('#person-note')).toContain('*********234, 09xx xxx 456');
    expect(await page.textContent('#duplicates')).toContain('đang có 2 hồ sơ cùng thủ tục chưa xong');
    await press('F9');
    expect(await person(await savedCode())).toMatchObject({ idMasked: '*********234', phoneMasked: '09xx xxx 456' });
    expect(keys).toBeLessThanOrEqual(25);
    expect(page.url()).not.toMatch(/\d{9,}/);
  });

  it.each([
    ['its code', '1.001612'],
    ['half of it', '1612'],
    ['its first letters', 'dktl'],
    ['first letters from its middle', 'tlhkd'],
    ['words in any order', 'doanh hộ thành'],
    ['words without accents', 'THANH LAP HO'],
    ['half a word', 'thanh lap ho ki'],
    ['raw Telex', 'thanhf laapj hooj'],
    ['raw Telex with the mark at the end', 'thanhf lapaj hooj'],
  ])('finds a procedure by %s', async (_, typed) => {
    await page.fill('#procedure-filter', typed);
    await page.press('#procedure-filter', 'Enter');
    expect(await page.inputValue('#procedureCode')).toBe(THREE_DAYS);
    await page.waitForSelector('#slip .promise');
  });

  it('reads a card wherever the focus is, and opens a dossier that was scanned', async () => {
    await chooseProcedure();
    await page.focus('[data-last]');
    await scan(page, `054090009999||Võ Thị Kim|${rest}`);
    await page.waitForSelector('.who-ok');
    expect(await page.inputValue('#applicant-name')).toBe('Võ Thị Kim');
    expect(await page.inputValue('#applicant-address')).toBe('Khu phố Long Hải, phường Xuân Phú');
    await page.focus('#applicant-representative').catch(() => undefined);
    await page.focus('#summary');
    await scan(page, `054090009998||Bùi Quốc Lâm|${rest}`);
    await until(page, 'document.getElementById("applicant-name").value === "Bùi Quốc Lâm"');
    expect(await page.inputValue('#summary')).toBe('');
    const { code } = await registered(await app.as('receiver'));
    await page.focus('#applicant-name');
    // Raw Telex in front, as a keyboard makes it of the address on a receipt: the digits are what they were.
    await scan(page, 'http://m', { first: 'o', then: 'ộ' }, `t/tra-c`, { first: 'u', then: 'ứ' }, `u#${code}.12345678`);
    await page.waitForURL(`${origin}/dossiers/${code}`);
  });

  it('believes no name that lost its accents: it is typed, or said to be right', async () => {
    await chooseProcedure();
    await scan(page, `054090007777||NGUYN TH HU|${rest}`);
    await page.waitForSelector('.doubt');
    await page.keyboard.press('F9');
    await page.waitForSelector('#wrongs');
    expect(await page.textContent('#wrongs')).toContain('mất dấu');
    expect(await page.inputValue('#applicant-idNumber')).toBe('054090007777');
    await page.fill('#applicant-name', 'Nguyễn Thị Huệ');
    await page.keyboard.press('F9');
    expect(await person(await savedCode())).toMatchObject({ name: 'Nguyễn Thị Huệ', idMasked: '*********777' });
    // The second time the number tells the name.
    await page.goto(`${origin}/dossiers/new`);
    await chooseProcedure();
    await scan(page, `054090007777||NGUYN TH HU|${rest}`);
    await until(page, 'document.getElementById("applicant-name").value === "Nguyễn Thị Huệ"');
    expect(await page.locator('.doubt').count()).toBe(0);
    // A name that is right without accents is said to be right.
    await scan(page, `054090006666||Cao Anh Hoa|${rest}`);
    await page.waitForSelector('.doubt');
    await page.check('#name-right');
    await page.keyboard.press('F9');
    expect(await person(await savedCode())).toMatchObject({ name: 'Cao Anh Hoa' });
  });

  it('never saves by Enter, and moves on instead', async () => {
    const before = await count();
    await chooseProcedure();
    await page.fill('#applicant-name', 'Lê Thị Cúc');
    await page.focus('#applicant-name');
    for (const next of ['applicant-address', 'summary', 'copies', 'applicant-contactBy']) {
      for (let i = 0; i < 60 && (await page.evaluate('document.activeElement.id')) !== next; i += 1) {
        await page.keyboard.press('Enter');
      }
      expect(await page.evaluate('document.activeElement.id')).toBe(next);
    }
    expect([await count(), page.url()]).toEqual([before, `${origin}/dossiers/new`]);
    await page.keyboard.press('Control+Enter');
    await savedCode();
    expect(await count()).toBe(before + 1);
  });

  it('loses nothing to a reload or a pulled plug, and makes one dossier of two clicks', async () => {
    const before = await count();
    await chooseProcedure();
    expect([await page.isVisible('#offline'), await page.isVisible('#draft-note')]).toEqual([false, false]);
    await page.fill('#applicant-name', 'Đỗ Minh Đức');
    await page.fill('#applicant-phone', '0905 777 888');
    await page.uncheck('#listed-0-name');
    await page.fill('#documents-0-name', 'Giấy ủy quyền');
    const key = await page.inputValue('#intake [name=_key]');
    await page.reload();
    await page.waitForSelector('#draft-note');
    await until(page, 'document.getElementById("documents-0-name").value === "Giấy ủy quyền"');
    await page.waitForSelector('#slip .promise');
    expect(await page.inputValue('#applicant-name')).toBe('Đỗ Minh Đức');
    expect(await page.isChecked('#listed-0-name')).toBe(false);
    expect(await page.inputValue('#intake [name=_key]')).toBe(key);
    await context.setOffline(true);
    await page.keyboard.press('F9');
    await page.waitForSelector('#offline');
    expect(await page.textContent('#offline')).toContain('CHƯA có mã');
    await context.setOffline(false);
    await page.waitForSelector('#offline [data-when=back]');
    await page.dblclick('[data-key=F9].primary');
    const code = await savedCode();
    expect(await count()).toBe(before + 1);
    // The answer was lost, the browser fell over: what is sent again is the same dossier.
    const [row] = await app.database.query<{ documents: string }>(
      'SELECT "documents" FROM "dossier" WHERE "code" = $1',
      [code],
    );
    const names = (JSON.parse(row!.documents) as { name: string }[]).map(({ name }) => name);
    expect(names).toContain('Giấy ủy quyền');
    expect(names).not.toContain('Giấy đề nghị đăng ký hộ kinh doanh');
    expect(await page.evaluate('Object.keys(localStorage).filter((name) => name.startsWith("draft:")).length')).toBe(0);
  });

  it('makes one dossier also when the answer was lost on its way', async () => {
    const before = await count();
    await chooseProcedure();
    await page.fill('#applicant-name', 'Hồ Thị Hà');
    await page.route('**/dossiers', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press('F9');
    await page.waitForSelector('#offline');
    await page.unroute('**/dossiers');
    expect(await count()).toBe(before + 1);
    await page.reload();
    await until(page, 'document.getElementById("applicant-name").value === "Hồ Thị Hà"');
    await page.waitForSelector('#slip .promise');
    await page.keyboard.press('F9');
    await savedCode();
    expect(await count()).toBe(before + 1);
  });

  it('forgets what was begun when somebody logs out', async () => {
    await page.fill('#applicant-name', 'Hồ Thị Hà');
    expect(await page.evaluate('localStorage.getItem("draft:intake:receiver")')).toContain('Hồ Thị Hà');
    const { page: other, context: theirs } = await site.signedIn('receiver');
    await other.goto(`${origin}/dossiers/new`);
    await other.fill('#applicant-name', 'Hồ Thị Hà');
    await other.goto(`${origin}/account`);
    await other.click('form[action="/log-out"] button');
    await other.waitForURL(`${origin}/log-in`);
    expect(await other.evaluate('Object.keys(localStorage).filter((name) => name.startsWith("draft:")).length')).toBe(
      0,
    );
    await theirs.close();
  });

  it('files online for a firm whose man brought the papers', async () => {
    await chooseProcedure();
    await page.check('#assisted');
    await until(page, 'document.getElementById("slip").textContent.includes("Trả lời người nộp trước")');
    await page.check('[name="applicant.kind"][value=organisation]');
    await page.fill('#applicant-idNumber', '4400123456');
    await page.fill('#applicant-name', 'Công ty TNHH Sông Cầu');
    await page.fill('#applicant-representative', 'Lê Thị Cúc');
    await page.click('.proxy summary');
    await page.fill('#submitter-name', 'Phạm Thị Bưởi');
    await page.check('#submitter-authorisation');
    await page.keyboard.press('F9');
    const code = await savedCode();
    expect(await page.textContent('.saved')).toContain('Trả lời người nộp trước');
    const filed = await app.database.query('SELECT "status", "channel", "assisted" FROM "dossier" WHERE "code" = $1', [
      code,
    ]);
    expect(filed.map((row) => ({ ...row, assisted: Boolean(row['assisted']) }))).toEqual([
      { status: 'submitted', channel: 'online', assisted: true },
    ]);
    // The next time the tax code is enough.
    await page.goto(`${origin}/dossiers/new`);
    await page.check('[name="applicant.kind"][value=organisation]');
    await page.fill('#applicant-idNumber', '4400123456');
    await page.waitForSelector('.who-ok');
    expect(await page.inputValue('#applicant-representative')).toBe('Lê Thị Cúc');
  });

  it('turns somebody away with what was typed already', async () => {
    await chooseProcedure();
    await page.fill('#applicant-name', 'Lê Thị Cúc');
    await page.click('[formaction="/dossiers/refusals/new"]');
    expect(await page.inputValue('[name=applicantName]')).toBe('Lê Thị Cúc');
    await page.fill('[name=reason]', 'Thiếu giấy chứng nhận đăng ký của các thành viên');
    await page.keyboard.press('F9');
    // The paper that says why is there to be printed.
    await page.waitForURL(/\/papers\/refusals\/[0-9a-f-]{36}$/);
    expect(await page.textContent('.paper')).toContain('Thiếu giấy chứng nhận đăng ký của các thành viên');
  });

  it('does all of it without script', async () => {
    const { page: plain, context: closing } = await site.signedIn('receiver', { script: false });
    await plain.goto(`${origin}/dossiers/new`);
    await plain.selectOption('#procedureCode', THREE_DAYS);
    await plain.fill('#scan', `054090005555||TRN TH BNH|${rest}`);
    await plain.click('[formaction="/dossiers/new/person"]:not([name])');
    expect(await plain.textContent('.doubt')).toContain('mất dấu');
    expect(await plain.inputValue('#applicant-idNumber')).toBe('054090005555');
    expect(await plain.isChecked('#listed-0-name')).toBe(true);
    await plain.click('.save-bar .primary');
    expect(await plain.textContent('#wrongs')).toContain('mất dấu');
    await plain.fill('#applicant-name', 'Trần Thị Bình');
    await plain.press('#applicant-name', 'Enter');
    expect(await plain.locator('.saved').count()).toBe(0);
    await plain.click('.save-bar .primary');
    await plain.waitForURL(/saved=1$/);
    await plain.goto(`${origin}/dossiers/new`);
    await plain.selectOption('#procedureCode', THREE_DAYS);
    await plain.click('[name=_do][value=last]');
    expect(await plain.inputValue('#applicant-name')).toBe('Trần Thị Bình');
    expect(await plain.textContent('#duplicates')).toContain('1 hồ sơ cùng thủ tục');
    await plain.click('.save-bar .primary');
    await plain.waitForURL(/saved=1$/);
    expect(await person((await plain.textContent('.saved-code'))!.trim())).toMatchObject({ idMasked: '*********555' });
    await plain.goto(`${origin}/dossiers/new`);
    await plain.click('[formaction="/dossiers/refusals/new"]');
    await plain.selectOption('[name=procedureCode]', THREE_DAYS);
    await plain.fill('[name=reason]', 'Thiếu giấy tờ tùy thân');
    await plain.click('form.card [type=submit]');
    expect(await plain.textContent('.paper')).toContain('Thiếu giấy tờ tùy thân');
    await closing.close();
  });
});
