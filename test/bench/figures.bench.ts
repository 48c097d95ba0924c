import Sqlite from 'better-sqlite3';
import type { SqlValue } from '../../src/platform/database/sql.js';
import type { Actor } from '../../src/domain/accounts/roles.js';
import { BoardService } from '../../src/reporting/board/board.service.js';
import { DashboardService } from '../../src/reporting/dashboard.service.js';
import { PEOPLE } from '../support/small-world.js';
import { makeBigWorld } from './big-world.js';
import { median, roundsOf, type BenchOptions, type BenchResult } from './result.js';
import { openWorld, settingsOf, type World } from './world.js';

const MANY = 1_000_000;
/** The second world is a tenth of the first. */
const FEWER = 10;
const ROUNDS = 3;
const PER_ROUND = 20;
const TARGET_GROWTH = 1.2;
const UNIT = 'H45.20';
const LIST = `/api/v1/dossiers?responsible=${UNIT}&`;
const [FROM, TO] = ['2022-12-15', '2023-05-17'];

/** What a figure, a bar, a cell or a tile links to. */
const LISTS = [
  `acceptedFrom=${FROM}&acceptedTo=${TO}`,
  `finishedFrom=${FROM}&finishedTo=${TO}`,
  ...['early', 'on_time', 'late'].map((kind) => `timeliness=${kind}&finishedFrom=${FROM}&finishedTo=${TO}`),
  `timeliness=late&finishedFrom=${FROM}&finishedTo=${TO}&field=dat-dai`,
  'timeliness=in_time',
  'timeliness=in_time&dueFrom=2023-05-18&dueTo=2023-05-18',
  'timeliness=overdue',
  'timeliness=overdue&lateSince=2023-05-01&lateUntil=2023-05-16',
  'timeliness=overdue&lateUntil=2023-04-01',
  'timeliness=due_soon',
];

interface Group {
  readonly name: string;
  readonly target: number;
  readonly asks: ReadonlyMap<string, () => Promise<unknown>>;
}

interface Timed {
  readonly what: string;
  readonly ours: number;
  readonly raw: number;
}

/**
 * The dashboard's data (both services that the page asks, in this process), form II.06 for a year and the lists behind the
 * figures (whole answers of the JSON routes, without the network), for who oversees the town: the middle of its answers,
 * the slowest of each group, against the same SQL asked bare, and against a tenth of the dossiers.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const most = Number(options['count'] ?? MANY);
  const rounds = roundsOf(options, ROUNDS);
  const many = await measured(most, rounds);
  const few = await measured(most / FEWER, rounds);
  return many.flatMap(({ name, target, slowest: { what, ours, raw }, all }, i) => {
    const tenth = few[i]?.all.get(what)?.ours ?? Number.NaN;
    for (const [key, timed] of all) {
      const fewer = few[i]?.all.get(key)?.ours ?? Number.NaN;
      console.log(`${key}: ${timed.ours.toFixed(2)} ms, raw ${timed.raw.toFixed(2)}, tenth ${fewer.toFixed(2)}`);
    }
    const title = `${name}, ${most.toLocaleString('en')} dossiers`;
    return [
      { name: title, ours, limit: raw, unit: 'ms', ratio: ours / raw, target },
      {
        name: `${title}, to a tenth`,
        ours,
        limit: tenth,
        unit: 'ms',
        ratio: ours / tenth,
        target: TARGET_GROWTH,
        judged: 'ratio' as const,
      },
    ];
  });
}

async function measured(count: number, rounds: number) {
  const big = await makeBigWorld({ count, open: 'n % 20 = 0', late: 'n % 100 = 0' });
  let world: World | null = null;
  const db = new Sqlite(big.file, { readonly: true });
  try {
    world = await openWorld(big.folder, settingsOf());
    const found = [];
    for (const { name, target, asks } of groups(world, big.tokens.town)) {
      const all = new Map<string, Timed>();
      for (const [what, ask] of asks) all.set(what, await timed(world, db, what, ask, rounds));
      const slowest = [...all.values()].reduce((most, one) => (one.ours > most.ours ? one : most));
      found.push({ name, target, all, slowest });
    }
    return found;
  } finally {
    db.close();
    await world?.close();
    big.remove();
  }
}

function groups({ app }: World, token: string): Group[] {
  const person = PEOPLE.find(({ username }) => username === 'monitor');
  if (!person) throw new Error('nobody oversees the town');
  const actor: Actor = person;
  const get = (url: string) => async (): Promise<void> => {
    const { statusCode } = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
    if (statusCode !== 200) throw new Error(`${url} answers ${String(statusCode)}`);
  };
  const [dashboard, board] = [app.get(DashboardService, { strict: false }), app.get(BoardService, { strict: false })];
  const facts = async (): Promise<void> => {
    await dashboard.facts(actor);
    await board.facts(actor);
  };
  const forms = ['a', 'b', 'c'].map((form) => `/api/v1/reports/ii06?form=${form}&period=2022`);
  const lists = LISTS.map((query) => LIST + query);
  const routes = (urls: readonly string[]) => new Map(urls.map((url) => [url, get(url)]));
  return [
    { name: 'dashboard data', target: 5, asks: new Map([['dashboard', facts]]) },
    { name: 'II.06 of a year, the slowest form', target: 20, asks: routes(forms) },
    { name: 'the list behind a figure, the slowest', target: 10, asks: routes(lists) },
  ];
}

async function timed(world: World, db: Sqlite.Database, what: string, ask: () => Promise<unknown>, rounds: number) {
  const raw = await bare(world, db, ask);
  const times: { ours: number; raw: number }[] = [];
  for (let n = 0; n <= rounds; n++) {
    const each = { ours: await middle(ask), raw: await middle(raw) };
    // The first round warms up.
    if (n > 0) times.push(each);
  }
  return { what, ours: median(times.map(({ ours }) => ours)), raw: median(times.map((time) => time.raw)) };
}

/** The SQL of one answer, without anything else. */
async function bare({ platform }: World, db: Sqlite.Database, ask: () => Promise<unknown>): Promise<() => void> {
  const { database } = platform;
  const query = database.query.bind(database);
  const runs: (() => unknown)[] = [];
  database.query = (sql, given?: readonly SqlValue[]) => {
    const params = given ?? [];
    const values: Exclude<SqlValue, boolean>[] = [];
    const text = sql.replace(/\$(\d+)/g, (_, n: string) => {
      const value = params[Number(n) - 1] ?? null;
      values.push(typeof value === 'boolean' ? Number(value) : value);
      return '?';
    });
    const statement = db.prepare(text);
    if (statement.reader) runs.push(() => statement.all(values));
    return query(sql, given);
  };
  try {
    await ask();
  } finally {
    database.query = query;
  }
  return () => {
    for (const run of runs) run();
  };
}

async function middle(ask: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < PER_ROUND; n++) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  return median(times);
}
