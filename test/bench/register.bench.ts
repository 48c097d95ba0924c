import { startRace, type Race } from './desk-race.js';
import { fire, takeTurns, type Fired } from './load.js';
import type { Started } from './processes.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { INTAKE } from './world.js';

const TARGET = 0.5;
const ROUNDS = 5;
const SECONDS = 2;
const SEEDED = 20_000;
const BODY = JSON.stringify(INTAKE);

/**
 * Dossiers received a second by the service as it runs, each authenticated, checked, explained, kept by its idempotency key
 * and flushed to the disk before it is answered; against bare Fastify on better-sqlite3 that writes and reads the same rows.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const race = await startRace({ limit: 'fastify-sqlite.js', seeded: SEEDED });
  try {
    const rounds = roundsOf(options, ROUNDS);
    await at(race, 16, 1);
    return [await at(race, 1, rounds), await at(race, 16, rounds)];
  } finally {
    await race.end();
  }
}

async function at(race: Race, connections: number, rounds: number): Promise<BenchResult> {
  const found = await takeTurns(
    rounds,
    () => received(race.ours, race.token, connections),
    () => received(race.limit, race.token, connections),
  );
  const [ours, limit] = [rate(found.ours), rate(found.limit)];
  return {
    name: `register, ${connections} connection${connections === 1 ? '' : 's'}`,
    ours,
    limit,
    unit: 'per second',
    ratio: ours / limit,
    target: TARGET,
    judged: 'ratio',
  };
}

let keys = 0;

function received({ url }: Started, token: string, connections: number): Promise<Fired> {
  return fire({
    url,
    token,
    connections,
    seconds: SECONDS,
    shot: () => ({
      method: 'POST',
      path: '/api/v1/dossiers',
      headers: { 'idempotency-key': `bench-register-${String(keys++)}` },
      body: BODY,
    }),
  });
}

function rate(fired: readonly Fired[]): number {
  return median(fired.map(({ perSecond }) => perSecond));
}
