import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BARE_NEST, startOurs, startScript } from './processes.js';
import { median, type BenchResult } from './result.js';

const TARGET_MS = 1_500;
const ROUNDS = 5;

/** From the start of the process to "ready" on a migrated SQLite file, against an empty Nest application on Fastify. */
export async function bench(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-bench-'));
  const ours: number[] = [];
  const limit: number[] = [];
  try {
    // The first start migrates and warms the file cache: it is not counted.
    for (let round = 0; round <= ROUNDS; round++) {
      const service = await startOurs(folder);
      await service.stop();
      const bare = await startScript(BARE_NEST);
      await bare.stop();
      if (round === 0) continue;
      ours.push(service.milliseconds);
      limit.push(bare.milliseconds);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [mine, best] = [median(ours), median(limit)];
  return {
    name: 'start to first answer, SQLite',
    ours: mine,
    limit: best,
    unit: 'ms',
    ratio: mine / best,
    target: TARGET_MS,
  };
}
