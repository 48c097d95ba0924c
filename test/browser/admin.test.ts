import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import { ImportRunner } from '../../src/imports/import-runner.js';
import type { TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { registerFile } from '../support/imports.js';
import { PLAIN_LINE } from '../support/register.js';

describeInChromium('administration at a real browser', () => {
  let app: TestApp;
  let origin: string;
  let site: Site;
  let folder: string;

  beforeAll(async () => {
    app = await startDesk({ clock: new StoppedClock('2023-05-17T09:00:00+07:00') });
    site = await Site.open(app);
    origin = site.origin;
    folder = mkdtempSync(join(tmpdir(), 'dung-hen-admin-'));
    writeFileSync(
      join(folder, 'so.xlsx'),
      await registerFile([
        { ...PLAIN_LINE, code: 'H45.20-230508-0001' },
        { ...PLAIN_LINE, code: 'H45.20-230508-0002', procedure: 'Cấp giấy phép bay' },
      ]),
    );
    writeFileSync(join(folder, 'ngay.csv'), 'date,kind,name,source,confidence\n2023-06-30,holiday,Nghỉ,CV 1,high\n');
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const work = (): Promise<void> => app.get(ImportRunner, { strict: false }).run();

  test.each([true, false])('a person is made, changed and switched off (script: %s)', async (script) => {
    const { page, context } = await site.signedIn('admin', { script, at: '/staff' });
    const username = script ? 'moi.a' : 'moi.b';
    await page.click('a[href="/staff/new"]');
    await page.fill('#username', username);
    await page.fill('#fullName', 'Lê Thị Mới');
    await page.check('#role-receiver');
    if (script) await page.keyboard.press('F9');
    else await page.click('main form button[type=submit]');
    await page.waitForSelector('.secret');
    expect(await page.textContent('.secret')).toMatch(/^\d{4}(?:-\d{4}){3}$/);
    await page.click(`a[href="/staff/${username}"]`);
    await page.check('#role-returner');
    await page.click('form[action^="/staff/moi"] button.primary');
    await page.waitForSelector('.flash-ok');
    await page.click('#disablements button');
    await page.waitForSelector('#enablements');
    await context.close();
  });

  test.each([true, false])('a file is read, then written, then done (script: %s)', async (script) => {
    const { page, context } = await site.signedIn('admin', { script, at: '/staff' });
    await page.goto(`${origin}/imports/dossiers/new`);
    await page.setInputFiles('#file', join(folder, 'so.xlsx'));
    await page.click('main form button[type=submit]');
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
    expect(await page.textContent('.progress-box')).toContain('Đang đọc');
    await work();
    // With script the page looks again by itself; without, it has a link, and looks again by itself a little later.
    if (!script) await page.click('a:has-text("Xem lại")');
    await page.waitForSelector('#acceptances');
    expect(await page.textContent('main')).toContain('Không tìm thấy thủ tục này');
    await page.check('#acceptances input[type=checkbox]');
    await page.click('#acceptances button[type=submit]');
    await page.waitForSelector('.progress-box');
    await work();
    if (!script) await page.goto(page.url());
    await page.waitForSelector('.badge:has-text("Đã xong")');
    await context.close();
  });

  it('a catalogue is read as differences before it is loaded', async () => {
    const { page, context } = await site.signedIn('admin', { script: false, at: '/staff' });
    await page.goto(`${origin}/imports`);
    await page.selectOption('#kind', 'holidays');
    await page.setInputFiles('#reference-file', join(folder, 'ngay.csv'));
    await page.click('form[action="/imports/reference"] button');
    expect(await page.textContent('main')).toContain('1 thêm, 0 đổi');
    await page.click('form[action$="/acceptances"] button');
    expect(await page.textContent('.flash-ok')).toContain('Đã nhập tệp');
    await context.close();
  });

  it('a unit is renamed, a procedure gets a version', async () => {
    const { page, context } = await site.signedIn('admin', { at: '/staff' });
    await page.goto(`${origin}/units/H45.20.05`);
    await page.click('#changes > summary');
    await page.fill('#changes-name', 'Phòng Kinh tế, Hạ tầng và Đô thị');
    await page.click('#changes button[type=submit]');
    await page.waitForSelector('.flash-ok');
    expect(await page.textContent('h1')).toBe('Phòng Kinh tế, Hạ tầng và Đô thị');
    await page.goto(`${origin}/procedures/1.001612/versions/new`);
    await page.fill('#limit-amount', '2');
    await page.keyboard.press('F9');
    await page.waitForSelector('.flash-ok');
    expect(await page.textContent('.timeline')).toContain('3 → 2');
    await context.close();
  });
});
