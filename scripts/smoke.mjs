// @ts-check
/**
 * Starts what was built as a person would and asks it a few things: `node scripts/smoke.mjs start` walks the way of a real
 * installation (migrate, catalogue, first account, start, sign in, stop, start again), `… demo` starts the demonstration and
 * signs in with every name it prints. On PostgreSQL when TEST_POSTGRES_URL is set. Needs `npm run build` before.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '..');
/** The demonstration lives through a year before it opens. */
const WAIT_MS = 300_000;
const ADDRESS = /https?:\/\/[\w.[\]:-]+:\d+/;

/** A running service; `said` is all it has printed. */
class Service {
  /** @param {string[]} args @param {NodeJS.ProcessEnv} environment */
  constructor(args, environment) {
    this.said = '';
    this.address = '';
    this.child = spawn(process.execPath, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = once(this.child, 'exit');
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (this.said += text));
    }
  }

  /** @returns {Promise<this>} when it says where it listens and answers there */
  async ready() {
    const until = Date.now() + WAIT_MS;
    for (; Date.now() < until && this.child.exitCode === null; await pause(100)) {
      this.address = ADDRESS.exec(this.said)?.[0] ?? '';
      if (this.address !== '' && (await isReady(this.address))) return this;
    }
    await this.stop();
    throw new Error(`it did not start:\n${this.said}`);
  }

  /** @param {string} path @param {number} status @param {RegExp} content */
  async answers(path, status, content) {
    const answer = await fetch(this.address + path, { redirect: 'manual' });
    assert.equal(answer.status, status, path);
    assert.match(await answer.text(), content, path);
  }

  /** @param {string} username @param {string} password */
  async signsIn(username, password) {
    const answer = await fetch(`${this.address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    assert.equal(answer.status, 201, `${username} cannot sign in`);
    const { token } = /** @type {{ token: string }} */ (await answer.json());
    const me = await fetch(`${this.address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(me.status, 200, `${username} is not known after signing in`);
  }

  async stop() {
    if (this.child.exitCode === null) this.child.kill('SIGTERM');
    const [code] = await this.exited;
    return code;
  }
}

/** @param {string} address */
async function isReady(address) {
  try {
    return (await fetch(`${address}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** A setting for a process of its own: nothing of ours leaks in, nothing of it stays. @param {string} folder */
function environment(folder) {
  const { PATH, SystemRoot, HOME, TEST_POSTGRES_URL } = process.env;
  const postgres = TEST_POSTGRES_URL
    ? { DATABASE_URL: TEST_POSTGRES_URL, MASTER_KEY: randomBytes(32).toString('hex') }
    : {};
  return { PATH, SystemRoot, HOME, DATA_DIR: folder, PORT: '0', ...postgres };
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} env */
function command(args, env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/src/cli.js', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  assert.equal(status, 0, `${args.join(' ')}:\n${stdout}${stderr}`);
}

/** @param {string} folder */
async function start(folder) {
  const env = environment(folder);
  const password = randomBytes(9).toString('base64url');
  command(['migrate'], env);
  command(['load-catalogue'], env);
  command(['create-admin', 'an.nv', 'Nguyễn Văn An', 'H45.20'], { ...env, ADMIN_PASSWORD: password });
  for (const time of ['first', 'second']) {
    const service = await new Service(['dist/src/main.js'], env).ready();
    try {
      await service.answers('/health/live', 200, /ok/);
      await service.answers('/log-in', 200, /<form/);
      await service.answers('/api/openapi.json', 200, /"openapi"/);
      await service.answers('/nowhere', 404, /./);
      await service.signsIn('an.nv', password);
    } finally {
      assert.equal(await service.stop(), 0, `the ${time} start did not stop cleanly:\n${service.said}`);
    }
  }
}

/** @param {string} folder */
async function demo(folder) {
  const service = await new Service(['dist/src/cli.js', 'demo'], environment(folder)).ready();
  try {
    await service.answers('/log-in', 200, /<form/);
    const [, password = ''] = /password: (\S+)/.exec(service.said) ?? [];
    const people = [...service.said.matchAll(/^ {2}([a-z][a-z0-9.]+) +[a-z_]+(?:, [a-z_]+)* {2}/gm)];
    assert.ok(password !== '' && people.length > 0, `no log-ins printed:\n${service.said}`);
    for (const [, username = ''] of people) await service.signsIn(username, password);
  } finally {
    assert.equal(await service.stop(), 0, `the demonstration did not stop cleanly:\n${service.said}`);
  }
}

const WAYS = { start, demo };
const way = WAYS[/** @type {keyof typeof WAYS} */ (process.argv[2] ?? '')];
if (!way) throw new Error('node scripts/smoke.mjs start|demo');
const folder = mkdtempSync(join(tmpdir(), 'dung-hen-smoke-'));
try {
  await way(folder);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
