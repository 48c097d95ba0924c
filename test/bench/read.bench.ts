import { startRace, type Race } from './desk-race.js';
import { fire, takeTurns, type Fired } from './load.js';
import type { Started } from './processes.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { seededCode } from './seed.js';

const TARGET = 0.5;
const ROUNDS = 5;
const SECONDS = 2;
const SEEDED = 20_000;
const CONNECTIONS = 16;
/** Coprime to the number of dossiers: all of them come up, no two neighbours one after the other. */
const STRIDE = 7_919;

/**
 * Whole dossiers read a second, another one each time, by the service as it runs; against bare Nest on Fastify that knows who
 * asks, reads the same rows and answers the same JSON.
 */
export async function bench(options: BenchOptions): Promise<BenchResult> {
  const race = await startRace({ limit: 'nest-sqlite.js', seeded: SEEDED });
  try {
    await turns(race, 1);
    const found = await turns(race, roundsOf(options, ROUNDS));
    const ours = median(found.ours.map(({ perSecond }) => perSecond));
    const limit = median(found.limit.map(({ perSecond }) => perSecond));
    return {
      name: `read a dossier, ${CONNECTIONS} connections`,
      ours,
      limit,
      unit: 'per second',
      ratio: ours / limit,
      target: TARGET,
      judged: 'ratio',
    };
  } finally {
    await race.end();
  }
}

function turns(race: Race, rounds: number): Promise<{ ours: Fired[]; limit: Fired[] }> {
  const reads = ({ url }: Started): Promise<Fired> =>
    fire({
      url,
      token: race.token,
      connections: CONNECTIONS,
      seconds: SECONDS,
      shot: (n) => ({ method: 'GET', path: `/api/v1/dossiers/${seededCode((n * STRIDE) % SEEDED)}` }),
    });
  return takeTurns(
    rounds,
    () => reads(race.ours),
    () => reads(race.limit),
  );
}
