import Fastify from 'fastify';
import Sqlite from 'better-sqlite3';
import type { SqlValue } from '../../src/platform/database/sql.js';
import { Templates } from '../../src/platform/templates/handlebars.js';
import { Browser } from '../support/agents.js';
import { walk } from '../support/page-places.js';
import { TEST_PASSWORD } from '../support/small-world.js';
import { makeBigWorld, type BigWorld } from './big-world.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { openWorld, settingsOf, type World } from './world.js';

const COUNT = 100_000;
const ROUNDS = 5;
const PER_ROUND = 20;
const [TARGET_MS, TARGET_RATIO, TARGET_KB] = [50, 3, 100];

interface Query {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

interface Timed {
  readonly url: string;
  readonly ours: number;
  readonly bare: number;
  readonly bytes: number;
}

/**
 * Every page that somebody is led to, at many dossiers: the middle of its answers over HTTP, against a bare page, which
 * is a Fastify of its own in the same process that asks the database the same questions and draws the same template of
 * what it knows already. `--only=` measures one address.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const count = Number(options['count'] ?? COUNT);
  const big = await makeBigWorld({ count, open: 'n % 20 = 0', late: 'n % 100 = 0' });
  let world: World | null = null;
  try {
    world = await openWorld(big.folder, settingsOf());
    await world.app.listen(0, '127.0.0.1');
    const timed = await all(world, big, roundsOf(options, ROUNDS), options['only']);
    for (const { url, ours, bare, bytes } of timed) {
      console.log(`${url}: ${ours.toFixed(1)} ms, bare ${bare.toFixed(1)}, ${(bytes / 1000).toFixed(0)} kB`);
    }
    return lines(timed, count);
  } finally {
    await world?.close();
    big.remove();
  }
}

async function all({ app, platform }: World, big: BigWorld, rounds: number, only?: string): Promise<Timed[]> {
  const browsers = new Map<string, Promise<Browser>>();
  const browse = (username: string): Promise<Browser> => {
    const known = browsers.get(username);
    const browser = known ?? Browser.signIn((request) => app.inject(request), username, TEST_PASSWORD);
    browsers.set(username, browser);
    return browser;
  };
  const places = only === undefined ? (await walk({ app, browse })).places : [{ url: only, username: 'desk_head' }];
  const found: Timed[] = [];
  for (const { url, username } of places) {
    const { cookie = '' } = (await browse(username)).cookies();
    found.push(await timedPage({ app, platform }, big.file, { url, cookie }, rounds));
  }
  return found;
}

async function timedPage(
  world: Pick<World, 'app' | 'platform'>,
  file: string,
  { url, cookie }: { readonly url: string; readonly cookie: string },
  rounds: number,
): Promise<Timed> {
  const origin = (await world.app.getUrl()).replace('[::1]', '127.0.0.1');
  const heard = await overheard(world, url, cookie);
  const bare = await bareServer(file, heard);
  try {
    const times: { ours: number; bare: number }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const each = { ours: await fetched(origin + url, cookie), bare: await fetched(bare.url, cookie) };
      // The first round warms up.
      if (round > 0) times.push(each);
    }
    const middle = (name: 'ours' | 'bare'): number => median(times.map((time) => time[name]));
    return { url, ours: middle('ours'), bare: middle('bare'), bytes: Buffer.byteLength(heard.draw()) };
  } finally {
    await bare.close();
  }
}

interface Heard {
  readonly queries: readonly Query[];
  readonly draw: () => string;
}

/** What one answer of the page asks the database, and what it draws. */
async function overheard(world: Pick<World, 'app' | 'platform'>, url: string, cookie: string): Promise<Heard> {
  const { database } = world.platform;
  const templates = world.app.get(Templates, { strict: false });
  const queries: Query[] = [];
  const drawn: (readonly [string, object])[] = [];
  const ask = database.query.bind(database);
  const render = templates.render.bind(templates);
  database.query = (sql, params?: readonly SqlValue[]) => {
    queries.push({ sql, params: params ?? [] });
    return ask(sql, params);
  };
  templates.render = (name, view) => {
    if (name.startsWith('pages/')) drawn.push([name, view]);
    return render(name, view);
  };
  try {
    const { statusCode } = await world.app.inject({ method: 'GET', url, headers: { cookie } });
    if (statusCode !== 200 || drawn.length === 0) throw new Error(`${url} answers ${String(statusCode)}`);
    return { queries, draw: () => drawn.map(([name, view]) => render(name, view)).join('') };
  } finally {
    database.query = ask;
    templates.render = render;
  }
}

async function bareServer(file: string, { queries, draw }: Heard) {
  const db = new Sqlite(file, { readonly: true });
  const statements = queries.map(({ sql, params }) => {
    const values: Exclude<SqlValue, boolean>[] = [];
    const text = sql.replace(/\$(\d+)/g, (_, n: string) => {
      const value = params[Number(n) - 1] ?? null;
      values.push(typeof value === 'boolean' ? Number(value) : value);
      return '?';
    });
    const statement = db.prepare(text);
    return () => statement.all(values);
  });
  const server = Fastify();
  server.get('/', (_, reply) => {
    for (const statement of statements) statement();
    return reply.type('text/html; charset=utf-8').send(draw());
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url: `${url}/`,
    close: async () => {
      await server.close();
      db.close();
    },
  };
}

/** @returns milliseconds of the middle one */
async function fetched(url: string, cookie: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < PER_ROUND; n++) {
    const from = performance.now();
    const answer = await fetch(url, { headers: { cookie } });
    await answer.arrayBuffer();
    times.push(performance.now() - from);
    if (answer.status !== 200) throw new Error(`${url} answers ${String(answer.status)}`);
  }
  return median(times);
}

function lines(timed: readonly Timed[], count: number): BenchResult[] {
  const worst = (of: (page: Timed) => number): Timed =>
    timed.reduce((most, page) => (of(page) > of(most) ? page : most));
  const slowest = worst(({ ours }) => ours);
  const dearest = worst(({ ours, bare }) => ours / bare);
  const heaviest = worst(({ bytes }) => bytes);
  const of = (page: Timed) => ({ ours: page.ours, limit: page.bare, ratio: page.ours / page.bare, unit: 'ms' });
  return [
    { name: `pages at ${count.toLocaleString('en')}: the slowest`, ...of(slowest), target: TARGET_MS },
    { name: 'pages: the farthest from a bare one', ...of(dearest), target: TARGET_RATIO, judged: 'ratio' },
    {
      name: 'pages: the heaviest',
      ours: heaviest.bytes / 1000,
      limit: TARGET_KB,
      ratio: heaviest.bytes / 1000 / TARGET_KB,
      unit: 'kB',
      target: TARGET_KB,
    },
  ];
}
