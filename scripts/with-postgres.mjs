// @ts-check
/**
 * Runs a command with a PostgreSQL of its own: `node scripts/with-postgres.mjs node …`. The command finds it in
 * TEST_POSTGRES_URL. The cluster lives in a temporary folder (in memory where there is room), listens on the loopback
 * address only, on a free port, with a password made for this run, and is gone when the command is. PostgreSQL refuses to
 * run as root: there the server gets the account `postgres` or `nobody`, the command keeps yours. `--durable` before the
 * command makes commits reach the disk, for measuring what they cost.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { memoryFolder } from './memory.mjs';

const USER = 'dung_hen';
const ATTEMPTS = 3;
const windows = process.platform === 'win32';

/** Nothing here outlives the run, so nothing has to survive a power cut. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  timezone: 'UTC',
};

/** What a server has when nobody says otherwise: a commit is on the disk before it is answered. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** The folder with initdb and pg_ctl: Debian keeps them out of PATH, the Windows installer too. */
function findBinaries() {
  const homes = ['/usr/lib/postgresql', 'C:\\Program Files\\PostgreSQL'].filter(existsSync).flatMap((home) =>
    readdirSync(home)
      .sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
      .map((version) => join(home, version, 'bin')),
  );
  const folders = [...homes, ...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/pgsql/bin'];
  const found = folders.find((folder) =>
    ['initdb', 'pg_ctl'].every((name) => existsSync(join(folder, windows ? `${name}.exe` : name))),
  );
  if (!found) throw new Error('PostgreSQL is not installed: neither PATH nor its usual folders hold initdb and pg_ctl');
  return found;
}

/** The account of the server where we are root; elsewhere our own. */
function account() {
  if (process.getuid?.() !== 0) return {};
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!entry) throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

class Cluster {
  /** @param {boolean} durable */
  constructor(durable) {
    this.settings = { ...SETTINGS, ...(durable ? DURABLE : {}) };
    this.binaries = findBinaries();
    this.account = account();
    const place = durable ? undefined : memoryFolder();
    this.folder = mkdtempSync(join(process.env['TMPDIR'] ?? place ?? tmpdir(), 'dung-hen-postgres-'));
    this.data = join(this.folder, 'data');
    this.password = randomBytes(16).toString('hex');
    this.own(this.folder);
  }

  /** @param {string} path */
  own(path) {
    const { uid, gid } = this.account;
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  }

  /** @param {string} name @param {string[]} args */
  tool(name, args) {
    // A file, not a pipe: the server inherits it and would hold a pipe open for as long as it runs.
    return (
      spawnSync(join(this.binaries, name), args, { ...this.account, cwd: this.folder, stdio: 'ignore' }).status === 0
    );
  }

  create() {
    const secret = join(this.folder, 'password');
    writeFileSync(secret, this.password, { mode: 0o600 });
    this.own(secret);
    const auth = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${secret}`];
    const common = ['--no-sync', '--encoding=UTF8', '--locale=C', ...auth, `--pgdata=${this.data}`];
    // Vietnamese order, as a server here has it: what holds only in byte order shows. Builds without ICU have no other.
    const made =
      this.tool('initdb', [...common, '--locale-provider=icu', '--icu-locale=vi-VN']) || this.tool('initdb', common);
    if (!made) throw new Error('initdb could not make a cluster');
  }

  /** @returns {Promise<string>} the address of the server, password included */
  async start() {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const port = await freePort();
      const settings = Object.entries({ ...this.settings, port: String(port) }).map(
        ([name, value]) => `${name} = '${value}'`,
      );
      writeFileSync(join(this.data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
      const log = join(this.folder, 'log');
      if (this.tool('pg_ctl', ['start', '--wait', '--timeout=60', `--pgdata=${this.data}`, `--log=${log}`])) {
        return `postgres://${USER}:${this.password}@127.0.0.1:${port}/postgres`;
      }
      // Somebody may have taken the port in between; anything else stays wrong and is shown.
      if (attempt === ATTEMPTS) console.error(existsSync(log) ? readFileSync(log, 'utf8') : 'no log');
    }
    throw new Error('PostgreSQL did not start');
  }

  remove() {
    this.tool('pg_ctl', ['stop', '--mode=immediate', '--wait', `--pgdata=${this.data}`]);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What is running, and whether somebody asked to stop before it was. */
const under = {
  /** @type {import('node:child_process').ChildProcess | null} */
  child: null,
  /** @type {NodeJS.Signals | null} */
  asked: null,
};

/** A signal ends the command, never us: the cluster is removed on every way out. */
function passSignalsOn() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      under.asked = signal;
      under.child?.kill(signal);
    });
  }
}

/**
 * @param {string[]} command
 * @param {string} url
 * @returns {Promise<number>} its exit code
 */
function run([name = '', ...args], url) {
  return new Promise((resolve, reject) => {
    if (under.asked) return resolve(128 + constants.signals[under.asked]);
    const env = { ...process.env, TEST_POSTGRES_URL: url };
    const child = spawn(name === 'node' ? process.execPath : name, args, { stdio: 'inherit', env });
    under.child = child;
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

async function main() {
  const durable = process.argv[2] === '--durable';
  const command = process.argv.slice(durable ? 3 : 2);
  if (command.length === 0) throw new Error('say what to run: node scripts/with-postgres.mjs <command> [arguments]');
  passSignalsOn();
  const cluster = new Cluster(durable);
  try {
    cluster.create();
    return await run(command, await cluster.start());
  } finally {
    cluster.remove();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
