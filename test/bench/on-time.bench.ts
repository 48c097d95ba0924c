import { makeBigWorld, type BigWorld } from './big-world.js';
import { fire, type Fired } from './load.js';
import { startOurs, type Started } from './processes.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { settingsOf } from './world.js';

const MANY = 1_000_000;
/** The second world is a tenth of the first. */
const FEWER = 10;
const TARGET_MS = 5;
const TARGET_GROWTH = 1.2;
const ROUNDS = 7;
const PER_ROUND = 150;
const REPORT = '/api/v1/reports/on-time?from=2021-07-01&to=2023-04-30&groupBy=';
const GROUPINGS = ['month', 'field'];

/**
 * The on-time report over two years, by month and by field, asked over HTTP by one after another, each the middle of all
 * answers; the slower grouping counts. Against an answer of the same service that counts nothing, and against the same
 * report over a tenth of the dossiers.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const worlds: BigWorld[] = [];
  const servers: Started[] = [];
  try {
    const most = Number(options['count'] ?? MANY);
    for (const count of [most, most / FEWER]) {
      const world = await makeBigWorld({ count, open: 'n % 20 = 0', late: 'n % 100 = 0' });
      worlds.push(world);
      servers.push(await startOurs(world.folder, settingsOf()));
    }
    const [many, few] = worlds.map((world, i) => ({ url: servers[i]?.url ?? '', token: world.tokens.town }));
    if (!many || !few) throw new Error('two worlds were to be made');
    const found: { many: number; few: number; nothing: number }[] = [];
    for (let round = 0; round <= roundsOf(options, ROUNDS); round++) {
      const times = {
        many: await slowest(many),
        few: await slowest(few),
        nothing: (await ask(many, '/api/v1/me')).p50,
      };
      // The first round warms up.
      if (round > 0) found.push(times);
    }
    const [ours, tenth, nothing] = (['many', 'few', 'nothing'] as const).map((name) =>
      median(found.map((times) => times[name])),
    ) as [number, number, number];
    return [
      line(`on time by month and field, ${most.toLocaleString('en')} dossiers`, ours, nothing, TARGET_MS, 'ours'),
      line(`the same, to ${(most / FEWER).toLocaleString('en')} dossiers`, ours, tenth, TARGET_GROWTH, 'ratio'),
    ];
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    for (const world of worlds) world.remove();
  }
}

type Asked = Pick<Started, 'url'> & { readonly token: string };

function ask({ url, token }: Asked, path: string): Promise<Fired> {
  return fire({ url, token, connections: 1, amount: PER_ROUND, shot: () => ({ method: 'GET', path }) });
}

async function slowest(asked: Asked): Promise<number> {
  const times: number[] = [];
  for (const grouping of GROUPINGS) times.push((await ask(asked, REPORT + grouping)).p50);
  return Math.max(...times);
}

function line(name: string, ours: number, limit: number, target: number, judged: 'ours' | 'ratio'): BenchResult {
  return { name, ours, limit, unit: 'ms', ratio: ours / limit, target, judged };
}
