import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ReplanRun } from '../../src/dossiers/clock/replan-run.service.js';
import type { TestApp } from '../support/app.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';

const SOURCE = 'Thông báo 5/TB-BNV ngày 10/05/2023';

describeInChromium('the office at a real browser', () => {
  let app: TestApp;
  let origin: string;
  let site: Site;
  let code: string;

  beforeAll(async () => {
    app = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
    site = await Site.open(app);
    origin = site.origin;
    code = (await registered(await app.as('receiver'), { procedureCode: FIVE_DAYS })).code;
  });
  afterAll(async () => {
    await site.close();
  });

  it('reads a notice, saves it, moves the dossier it touches, and shows how far that is', async () => {
    const { page, context } = await site.signedIn('admin');
    await page.goto(`${origin}/calendar`);
    await page.fill('#text', 'Nghỉ đột xuất thứ Sáu 19/05/2023\nĐề nghị thực hiện');
    await page.fill('#source', SOURCE);
    await page.click('form.cal-notice button[type=submit]');
    expect(await page.textContent('main')).toContain('Chưa hiểu');
    await page.keyboard.press('F9');
    await page.waitForSelector('#wrongs');
    await page.check('#seen');
    await page.keyboard.press('F9');
    await page.waitForURL(`${origin}/calendar/replans`);
    expect(await page.textContent('main')).toContain(code);
    await page.check('#agreed');
    await page.keyboard.press('F9');
    await page.waitForURL(/\/calendar\/replans\/[0-9a-f-]{36}$/);
    expect(await page.textContent('#replan')).toContain('Đang dời ngày');
    await app.get(ReplanRun, { strict: false }).turn();
    await page.waitForSelector('#replan .badge-ok');
    expect(await page.getAttribute('#replan', 'hx-trigger')).toBeNull();
    await context.close();
  });

  it('tries a wording while it is typed, with placeholders at the cursor', async () => {
    const { page, context } = await site.signedIn('admin');
    await page.goto(`${origin}/wordings/control-note?unit=H45.20.21`);
    await page.fill('#text', 'Đi cùng hồ sơ ');
    await page.click('[data-insert="{{code}}"]');
    await page.waitForSelector('#preview >> text=H45.20-230517-0001');
    expect(await page.inputValue('#text')).toBe('Đi cùng hồ sơ {{code}}');
    await page.fill('#text', 'Đi cùng {{cod}}');
    await page.waitForSelector('#preview >> text=Không có ô cod');
    await page.fill('#text', 'Đi cùng hồ sơ {{code}}');
    await page.keyboard.press('F9');
    await page.waitForSelector('.flash-ok');
    expect(await page.textContent('main')).toContain('Lần 1');
    await page.goto(`${origin}/wordings/letter-late?unit=H45.20.21`);
    await page.waitForSelector('#preview .sheet .paper >> text=Nguyễn Văn An');
    const text = await page.inputValue('#text');
    await page.fill('#text', text.replace('{{rights}}', ''));
    await page.waitForSelector('#preview >> text=Thiếu ô “Câu không nộp thêm giấy tờ, phí”');
    await page.click('button[data-insert="{{rights}}"]');
    await page.click('label:has-text("dài nhất")');
    await page.fill('#text', text);
    await page.waitForSelector('#preview .sheet .paper >> text=Công ty trách nhiệm hữu hạn');
    await context.close();
  });

  it('does all of it without script', async () => {
    const { page, context } = await site.signedIn('admin', { script: false });
    await page.goto(`${origin}/calendar`);
    await page.fill('#text', 'Nghỉ thứ Sáu 26/05/2023');
    await page.fill('#source', SOURCE);
    await page.click('form.cal-notice button[type=submit]');
    await page.click('button[formaction="/calendar/notices"]');
    await page.waitForURL(`${origin}/calendar/replans`);
    await page.goto(`${origin}/thu`);
    await page.fill('#ma', '5kx2m8 b0tq9g-h7z3nc');
    await page.click('main button[type=submit]');
    await page.waitForURL(`${origin}/thu/5KX2M8B0TQ9GH7Z3NC`);
    expect(await page.textContent('main')).toContain('Không có thư nào mang mã này');
    await page.goto(`${origin}/wordings/receipt-note`);
    await page.fill('#text', 'Xin giữ giấy này, {{unit}}');
    await page.click('button[formaction$="/previews"]');
    expect(await page.textContent('#preview')).toContain('Xin giữ giấy này, Phòng');
    await page.click('#wording button.primary');
    expect(await page.textContent('.flash-ok')).toContain('Đã lưu');
    await page.goto(`${origin}/settings/H45.20.21`);
    await page.click('#saturday_hours summary');
    await page.fill('#saturday_hours-value', '07:30-11:30');
    await page.click('#saturday_hours button[type=submit]');
    expect(await page.textContent('.flash-ok')).toContain('Đã lưu');
    expect(await page.textContent('main')).toContain('07:30-11:30');
    await context.close();
  });
});
