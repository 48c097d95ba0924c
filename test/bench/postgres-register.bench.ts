import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServer } from '../support/database.js';
import { fire, takeTurns, type Fired } from './load.js';
import { startLimit, startOurs, type Started } from './processes.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { specimen } from './specimen.js';
import { INTAKE, makeWorld, settingsOf } from './world.js';

const TARGET = 0.4;
const ROUNDS = 5;
const SECONDS = 2;
const CONNECTIONS = 16;
const BODY = JSON.stringify(INTAKE);

/**
 * Dossiers received a second on PostgreSQL with fsync by the service as it runs; against bare Fastify and pg that writes the
 * same rows with one statement. Each has a database of its own in one cluster.
 */
export async function bench(options: BenchOptions): Promise<BenchResult> {
  const server = process.env['TEST_POSTGRES_URL'];
  if (!server) throw new Error('npm run bench gives a PostgreSQL to benches that begin with postgres-');
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-bench-'));
  const url = (name: string): string => Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  const started: Started[] = [];
  try {
    await onServer(server, 'CREATE DATABASE bench_ours');
    const token = await prepare(folder, url('bench_ours'));
    await onServer(server, 'CREATE DATABASE bench_limit TEMPLATE bench_ours');
    const ours = await startOurs(folder, settingsOf(url('bench_ours')));
    started.push(ours);
    const settings = { SPECIMENS: join(folder, 'specimens.json'), LIMIT_DATABASE: url('bench_limit') };
    const limit = await startLimit('fastify-postgres.js', settings);
    started.push(limit);
    await turns(ours, limit, token, 1);
    const found = await turns(ours, limit, token, roundsOf(options, ROUNDS));
    const [mine, best] = [found.ours, found.limit].map((fired) => median(fired.map(({ perSecond }) => perSecond))) as [
      number,
      number,
    ];
    return {
      name: `register on PostgreSQL, ${CONNECTIONS} connections`,
      ours: mine,
      limit: best,
      unit: 'per second',
      ratio: mine / best,
      target: TARGET,
      judged: 'ratio',
    };
  } finally {
    await Promise.all(started.map((each) => each.stop()));
    await onServer(server, 'DROP DATABASE IF EXISTS bench_ours WITH (FORCE)');
    await onServer(server, 'DROP DATABASE IF EXISTS bench_limit WITH (FORCE)');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string, url: string): Promise<string> {
  const world = await makeWorld(folder, url);
  try {
    const receiver = await world.as('receiver');
    const ask = (key: string): ReturnType<typeof receiver.post> =>
      receiver.post('/api/v1/dossiers', INTAKE, { 'idempotency-key': key });
    // The first of a day also begins that day's counter.
    await ask('bench-first-0001');
    const register = await specimen(world.platform.database, () => ask('bench-specimen-0001'));
    writeFileSync(join(folder, 'specimens.json'), JSON.stringify({ register }));
    return receiver.token;
  } finally {
    await world.close();
  }
}

let keys = 0;

function turns(
  ours: Started,
  limit: Started,
  token: string,
  rounds: number,
): Promise<{ ours: Fired[]; limit: Fired[] }> {
  const received = ({ url }: Started): Promise<Fired> =>
    fire({
      url,
      token,
      connections: CONNECTIONS,
      seconds: SECONDS,
      shot: () => ({
        method: 'POST',
        path: '/api/v1/dossiers',
        headers: { 'idempotency-key': `bench-register-${String(keys++)}` },
        body: BODY,
      }),
    });
  return takeTurns(
    rounds,
    () => received(ours),
    () => received(limit),
  );
}
