import { startRace, type Race } from './desk-race.js';
import { fire, takeTurns, type Fired } from './load.js';
import type { Started } from './processes.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { seededCode } from './seed.js';

const TARGET = 0.5;
const ROUNDS = 5;
/** An act is done once: a round takes this many dossiers nobody has touched. */
const PER_ROUND = 2_500;
const CONNECTIONS = 16;

const ACTS = {
  hand_over: { route: 'hand-overs', body: { unitCode: 'H45.20.05', note: 'Chuyển hồ sơ giấy kèm theo' } },
  complete: { route: 'completions', body: { outcome: 'granted', resultNumber: '128/GP-UBND', shelf: 'B2-14' } },
} as const;

/**
 * Acts a second, on a dossier each, by the service as it runs: who asks, may they, the state checked, the lateness judged, the
 * history sealed, one flush; against bare Nest on Fastify that changes and writes the same rows and answers the same JSON.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const rounds = roundsOf(options, ROUNDS);
  const race = await startRace({
    limit: 'nest-sqlite.js',
    seeded: (rounds + 1) * PER_ROUND * Object.keys(ACTS).length,
    acts: Object.fromEntries(
      Object.entries(ACTS).map(([name, { route, body }]) => [
        name,
        (receiver, code) =>
          receiver.post(`/api/v1/dossiers/${code}/${route}`, body, { 'idempotency-key': `bench-${name}-specimen` }),
      ]),
    ),
  });
  try {
    const results: BenchResult[] = [];
    let from = 0;
    for (const [name, { route, body }] of Object.entries(ACTS)) {
      await turns(race, route, body, 1, from);
      const found = await turns(race, route, body, rounds, from + PER_ROUND);
      from += (rounds + 1) * PER_ROUND;
      results.push(line(name, found));
    }
    return results;
  } finally {
    await race.end();
  }
}

function line(name: string, found: { ours: Fired[]; limit: Fired[] }): BenchResult {
  const ours = median(found.ours.map(({ perSecond }) => perSecond));
  const limit = median(found.limit.map(({ perSecond }) => perSecond));
  const words = name.replace('_', ' ');
  return {
    name: `act: ${words}, ${CONNECTIONS} connections`,
    ours,
    limit,
    unit: 'per second',
    ratio: ours / limit,
    target: TARGET,
    judged: 'ratio',
  };
}

function turns(
  race: Race,
  route: string,
  body: object,
  rounds: number,
  from: number,
): Promise<{ ours: Fired[]; limit: Fired[] }> {
  const text = JSON.stringify(body);
  const acts = ({ url }: Started, round: number): Promise<Fired> =>
    fire({
      url,
      token: race.token,
      connections: CONNECTIONS,
      amount: PER_ROUND,
      shot: (n) => {
        const code = seededCode(from + round * PER_ROUND + n);
        return {
          method: 'POST',
          path: `/api/v1/dossiers/${code}/${route}`,
          headers: { 'idempotency-key': `bench-${route}-${code}` },
          body: text,
        };
      },
    });
  return takeTurns(
    rounds,
    (round) => acts(race.ours, round),
    (round) => acts(race.limit, round),
  );
}
