import { performance } from 'node:perf_hooks';
import { FoldersService } from '../../src/apologies/folders/folders.service.js';
import { PrintingService } from '../../src/apologies/folders/printing.service.js';
import { LetterPaperService } from '../../src/apologies/letter-paper.service.js';
import { LetterSheets } from '../../src/apologies/letter-sheets.service.js';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { Actor } from '../../src/domain/accounts/roles.js';
import { instant } from '../../src/domain/time/instant.js';
import { makeBigWorld } from './big-world.js';
import { fire, type Fired } from './load.js';
import { familyMegabytes } from './processes.js';
import { median, percentile, type BenchOptions, type BenchResult } from './result.js';
import { INTAKE, openWorld, settingsOf, type World } from './world.js';

const LETTERS = 10_000;
const UNIT = 'H45.20.05';
const LEADER: Actor = { username: 'qldt.leader', fullName: 'Phan Thị Phượng', unitCode: UNIT, roles: ['leader'] };
const AT = instant('2023-05-17T09:30:00+07:00');
/** What has to be met: the whole batch, one letter by itself, and the counter beside the batch. */
const [BATCH_SECONDS, ONE_MS, BESIDE_RATIO, MEMORY_MB] = [150, 40, 2, 1_000];
const WARM_UP = 20;
const ONE_BY_ONE = 200;
const COUNTER_SECONDS = 15;

/**
 * Ten thousand letters of one agency into the folder that is signed by hand, with people at the counter meanwhile; one
 * letter when somebody asks for it. The limit of the batch is as many letters one by one, on one core.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const letters = Number(options['letters'] ?? LETTERS);
  // One in eight dossiers is the agency's.
  const big = await makeBigWorld({ count: letters * 8, open: '1', late: '(n / 7) % 8 = 2' });
  let world: World | null = null;
  try {
    world = await openWorld(big.folder, settingsOf());
    await world.app.listen(0, '127.0.0.1');
    const swept = await world.app.get(SweepService, { strict: false }).sweep();
    const one = await oneByOne(world);
    const alone = await counter(world, 'alone');
    return lines(swept.drafted, one, alone, await batch(world));
  } finally {
    await world?.close();
    big.remove();
  }
}

interface Batch {
  readonly letters: number;
  readonly seconds: number;
  readonly peakMb: number;
  readonly beside: Fired;
}

async function batch(world: World): Promise<Batch> {
  const folders = world.app.get(FoldersService, { strict: false });
  const printing = world.app.get(PrintingService, { strict: false });
  const from = performance.now();
  const { id, put } = await folders.open(UNIT, 'all', LEADER, null);
  await printing.ask(await folders.find(id, LEADER), LEADER);
  const beside = counter(world, 'beside');
  let peakMb = 0;
  for (const print of await printing.waiting()) {
    while (await printing.turn(print)) peakMb = Math.max(peakMb, familyMegabytes(process.pid));
  }
  return { letters: put, seconds: (performance.now() - from) / 1000, peakMb, beside: await beside };
}

/** Milliseconds of each letter in a warm pool, as somebody who opens one waits for it. */
async function oneByOne({ app, platform }: World): Promise<number[]> {
  const sheets = app.get(LetterSheets, { strict: false });
  const papers = app.get(LetterPaperService, { strict: false });
  const rows = await platform.database.query<{ id: string }>(
    `SELECT "id" FROM "letter" WHERE "state" = 'drafted' AND "unitCode" = $1 ORDER BY "id" LIMIT ${String(WARM_UP + ONE_BY_ONE)}`,
    [UNIT],
  );
  const times: number[] = [];
  for (const { id } of rows) {
    const from = performance.now();
    await papers.render((await sheets.of(id, LEADER)).facts, AT);
    times.push(performance.now() - from);
  }
  return times.slice(WARM_UP);
}

/** One receiver who registers one after the other. */
async function counter(world: World, run: string): Promise<Fired> {
  const { token } = await world.as('receiver');
  const url = (await world.app.getUrl()).replace('[::1]', '127.0.0.1');
  return fire({
    url,
    token,
    connections: 1,
    seconds: COUNTER_SECONDS,
    shot: (n) => ({
      method: 'POST',
      path: '/api/v1/dossiers',
      headers: { 'idempotency-key': `letters-${run}-${String(n)}` },
      body: JSON.stringify(INTAKE),
    }),
  });
}

function lines(drafted: number, times: readonly number[], alone: Fired, done: Batch): BenchResult[] {
  const p95 = percentile(times, 95);
  const middle = median(times);
  const raw = (middle * done.letters) / 1000;
  const many = done.letters.toLocaleString('en');
  console.log(`${String(drafted)} drafted, ${String(done.letters)} in the folder`);
  return [
    { name: `letters: ${many} into one folder`, ours: done.seconds, limit: raw, unit: 's', ratio: done.seconds / raw, target: BATCH_SECONDS },
    { name: 'letters: memory of that, all processes', ours: done.peakMb, limit: MEMORY_MB, unit: 'MB', ratio: done.peakMb / MEMORY_MB, target: MEMORY_MB },
    { name: 'letters: one on demand, p95', ours: p95, limit: middle, unit: 'ms', ratio: p95 / middle, target: ONE_MS },
    {
      name: 'letters: the counter beside the batch, p95',
      ours: done.beside.p95,
      limit: alone.p95,
      unit: 'ms',
      ratio: done.beside.p95 / alone.p95,
      target: BESIDE_RATIO,
      judged: 'ratio',
    },
  ]; // prettier-ignore
}
