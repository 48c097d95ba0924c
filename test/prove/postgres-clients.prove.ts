import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands.js';
import { startOurs, type Started } from '../bench/processes.js';
import { INTAKE, makeWorld, settingsOf } from '../bench/world.js';
import { onServer } from '../support/database.js';
import { SAME_DAY, THREE_DAYS, FIVE_DAYS } from '../support/desk.js';
import { PEOPLE, TEST_PASSWORD } from '../support/small-world.js';
import { faultsOf } from './clients-faults.js';
import { chooseAct, choosePerson, type Seen } from './client-acts.js';
import { runCommand } from './command.js';
import type { Proof, ProofOptions } from './proof.js';

const CLIENTS = 200;
const SECONDS = 120;
/** Received a week earlier: most of them are late by now, and the sweep notes them while clients act. */
const LATER = '2023-05-25T08:30+07:00';
const EARLIER_DOSSIERS = 150;
const INSTANCES = 2;
/** Clients meet on the same few dossiers. */
const HOT = 80;
const PROCEDURES = [THREE_DAYS, FIVE_DAYS, SAME_DAY];
/** Refusals that a race or a role explains; anything else of the kind is a fault of somebody. */
const LAWFUL = new Set([403, 404, 409, 412, 422]);

/** What all clients know together. */
interface Desk {
  readonly servers: readonly Started[];
  readonly tokens: ReadonlyMap<string, string>;
  readonly codes: string[];
  /** acts answered as done, by dossier */
  readonly done: Map<string, number>;
  readonly answers: Map<string, number>;
  readonly failures: string[];
  until: number;
}

/**
 * Two hundred clients mix acts on two instances over one PostgreSQL while a sweep runs. Afterwards: no deadlock, no act
 * answered as done that is not in the history and none there that nobody did, codes without gaps, figures as recounted,
 * obligations opened once.
 */
export async function prove(options: ProofOptions): Promise<Proof> {
  const server = process.env['TEST_POSTGRES_URL'];
  if (!server) throw new Error('npm run prove gives a PostgreSQL to proofs that begin with postgres-');
  const name = `p_${randomUUID().replaceAll('-', '')}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-proof-'));
  const settings = { ...settingsOf(url), CLOCK_START: LATER };
  const servers: Started[] = [];
  await onServer(server, `CREATE DATABASE ${name}`);
  try {
    const codes = await earlier(folder, url);
    for (let i = 0; i < INSTANCES; i++)
      servers.push(await startOurs(folder, { ...settings, JOBS: i === 0 ? '1' : '0' }));
    const desk: Desk = {
      servers,
      tokens: await signIn(servers),
      codes,
      done: new Map(codes.map((code) => [code, 0])),
      answers: new Map(),
      failures: [],
      until: performance.now() + Number(options['seconds'] ?? SECONDS) * 1000,
    };
    const sweeps = sweepMeanwhile(desk, { DATA_DIR: folder, ...settings });
    await Promise.all(Array.from({ length: Number(options['clients'] ?? CLIENTS) }, () => client(desk)));
    const swept = await sweeps;
    await Promise.all(servers.splice(0).map((each) => each.stop()));
    const checked = ['check-counts', 'verify'].filter((command) => COMMANDS.some((known) => known.name === command));
    for (const command of checked) {
      const { status, output } = await runCommand(command, { DATA_DIR: folder, ...settings });
      if (status !== 0) desk.failures.push(`${command}: ${output.slice(0, 500)}`);
    }
    const { facts, failures } = await faultsOf(url, desk.done);
    return {
      facts: {
        ...facts,
        ...Object.fromEntries([...desk.answers].sort().map(([what, count]) => [`answers ${what}`, count])),
        sweeps: swept,
        'commands that agreed': checked.join(', '),
      },
      failures: [...desk.failures.slice(0, 20), ...failures],
    };
  } finally {
    await Promise.all(servers.map((each) => each.stop()));
    await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function earlier(folder: string, url: string): Promise<string[]> {
  const world = await makeWorld(folder, url);
  try {
    const receiver = await world.as('receiver');
    const codes: string[] = [];
    for (let i = 0; i < EARLIER_DOSSIERS; i++) {
      const answer = await receiver.post('/api/v1/dossiers', { ...INTAKE, procedureCode: PROCEDURES[i % 2] });
      codes.push(answer.json<{ code: string }>().code);
    }
    return codes;
  } finally {
    await world.close();
  }
}

async function signIn(servers: readonly Started[]): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const { username } of PEOPLE) {
    const answer = await fetch(`${servers[0]?.url ?? ''}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: TEST_PASSWORD }),
    });
    tokens.set(username, ((await answer.json()) as { token: string }).token);
  }
  return tokens;
}

async function sweepMeanwhile(desk: Desk, settings: Readonly<Record<string, string>>): Promise<number> {
  let swept = 0;
  do {
    const { status, output } = await runCommand('sweep', settings);
    if (status !== 0) desk.failures.push(`sweep: ${output.slice(0, 500)}`);
    swept += 1;
  } while (performance.now() < desk.until);
  return swept;
}

async function client(desk: Desk): Promise<void> {
  while (performance.now() < desk.until) {
    if (Math.random() < 0.3) await receive(desk);
    else await act(desk);
  }
}

interface Answer {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: unknown;
}

async function ask(
  desk: Desk,
  username: string,
  method: 'GET' | 'POST',
  path: string,
  what: string,
  rest: {
    readonly body?: object;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const { url } = desk.servers[Math.floor(Math.random() * desk.servers.length)] ?? { url: '' };
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${desk.tokens.get(username) ?? ''}`,
      ...(rest.body ? { 'content-type': 'application/json' } : {}),
      ...rest.headers,
    },
    ...(rest.body ? { body: JSON.stringify(rest.body) } : {}),
  });
  const text = await answer.text();
  const key = `${what} ${answer.status}`;
  desk.answers.set(key, (desk.answers.get(key) ?? 0) + 1);
  if (!answer.ok && !LAWFUL.has(answer.status)) desk.failures.push(`${key}: ${text.slice(0, 300)}`);
  return {
    status: answer.status,
    replayed: answer.headers.get('idempotency-replayed') === 'true',
    body: answer.ok ? (JSON.parse(text) as unknown) : null,
  };
}

/** Sometimes the same request goes out twice at once, as from an impatient finger: one dossier, one code. */
async function receive(desk: Desk): Promise<void> {
  const ward = Math.random() < 0.2;
  const username = ward ? 'xp.receiver' : 'receiver';
  const procedureCode = ward ? SAME_DAY : (PROCEDURES[Math.floor(Math.random() * 2)] ?? THREE_DAYS);
  const body = { ...INTAKE, procedureCode, unitCode: ward ? 'H45.20.21' : 'H45.20' };
  const headers = { 'idempotency-key': randomUUID() };
  const times = Math.random() < 0.1 ? 2 : 1;
  const answers = await Promise.all(
    Array.from({ length: times }, () => ask(desk, username, 'POST', '/api/v1/dossiers', 'register', { body, headers })),
  );
  const codes = new Set(answers.flatMap(({ body: made }) => (made ? [(made as Seen).code] : [])));
  if (codes.size > 1) desk.failures.push(`one request made ${[...codes].join(' and ')}`);
  for (const code of codes) {
    desk.codes.push(code);
    desk.done.set(code, desk.done.get(code) ?? 0);
  }
}

async function act(desk: Desk): Promise<void> {
  const { codes } = desk;
  const hot = Math.random() < 0.7 ? Math.max(0, codes.length - HOT) : 0;
  const code = codes[hot + Math.floor(Math.random() * (codes.length - hot))] ?? '';
  const seen = (
    await ask(desk, code.startsWith('H45.20.21') ? 'xp.leader' : 'desk_head', 'GET', `/api/v1/dossiers/${code}`, 'read')
  ).body as Seen | null;
  const chosen = seen && chooseAct(seen, Math.random);
  const person = chosen && choosePerson(PEOPLE, chosen.act, seen, Math.random);
  if (!person) return;
  const headers = {
    'idempotency-key': randomUUID(),
    ...(Math.random() < 0.5 ? { 'if-match': `"${seen.version}"` } : {}),
  };
  const path = `/api/v1/dossiers/${code}/${chosen.path}`;
  const { status, replayed } = await ask(desk, person.username, 'POST', path, chosen.act, {
    body: chosen.body,
    headers,
  });
  if (status < 300 && !replayed) desk.done.set(code, (desk.done.get(code) ?? 0) + 1);
}
