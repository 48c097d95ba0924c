import type { Page } from 'playwright-core';

/** What a Vietnamese keyboard does to a letter between the reader and the page: it takes it back and writes another. */
export interface Rewritten {
  readonly first: string;
  readonly then: string;
}

/**
 * A barcode reader at a real browser: trusted keys, ten milliseconds apart by their own clock however busy the machine
 * is, and Enter at the end.
 *
 * @param text a string goes through as it is; a pair is typed, taken back and written anew
 */
export async function scan(page: Page, ...text: readonly (string | Rewritten)[]): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  let timestamp = 1_000_000;
  const press = async (key: string, typed: string): Promise<void> => {
    timestamp += 0.01;
    const keys = typed === '' ? { key } : { key, text: typed, unmodifiedText: typed };
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...keys, ...codeOf(key) });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, key, ...codeOf(key) });
  };
  for (const part of text) {
    if (typeof part === 'string') for (const letter of part) await press(letter, letter);
    else {
      await press(part.first, part.first);
      await press('Backspace', '');
      await press(part.then, part.then);
    }
  }
  await press('Enter', '\r');
  await cdp.detach();
}

/** Keys that the browser acts upon are known to it by their number. */
function codeOf(key: string): { windowsVirtualKeyCode?: number } {
  if (key === 'Enter') return { windowsVirtualKeyCode: 13 };
  return key === 'Backspace' ? { windowsVirtualKeyCode: 8 } : {};
}
