import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import type { TestApp } from './app.js';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.js';

/** The screen of a desk's PC, and a citizen's or a chief's phone. */
export const SCREENS = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;
export type ScreenName = keyof typeof SCREENS;

/** One person before one window of the browser. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** errors and warnings of the console, and what a script threw, since the window was opened */
  readonly said: string[];
}

export interface Visit extends BrowserContextOptions {
  readonly on?: ScreenName;
  /** default true */
  readonly script?: boolean;
  /** the page that is open when they begin; without it, none is */
  readonly at?: string;
  /** runs in each page before its own scripts */
  readonly before?: string;
}

/** The application on a port of its own and one Chromium before it: opened once in a test file. */
export class Site {
  private constructor(
    private readonly app: TestApp,
    readonly origin: string,
    readonly browser: Browser,
  ) {}

  /** @param args of Chromium, beside those that every test gives it */
  static async open(app: TestApp, args: readonly string[] = []): Promise<Site> {
    await app.app.listen(0, '127.0.0.1');
    const origin = (await app.app.getUrl()).replace('[::1]', '127.0.0.1');
    return new Site(app, origin, await openChromium(args));
  }

  /** Somebody who is nobody yet. */
  visitor(visit: Visit = {}): Promise<Visitor> {
    return openWindow(this.browser, this.origin, visit);
  }

  /** Somebody who has logged in: their session is opened beside the browser, log-in.test.ts and help.test.ts type it. */
  async signedIn(username: string, { at, ...visit }: Visit = {}): Promise<Visitor> {
    const visitor = await this.visitor(visit);
    const { kept } = await this.app.browse(username);
    await visitor.context.addCookies(kept.map((cookie) => ({ ...cookie, url: this.origin, httpOnly: true })));
    if (at !== undefined) await visitor.page.goto(`${this.origin}${at}`);
    return visitor;
  }

  /** Ends the browser and the application. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.app.close();
  }
}

/** @throws Error where there is no browser: its tests stand under describeInChromium */
export function openChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? '', args: [...CHROMIUM_ARGS, ...args] });
}

/** A window that remembers nothing of others. */
export async function openWindow(browser: Browser, origin: string, visit: Visit = {}): Promise<Visitor> {
  const { on = 'desk', script = true, at, before, ...options } = visit;
  const context = await browser.newContext({ viewport: SCREENS[on], javaScriptEnabled: script, ...options });
  if (before !== undefined) await context.addInitScript(before);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  if (at !== undefined) await page.goto(`${origin}${at}`);
  return { page, context, said };
}
