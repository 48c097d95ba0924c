import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LOCALES } from '../../src/platform/templates/i18n.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { Site, type Visitor } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { livedDesk, walk, type Place } from '../support/page-places.js';

/** axe needs seconds for a large page: `AXE=1` asks it of every page there is, else the gallery does for each kind. */
const AUDIT = process.env['AXE'] === '1';
/** 1366×768 at 200 %: what somebody with weak eyes has left. */
const ZOOMED = { width: 683, height: 384 } as const;

describeInChromium('every page there is', () => {
  let site: Site;
  let all: readonly Place[];
  const readers = new Map<string, Visitor>();

  beforeAll(async () => {
    const world = await livedDesk();
    // A mail is in the language of the letter.
    all = (await walk(world)).places.filter(({ route }) => !route.endsWith('.html'));
    site = await Site.open(world);
  }, 180_000);
  afterAll(async () => {
    await site.close();
  });

  async function reader(username: string, locale: string): Promise<Visitor> {
    const known = readers.get(`${username} ${locale}`);
    if (known) return known;
    const at = `/locale/${locale}?next=/account`;
    const visitor = await site.signedIn(username, { viewport: ZOOMED, at });
    readers.set(`${username} ${locale}`, visitor);
    return visitor;
  }

  test.each(LOCALES)(
    'opens, speaks %s, fits at 200 %% and keeps nobody out',
    async (locale) => {
      const faults: string[] = [];
      for (const { route, url, username } of all) {
        const { page, said } = await reader(username, locale);
        said.length = 0;
        const answer = await page.goto(`${site.origin}${url}`, { waitUntil: 'load' });
        const told = [
          answer?.status() === 200 ? [] : [`answers ${String(answer?.status())}`],
          (await page.getAttribute('html', 'lang')) === locale ? [] : ['speaks another language'],
          (await widerThanScreen(page)) === 0 ? [] : ['is wider than the screen at 200 %'],
          AUDIT ? await barriers(page) : [],
          ...said,
        ].flat();
        faults.push(...told.map((fault) => `${route}: ${fault}`));
      }
      expect(faults).toEqual([]);
      expect(all.length).toBeGreaterThan(40);
    },
    900_000,
  );
});
