import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays, plainDate, startOfDay } from '../../src/domain/time/plain-date.js';
import { LiveService } from '../../src/reporting/live/live.service.js';
import type { TestApp } from '../support/app.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { SCREENS, Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../support/dossier-facts.js';

/** `PICTURES=<folder>` keeps what was seen. */
const pictures = process.env['PICTURES'] ?? '';

const MARGIN = { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' };

const TOWN = 'H45.20';
const TODAY = plainDate('2023-06-01');
const UNITS = ['H45.20.05', 'H45.20.06', 'H45.20.21', 'H45.20.22'] as const;

let serial = 0;

function fact(unit: string, due: ReturnType<typeof startOfDay>, over: Partial<FactRow> = {}): FactRow {
  serial += 1;
  return openFact(`H45.20-230401-${String(serial).padStart(4, '0')}`, due, {
    ...{ responsibleUnitCode: unit, unitCode: TOWN, acceptedDay: plainDate('2023-04-03'), currentDueAt: due },
    ...{ procedureCode: 'P1', fieldCode: 'xd' },
    ...over,
  });
}

function world(): FactRow[] {
  const finished = { ending: 'completed', settledBy: 'receiver' } as const;
  return UNITS.flatMap((unit, u) => [
    ...[0, 1, 4, 5, 7].flatMap((ahead) =>
      Array.from({ length: 1 + ((u * 3 + ahead * 5) % 11) }, () => fact(unit, startOfDay(addDays(TODAY, ahead + 1)))),
    ),
    ...[1, 3, 8, 15, 40].map((days) => fact(unit, startOfDay(addDays(TODAY, 1 - days)))),
    ...Array.from({ length: u === 3 ? 6 : 40 }, (_, i) =>
      fact(unit, startOfDay(plainDate('2023-05-09')), {
        ...finished,
        finishedDay: plainDate(i % 3 === 0 ? '2023-06-01' : '2023-05-10'),
        timeliness: i % (10 * (u + 1)) === 1 || (u === 3 && i === 0) ? 'late' : 'on_time',
      }),
    ),
  ]);
}

describeInChromium('the board at a real browser', () => {
  let app: TestApp;
  let site: Site;

  beforeAll(async () => {
    app = await startDesk({ clock: new StoppedClock('2023-06-01T08:15:00+07:00') });
    await app.transactor.run(async (tx) => {
      await insertFactWorld(tx, { units: [], procedures: [['P1', 'xd']] });
      await insertFacts(tx, world());
    });
    site = await Site.open(app);
  }, 90_000);
  afterAll(() => site.close());

  async function keep(page: Page, name: string): Promise<void> {
    if (pictures === '') return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  it('shows how the unit stands, and follows what happens without a touch', async () => {
    const { page, said } = await site.signedIn('leader', { at: '/' });
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    await keep(page, 'dashboard-desk');
    const due = (): Promise<string> => page.innerText('#live-due .heat-total td:nth-child(2)');
    const before = Number(await due());
    await page.focus('#live-due .heat-total a');
    const live = app.get(LiveService, { strict: false });
    await live.look();
    await app.transactor.run((tx) => insertFacts(tx, [fact(UNITS[0], startOfDay(addDays(TODAY, 1)))]));
    await live.look();
    // Whoever stands on a number is not interrupted.
    await page.waitForTimeout(2_200);
    expect(Number(await due())).toBe(before);
    await page.focus('#find');
    await app.transactor.run((tx) => insertFacts(tx, [fact(UNITS[0], startOfDay(addDays(TODAY, 1)))]));
    await live.look();
    await page.waitForSelector(`#live-due .heat-total td:nth-child(2) a:text-is("${String(before + 2)}")`);
    await page.click('#live-due .heat-total td:nth-child(2) a');
    expect(await page.locator('tbody tr').count()).toBe(before + 2);
    expect(said).toEqual([]);
    await page.goto(`${site.origin}/`);
    await page.setViewportSize(SCREENS.phone);
    expect(await widerThanScreen(page)).toBe(0);
    await keep(page, 'dashboard-phone');
    await page.emulateMedia({ media: 'print' });
    expect([await page.isVisible('h1'), await page.isVisible('nav.side')]).toEqual([true, false]);
    if (pictures !== '') await page.pdf({ path: join(pictures, 'dashboard.pdf'), format: 'A4', margin: MARGIN });
  });

  it('turns on the wall, stops on demand, and stands still where less motion was asked for', async () => {
    const { page } = await site.signedIn('leader');
    await page.clock.install();
    await page.goto(`${site.origin}/board`);
    for (const size of [SCREENS.desk, { width: 1920, height: 1080 }]) {
      await page.setViewportSize(size);
      expect(await page.evaluate('document.documentElement.scrollHeight <= window.innerHeight')).toBe(true);
      await keep(page, `board-${String(size.width)}`);
    }
    expect(await barriers(page)).toEqual([]);
    await page.clock.runFor(21_000);
    await page.waitForSelector('.wall-foot:has-text("Trang 2 trên 4")');
    await page.click('text=Tạm dừng');
    expect(await page.innerText('.wall-foot')).toContain('Đang dừng');
    await page.clock.runFor(60_000);
    expect(await page.innerText('.wall-foot')).toContain('Trang 2 trên 4');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.click('text=Chạy tiếp');
    await page.waitForURL(/still=1/);
  });

  it('turns on the wall without a script, and stops by a link', async () => {
    const { page } = await site.signedIn('leader', { at: '/board?slide=3', script: false });
    expect(await page.getAttribute('meta[http-equiv=refresh]', 'content')).toMatch(/^20;url=\/board\?.*slide=4$/);
    await page.click('text=Tạm dừng');
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
  });

  it('fits five numbers on a telephone, each a door', async () => {
    const { page } = await site.signedIn('leader', { at: '/reports/brief', on: 'phone' });
    expect(await barriers(page)).toEqual([]);
    expect(await widerThanScreen(page)).toBe(0);
    expect(await page.locator('.brief-value a').count()).toBe(5);
    await keep(page, 'brief-phone');
    await page.click('.brief li:nth-child(2) a');
    expect(await page.locator('tbody tr').count()).toBe(20);
  });

  it('leads from the menu to where time goes', async () => {
    const { page } = await site.signedIn('leader', { at: '/' });
    await page.click('nav.side a:has-text("Tình hình")');
    await page.click('.section-tabs a:has-text("Thời gian từng chặng")');
    expect(await page.textContent('h1')).toBe('Thời gian từng chặng');
    expect(await barriers(page)).toEqual([]);
  });
});
