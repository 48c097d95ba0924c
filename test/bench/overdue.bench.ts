import Sqlite from 'better-sqlite3';
import { makeBigWorld, type BigWorld } from './big-world.js';
import { fire } from './load.js';
import { startOurs, type Started } from './processes.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { settingsOf } from './world.js';

const COUNT = 1_000_000;
const ROUNDS = 7;
const PER_ROUND = 150;
const LIMIT = 50;
const NOW = '2023-05-17T02:30:00.000Z';
/** What a raw query may be multiplied by, and the milliseconds on top for everything that is not the query. */
const [FACTOR, ADDED_MS] = [2, 2];

/** The rows of the page by the index made for it, the applicant's name beside them; no counting, no words, no HTTP. */
const RAW = `
  SELECT d.*, p."name" AS "applicantName"
    FROM (SELECT "dossierId", "dueAt" FROM "dossier_concern"
           WHERE "unitCode" = ? AND "open" = 1 AND "lateFrom" <= ? ORDER BY "dueAt", "dossierId" LIMIT ${LIMIT + 1}) c
    JOIN "dossier" d ON d."id" = c."dossierId"
    LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'
   ORDER BY c."dueAt", c."dossierId"`;

/**
 * First page of the overdue list at a million dossiers, over HTTP, for who oversees the town and for who receives at one ward;
 * against the raw query over the same rows in one process.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const count = Number(options['count'] ?? COUNT);
  const world = await makeBigWorld({ count, open: 'n % 20 = 0', late: 'n % 100 = 0' });
  let server: Started | null = null;
  try {
    server = await startOurs(world.folder, settingsOf());
    const rounds = roundsOf(options, ROUNDS);
    return [
      await list(world, server, 'town', '*', rounds, count),
      await list(world, server, 'ward', 'H45.20.21', rounds, count),
    ];
  } finally {
    await server?.stop();
    world.remove();
  }
}

async function list(
  world: BigWorld,
  { url }: Started,
  reader: keyof BigWorld['tokens'],
  unitCode: string,
  rounds: number,
  count: number,
): Promise<BenchResult> {
  const raw = rawQuery(world.file, unitCode);
  const found: { ours: number; limit: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const path = `/api/v1/dossiers?timeliness=overdue&sort=due&limit=${LIMIT}`;
    const token = world.tokens[reader];
    const { p50 } = await fire({
      url,
      token,
      connections: 1,
      amount: PER_ROUND,
      shot: () => ({ method: 'GET', path }),
    });
    const times = { ours: p50, limit: raw() };
    if (round > 0) found.push(times);
  }
  const [ours, limit] = (['ours', 'limit'] as const).map((name) => median(found.map((times) => times[name]))) as [
    number,
    number,
  ];
  return {
    name: `overdue list of a ${reader}, first page at ${count.toLocaleString('en')}`,
    ours,
    limit,
    unit: 'ms',
    ratio: ours / limit,
    target: FACTOR * limit + ADDED_MS,
  };
}

/** @returns milliseconds of the middle one of as many queries as a round of ours asks */
function rawQuery(file: string, unitCode: string): () => number {
  const db = new Sqlite(file, { readonly: true });
  const statement = db.prepare(RAW);
  return () => {
    const times = Array.from({ length: PER_ROUND }, () => {
      const from = performance.now();
      const rows = statement.all(unitCode, NOW);
      if (rows.length === 0) throw new Error('the raw query finds nobody late');
      return performance.now() - from;
    });
    return median(times);
  };
}
