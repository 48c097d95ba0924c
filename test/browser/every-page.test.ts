import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { LOCALES } from '../../src/platform/templates/i18n.js';
import type { TestApp } from '../support/app.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { CHROMIUM_ARGS, chromiumPath, describeInChromium } from '../support/chromium.js';
import { livedDesk, walk, type Place } from '../support/page-places.js';
import { TEST_PASSWORD } from '../support/small-world.js';

/** axe needs seconds for a large page: `AXE=1` asks it of every page there is, else the gallery does for each kind. */
const AUDIT = process.env['AXE'] === '1';
/** 1366×768 at 200 %: what somebody with weak eyes has left. */
const ZOOMED = { width: 683, height: 384 } as const;

describeInChromium('every page there is', () => {
  let world: TestApp;
  let origin: string;
  let browser: Browser;
  let all: readonly Place[];
  const readers = new Map<string, Page>();

  beforeAll(async () => {
    world = await livedDesk();
    // A mail is in the language of the letter.
    all = (await walk(world)).places.filter(({ route }) => !route.endsWith('.html'));
    await world.app.listen(0, '127.0.0.1');
    origin = (await world.app.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...CHROMIUM_ARGS] });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  async function reader(username: string, locale: string): Promise<Page> {
    const known = readers.get(`${username} ${locale}`);
    if (known) return known;
    const page = await (await browser.newContext({ viewport: ZOOMED })).newPage();
    await page.goto(`${origin}/log-in`);
    await page.fill('#username', username);
    await page.fill('#password', TEST_PASSWORD);
    await Promise.all([page.waitForURL((url) => url.pathname !== '/log-in'), page.press('#password', 'Enter')]);
    await page.goto(`${origin}/locale/${locale}?next=/account`);
    readers.set(`${username} ${locale}`, page);
    return page;
  }

  test.each(LOCALES)(
    'opens, speaks %s, fits at 200 %% and keeps nobody out',
    async (locale) => {
      const faults: string[] = [];
      for (const { route, url, username } of all) {
        const page = await reader(username, locale);
        const said: string[] = [];
        const listen = (error: Error): void => void said.push(error.message);
        page.on('pageerror', listen);
        const answer = await page.goto(`${origin}${url}`, { waitUntil: 'load' });
        const told = [
          answer?.status() === 200 ? [] : [`answers ${String(answer?.status())}`],
          (await page.getAttribute('html', 'lang')) === locale ? [] : ['speaks another language'],
          (await widerThanScreen(page)) === 0 ? [] : ['is wider than the screen at 200 %'],
          AUDIT ? await barriers(page) : [],
          said,
        ].flat();
        page.off('pageerror', listen);
        faults.push(...told.map((fault) => `${route}: ${fault}`));
      }
      expect(faults).toEqual([]);
      expect(all.length).toBeGreaterThan(40);
    },
    900_000,
  );
});
