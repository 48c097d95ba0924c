import type { Page } from 'playwright-core';

const FRAMES = 1_800;

/**
 * Waits, frame by frame, until an expression is true in the page. Playwright's own way evaluates text inside the page,
 * which the policy of our pages forbids.
 */
export async function until(page: Page, expression: string): Promise<void> {
  for (let frame = 0; frame < FRAMES; frame += 1) {
    if (await page.evaluate<boolean>(`Boolean(${expression})`)) return;
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => done(null)))');
  }
  throw new Error(`never came true: ${expression}`);
}
