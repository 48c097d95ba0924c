import { readFileSync } from 'node:fs';
import { ExportRunner } from '../../../src/dossiers/exports/export-runner.js';
import { openWorld, settingsOf } from '../world.js';

/** What `export.bench.ts` starts: the whole application on a folder, its job of exports alone, and what it took. */
const LOOK_MS = 50;

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');
const world = await openWorld(folder, settingsOf());
const idle = ownMegabytes();
let peak = idle;
const look = setInterval(() => {
  peak = Math.max(peak, ownMegabytes());
}, LOOK_MS);
const from = performance.now();
await world.app.get(ExportRunner, { strict: false }).run();
const seconds = (performance.now() - from) / 1000;
clearInterval(look);
peak = Math.max(peak, ownMegabytes());
await world.close();
console.log(JSON.stringify({ idle, peak, seconds }));

/** What the process holds itself; pages of the database that are mapped belong to the system, which takes them back. */
function ownMegabytes(): number {
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
