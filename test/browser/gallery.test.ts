import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Templates } from '../../src/platform/templates/handlebars.js';
import { LOCALES, translator, type Locale } from '../../src/platform/templates/i18n.js';
import { addPageHelpers } from '../../src/platform/templates/pages.js';
import { templatesRoot } from '../../src/platform/templates/project-root.js';
import { barriers, widerThanScreen } from '../support/audit.js';
import { openChromium, openWindow, SCREENS, type ScreenName, type Visitor } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { charts } from '../support/gallery/figures.js';
import { firstExamples, galleryPages } from '../support/gallery/pages.js';
import { serveGallery, type Gallery } from '../support/gallery/server.js';

/**
 * Every page with an example of its view, the real style sheet and script, under the policy of the real pages.
 * `GALLERY=<folder>` keeps a picture of each, on a desk's screen and on a phone.
 */
const pictures = process.env['GALLERY'] ?? '';
const only = process.env['GALLERY_ONLY'] ?? '';

/**
 * axe looks at one example of each page, in Vietnamese; with `AXE=1` at all of them, and in English, too: other states of
 * the same parts, and other words, for many more minutes.
 */
const ALL = process.env['AXE'] === '1';
const SPOKEN = ALL ? LOCALES : LOCALES.slice(0, 1);
const AUDITED: Readonly<Record<Locale, ScreenName>> = { vi: 'desk', en: 'phone' };

const templates = new Templates(templatesRoot);
addPageHelpers(templates);
const audited = firstExamples(templates);
const paths = [...galleryPages(templates, 'vi').keys()].filter((path) => path.includes(only));

describeInChromium.each(SPOKEN)('in %s', (locale) => {
  let gallery: Gallery;
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    const drawn = await charts(translator(locale));
    gallery = await serveGallery(new Map([...galleryPages(templates, locale), ...drawn]));
    browser = await openChromium();
    // A draft typed into one example is not to be found again in the next.
    visitor = await openWindow(browser, gallery.origin, { before: 'window.localStorage.clear()' });
  });
  afterAll(async () => {
    await browser.close();
    await gallery.close();
  });

  test('keys, focus and the list of procedures behave under a Vietnamese keyboard', async () => {
    const { page } = visitor;
    const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.id');
    await open(visitor, `${gallery.origin}/dossiers/new-wrong`);
    expect(await focused()).toBe('wrongs');
    await page.keyboard.press('F8');
    expect(await focused()).toBe('find');
    for (const typed of ['Hộ kinh', 'ho kinh', 'hooj kinh']) {
      await page.fill('#procedure-filter', typed);
      const shown =
        "[...document.getElementById('procedureCode').options].filter((o) => !o.hidden && o.value).map((o) => o.value)";
      expect(await page.evaluate(shown)).toEqual(['1.001612']);
    }
    await page.focus('#procedure-filter');
    await page.keyboard.press('ArrowDown');
    expect([await focused(), await page.inputValue('#procedureCode')]).toEqual(['procedureCode', '1.001612']);
    await open(visitor, `${gallery.origin}/dossiers/new-saved`);
    expect(await page.evaluate('document.activeElement.textContent')).toContain(translator(locale)('saved.next'));
    await open(visitor, `${gallery.origin}/dossiers/late#withdrawals`);
    expect(await page.isVisible('#withdrawals textarea')).toBe(true);
    await page.keyboard.press('F7');
    expect(await page.isVisible('.strip')).toBe(true);
  });

  test.each(paths)('%s: no barrier, no broken policy, nothing wider than the screen', async (path) => {
    const { page, said } = visitor;
    await page.setViewportSize(SCREENS.desk);
    await open(visitor, `${gallery.origin}${path}`);
    for (const screen of ['desk', 'phone'] as const) {
      await page.setViewportSize(SCREENS[screen]);
      await picture(page, locale, path, screen);
      expect(await widerThanScreen(page)).toBe(0);
      if (AUDITED[locale] === screen && (ALL || audited.has(path))) expect(await barriers(page)).toEqual([]);
    }
    expect(said).toEqual([]);
  });
});

async function open({ page, said }: Visitor, address: string): Promise<void> {
  said.length = 0;
  await page.goto(address, { waitUntil: 'load' });
  await page.evaluate('document.fonts.ready.then(() => null)');
}

async function picture(page: Page, locale: Locale, path: string, screen: string): Promise<void> {
  if (pictures === '') return;
  mkdirSync(pictures, { recursive: true });
  const name = `${path === '/' ? 'dashboard' : path.slice(1).replaceAll('/', '_')}.${locale}.${screen}.png`;
  await page.screenshot({ path: join(pictures, name), fullPage: true });
}
