import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { CardsService } from '../../src/accounts/shared-pcs/cards.service.js';
import { MINUTE, SECOND } from '../../src/domain/time/instant.js';
import type { TestApp } from '../support/app.js';
import { Site, type Visitor } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk, THREE_DAYS } from '../support/desk.js';
import { TEST_PASSWORD } from '../support/small-world.js';

const PIN = '5839';

describeInChromium('a shared PC at a real browser', () => {
  const clock = new StoppedClock('2023-05-11T09:00:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;

  beforeAll(async () => {
    app = await startDesk({ clock, config: { LOCK_MINUTES: '5' } });
    site = await Site.open(app);
    origin = site.origin;
    for (const username of ['receiver', 'returner']) {
      const person = await app.browse(username);
      await person.post('/account/pin', { current: TEST_PASSWORD, pin: PIN });
    }
  });
  afterAll(async () => {
    await site.close();
  });

  async function logIn(page: Page, username: string): Promise<void> {
    await page.goto(`${origin}/log-in`);
    await page.fill('#username', username);
    await page.fill('#password', TEST_PASSWORD);
    await page.press('#password', 'Enter');
    await page.waitForURL((url) => url.pathname !== '/log-in');
  }

  /** A PC of the desk: its head registered it, the returner sat there, and now the receiver does. */
  async function desk(script = true): Promise<[Page, Visitor['context']]> {
    const { page, context } = await site.visitor({ script });
    await logIn(page, 'desk_head');
    await page.goto(`${origin}/desk-pcs`);
    await page.fill('#name', 'Quầy 2');
    await page.click('main form[action="/desk-pcs"] button');
    await page.waitForSelector('.flash');
    for (const username of ['returner', 'receiver']) {
      clock.advance(SECOND);
      await logIn(page, username);
    }
    return [page, context];
  }

  /** Browser and server agree on how long nobody touched anything. */
  async function leave(page: Page, minutes: number): Promise<void> {
    clock.advance(minutes * MINUTE);
    await page.clock.fastForward(minutes * MINUTE);
  }

  const nameOnTop = (page: Page): Promise<string | null> => page.textContent('.top-name b');
  const arrives = (page: Page, name: string) => page.waitForSelector(`.top-name b:text-is("${name}")`);
  const dossiers = async (): Promise<number> =>
    (await app.database.query<{ n: number }>('SELECT CAST(count(*) AS integer) AS "n" FROM "dossier"'))[0]!.n;

  it('locks a half-filled form, gives it back by PIN, and saves one dossier', async () => {
    const [page, context] = await desk();
    await page.clock.install({ time: new Date('2023-05-11T02:00:00Z') });
    await page.goto(`${origin}/dossiers/new`);
    await page.selectOption('#procedureCode', THREE_DAYS);
    await page.fill('#applicant-name', 'Lê Thị Cúc');
    const before = await dossiers();
    await leave(page, 6);
    await page.waitForSelector('#lock[open] .unlock-secret');
    expect(await page.evaluate('document.activeElement.id')).toBe('unlock-secret');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    // Neither keys nor Escape lead anywhere.
    for (const key of ['F2', 'F8', 'Escape', 'Escape']) await page.keyboard.press(key);
    expect(page.url()).toBe(`${origin}/dossiers/new`);
    expect(await page.isVisible('#lock[open]')).toBe(true);
    await page.keyboard.type('0000');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#lock #unlock-wrong');
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#lock', { state: 'hidden' });
    expect(await page.inputValue('#applicant-name')).toBe('Lê Thị Cúc');
    await page.fill('#applicant-phone', '0905123456');
    await page.keyboard.press('F9');
    await page.waitForURL(/saved=1$/);
    expect((await dossiers()) - before).toBe(1);
    await context.close();
  });

  it('stays open while somebody types and asks nothing of the server', async () => {
    const [page, context] = await desk();
    await page.clock.install({ time: new Date('2023-05-11T02:00:00Z') });
    await page.goto(`${origin}/dossiers/new`);
    for (let minute = 0; minute < 12; minute += 1) {
      await leave(page, 1);
      const told = page.waitForResponse((response) => response.url().endsWith('/session/state'));
      await page.press('#applicant-name', 'a');
      await told;
    }
    expect(await page.isVisible('#lock[open]')).toBe(false);
    await page.goto(`${origin}/dossiers`);
    expect(page.url()).toBe(`${origin}/dossiers`);
    await context.close();
  });

  it('passes to the other person with one key, a PIN and Enter', async () => {
    const [page, context] = await desk();
    await page.goto(`${origin}/dossiers`);
    expect(await nameOnTop(page)).toBe('Trần Thị Bình');
    let keys = 0;
    const press = async (key: string): Promise<void> => {
      keys += 1;
      await page.keyboard.press(key);
    };
    await press('F6');
    await page.waitForSelector('#lock[open] .unlock-secret');
    for (const digit of PIN) await press(digit);
    await press('Enter');
    await arrives(page, 'Lê Văn Cường');
    expect(keys).toBe(1 + PIN.length + 1);
    // And back, to the one above in the list.
    await page.keyboard.press('F6');
    await page.waitForSelector('#lock[open] .unlock-secret');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await arrives(page, 'Trần Thị Bình');
    await context.close();
  });

  it('passes to whoever scans their card, wherever the focus is', async () => {
    const returner = await app.get(AccountsService, { strict: false }).actor('returner');
    const digits = await app.get(CardsService, { strict: false }).issue(returner, 'returner');
    const [page, context] = await desk();
    await page.goto(`${origin}/dossiers`);
    await page.keyboard.press('F6');
    await page.waitForSelector('#lock[open] .unlock-secret');
    await page.focus('#lock [type=radio]:checked');
    await page.keyboard.type(digits);
    await page.keyboard.press('Enter');
    await arrives(page, 'Lê Văn Cường');
    await context.close();
  });

  it('asks again for a piece of the page that met the lock', async () => {
    const [page, context] = await desk();
    await page.goto(`${origin}/dossiers/new`);
    clock.advance(7 * MINUTE);
    await page.selectOption('#procedureCode', THREE_DAYS);
    await page.waitForSelector('#lock[open] .unlock-secret');
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#slip .promise');
    await context.close();
  });

  it('locks all tabs of the browser together', async () => {
    const [page, context] = await desk();
    await page.goto(`${origin}/dossiers`);
    const other = await context.newPage();
    await other.goto(`${origin}/dossiers`);
    await other.keyboard.press('F6');
    await page.waitForSelector('#lock[open] .unlock-secret');
    await page.check('#lock [value=receiver]');
    await page.fill('#lock .unlock-secret', PIN);
    await page.press('#lock .unlock-secret', 'Enter');
    await other.waitForSelector('#lock', { state: 'hidden' });
    await context.close();
  });

  it('does without script: the lock is a page, and the form that met it is sent again', async () => {
    const [page, context] = await desk(false);
    await page.goto(`${origin}/dossiers/new`);
    await page.selectOption('#procedureCode', THREE_DAYS);
    await page.fill('#applicant-name', 'Lê Thị Cúc');
    await page.fill('#applicant-phone', '0905123456');
    const before = await dossiers();
    clock.advance(7 * MINUTE);
    await page.click('#intake [type=submit][data-key="F9"]');
    await page.waitForSelector('.unlock-secret');
    expect(await page.content()).not.toContain('Cúc');
    await page.fill('.unlock-secret', PIN);
    await page.press('.unlock-secret', 'Enter');
    await page.click('[data-sends-itself] button');
    await page.waitForURL(/saved=1$/);
    expect((await dossiers()) - before).toBe(1);
    await page.click('.top-user button');
    await page.waitForURL(/\/lock\?/);
    await page.fill('.unlock-secret', PIN);
    await page.press('.unlock-secret', 'Enter');
    await page.waitForSelector('.top-name');
    expect(await nameOnTop(page)).toBe('Lê Văn Cường');
    await context.close();
  });
});
