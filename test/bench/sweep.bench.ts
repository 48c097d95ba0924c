import Sqlite from 'better-sqlite3';
import { DraftingService } from '../../src/apologies/drafting.service.js';
import { BreachService } from '../../src/dossiers/breach.service.js';
import { makeBigWorld, type BigWorld } from './big-world.js';
import { Copy, statementsOf } from './limits/copies.js';
import { newId } from '../../src/platform/ids/new-id.js';
import type { BenchOptions, BenchResult } from './result.js';
import { watched, type Specimen } from './specimen.js';
import { openWorld, settingsOf, type World } from './world.js';

const COUNT = 1_000_000;
const NEWLY_LATE = 10_000;
/** As many again are noted by the limit, and no more than these, so that both work on one file. */
const FOR_THE_LIMIT = 1_000;
const TARGET_SECONDS = 30;
const TARGET_PLANNING = 10;
/** Of the one dossier whose lateness is watched: some days after its promise. */
const LATER = '2023-05-29T09:30+07:00';

/**
 * From ten thousand promises just broken among a million open dossiers to a draft of each letter and a word to who signs;
 * against the same rows written by prepared statements, a transaction for each dossier, every one flushed.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const count = Number(options['count'] ?? COUNT);
  const late = Number(options['late'] ?? NEWLY_LATE);
  const all = late + FOR_THE_LIMIT;
  const seen: Specimen[] = [];
  const world = await makeBigWorld({
    count,
    open: '1',
    late: `n % ${Math.floor(count / all)} = 0 AND n / ${Math.floor(count / all)} < ${all}`,
    before: async ({ platform: { config } }, code) => {
      const settings = { ...settingsOf(), CLOCK_START: LATER };
      const later = await openWorld(config.DATA_DIR, settings, false);
      seen.push(await watched(later.platform.database, async () => ({ code, noted: await sweep(later) })));
      await later.close();
    },
  });
  try {
    const [specimen] = seen;
    if (!specimen) throw new Error('nothing was watched');
    const limit = (writeRaw(world, specimen) / FOR_THE_LIMIT) * late;
    const { noted, seconds, drafted } = await measure(world);
    if (drafted !== late) throw new Error(`${late} were late, ${drafted} drafted`);
    const many = `${late.toLocaleString('en')} newly late of ${count.toLocaleString('en')} open`;
    const planned = seconds - noted;
    return [
      { name: `sweep: ${many}, to drafts`, ours: seconds, limit, unit: 's', ratio: seconds / limit, target: TARGET_SECONDS },
      { name: 'sweep: of that, planning and drafting', ours: planned, limit, unit: 's', ratio: planned / limit, target: TARGET_PLANNING },
    ]; // prettier-ignore
  } finally {
    world.remove();
  }
}

async function sweep({ app }: World): Promise<{ noted: number; drafted: number }> {
  const from = performance.now();
  await app.get(BreachService, { strict: false }).noteBreaches();
  const noted = (performance.now() - from) / 1000;
  return { noted, drafted: await app.get(DraftingService, { strict: false }).draftOwed() };
}

async function measure({ folder }: BigWorld): Promise<{ noted: number; seconds: number; drafted: number }> {
  const world = await openWorld(folder, settingsOf());
  try {
    const waited = longestWait();
    const from = performance.now();
    const { noted, drafted } = await sweep(world);
    const seconds = (performance.now() - from) / 1000;
    console.log(`meanwhile others waited ${Math.round(waited())} ms at most for their turn`);
    return { noted, seconds, drafted };
  } finally {
    await world.close();
  }
}

const TICK_MS = 5;

/** @returns a function that ends the watch and says how long the event loop was held by one piece of work, at most */
function longestWait(): () => number {
  let [last, longest] = [performance.now(), 0];
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TICK_MS);
    last = now;
  };
  const timer = setInterval(look, TICK_MS);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

/** @returns seconds for `FOR_THE_LIMIT` dossiers, which are then noted and drafted */
function writeRaw({ file }: BigWorld, specimen: Specimen): number {
  const db = new Sqlite(file);
  try {
    for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'recursive_triggers = ON']) db.pragma(pragma);
    const late = db.prepare(
      `SELECT "id", "code" FROM "dossier" WHERE "finishedAt" IS NULL AND NOT "breachNoted" AND NOT "awaitsSource" AND "lateFrom" <= ?
        ORDER BY "lateFrom", "id" LIMIT ${FOR_THE_LIMIT}`,
    );
    const read = db.prepare('SELECT * FROM "dossier" WHERE "id" = ?');
    const writes = statementsOf(specimen).map(({ sql, params }) => ({
      copy: new Copy(sql, params, specimen),
      statement: db.prepare(sql.replace(/\$\d+/g, '?')),
    }));
    const one = db.transaction((id: string, code: string) => {
      const names = { id, code, keys: specimen.keys.map(() => newId(Date.now())) };
      for (const { copy, statement } of writes) statement.run(...copy.valuesFor(names));
    });
    const from = performance.now();
    for (const { id, code } of late.all('2023-05-17T02:30:00.000Z') as { id: string; code: string }[]) {
      read.get(id);
      one.immediate(id, code);
    }
    return (performance.now() - from) / 1000;
  } finally {
    db.close();
  }
}
