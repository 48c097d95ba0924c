import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchResult } from './result.js';
import { BARE_NODE, residentMegabytes, startOurs, startScript, type Started } from './processes.js';

const TARGET_MB = 150;
/** Long enough for what start leaves behind to be collected. */
const IDLE_MS = 5_000;

/** Resident memory some seconds after a start, nobody asking, against Node's own HTTP server. */
export async function bench(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-bench-'));
  try {
    const migrating = await startOurs(folder);
    await migrating.stop();
    const ours = await idle(await startOurs(folder));
    const limit = await idle(await startScript(BARE_NODE));
    return { name: 'memory when idle', ours, limit, unit: 'MB', ratio: ours / limit, target: TARGET_MB };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function idle(started: Started): Promise<number> {
  try {
    await pause(IDLE_MS);
    return residentMegabytes(started.pid);
  } finally {
    await started.stop();
  }
}
