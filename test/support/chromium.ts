import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where installers put it outside PATH; Windows always has Edge, which is a Chromium. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser of this machine: CHROMIUM, else PATH, else the usual places; undefined where there is none. */
export const chromiumPath: string | undefined = findChromium();

/** For `chromium.launch`: quiet, offline, and able to run as root in a container. */
export const CHROMIUM_ARGS: readonly string[] = ['--no-sandbox', '--disable-gpu', '--disable-quic'];

/** Tests that need the browser: without one each counts as skipped, and the run says how many it left out. */
export const describeInChromium: typeof describe.skip = chromiumPath === undefined ? describe.skip : describe;

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named) return existsSync(named) ? named : undefined;
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.flatMap((name) => [join(folder, name), join(folder, `${name}.exe`)]));
  return [...inPath, ...PLACES].find((path) => existsSync(path));
}
