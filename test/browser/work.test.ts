import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { barriers } from '../support/audit.js';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';

const DIVISION = 'H45.20.05';

describeInChromium('the work of a day at a real browser', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;
  let receiver: Agent;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
    receiver = await app.as('receiver');
  }, 60_000);
  afterAll(async () => {
    await site.close();
  });

  async function handedTo(username: string, howMany: number): Promise<string[]> {
    const codes: string[] = [];
    for (let i = 0; i < howMany; i += 1) {
      const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
      await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: DIVISION, username });
      codes.push(code);
    }
    return codes;
  }

  it('is where a specialist lands; three dossiers are acknowledged with two keys of the mouse', async () => {
    const codes = await handedTo('specialist', 3);
    const { page, context } = await site.signedIn('specialist', { at: '/' });
    expect(new URL(page.url()).pathname).toBe('/work');
    expect(await barriers(page)).toEqual([]);
    const button = page.locator('#bulk-arriving button[type=submit]');
    expect(await button.isDisabled()).toBe(true);
    await page.locator('#bulk-arriving .work-all input').check();
    expect(await page.locator('#bulk-arriving .work-all').textContent()).toContain('(3)');
    await button.click();
    await page.waitForSelector('.flash-ok');
    expect(await page.textContent('.flash-ok')).toContain('Đã xác nhận nhận 3 hồ sơ.');
    for (const code of codes) expect(await page.textContent('[aria-labelledby=work-mine]')).toContain(code);
    await context.close();
  });

  it('leads from a row to the form of its act on the page of the dossier', async () => {
    const [code = ''] = await handedTo('specialist2', 1);
    const { page, context } = await site.signedIn('specialist2', { at: '/' });
    await page.locator(`[aria-labelledby=work-arriving] a[href$="${code}#acknowledgements"]`).click();
    await page.waitForURL(`${origin}/dossiers/${code}#acknowledgements`);
    expect(await page.isVisible('#acknowledgements')).toBe(true);
    await context.close();
  });

  it('says of each what became of it when somebody else was first, and nothing is done twice', async () => {
    const [first = '', second = ''] = await handedTo('specialist', 2);
    const { page, context } = await site.signedIn('specialist', { at: '/' });
    const meanwhile = await app.as('specialist');
    const held = await meanwhile.get(`/api/v1/dossiers/${first}`);
    const { pendingHandOver } = held.json<{ pendingHandOver: { id: string } }>();
    await meanwhile.post(`/api/v1/dossiers/${first}/hand-overs/${pendingHandOver.id}/acknowledgements`);
    await page.locator('#bulk-arriving .work-all input').check();
    await page.locator('#bulk-arriving button[type=submit]').click();
    await page.waitForSelector('[role=status]');
    const rows = await page.locator('tbody tr').allTextContents();
    expect(rows.map((row) => [row.includes(first), row.includes('Chưa làm được')])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(rows[1]).toContain(second);
    expect(await barriers(page)).toEqual([]);
    await context.close();
  });

  it('works without script: ticked by hand, handed over to a person, and the head names a stand-in', async () => {
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
    const { page: desk, context: atDesk } = await site.signedIn('receiver', { script: false, at: '/' });
    await desk.check(`input[name=codes][value="${code}"]`);
    await desk.selectOption('#bulk-mine-to', DIVISION);
    await desk.click('#bulk-mine button[type=submit]');
    expect(await desk.textContent('.flash-ok')).toContain('Đã bàn giao 1 hồ sơ.');
    await atDesk.close();
    const { page: head, context: atHead } = await site.signedIn('division_head', { script: false, at: '/' });
    await head.goto(`${origin}/covers`);
    await head.selectOption('select[name=absent]', 'specialist');
    await head.selectOption('select[name=by]', 'specialist2');
    await head.fill('input[name=to]', '2023-05-19');
    await head.click('section form button[type=submit]');
    expect(await head.textContent('.flash-ok')).toContain('Đã cử người trực thay.');
    expect(await head.textContent('tbody')).toContain('Huỳnh Thị Nga');
    await atHead.close();
    const { page, context } = await site.signedIn('specialist2', { at: '/' });
    expect(await page.textContent('[aria-labelledby=work-mine]')).toContain('Thay Đặng Văn Minh');
    await context.close();
  });
});
