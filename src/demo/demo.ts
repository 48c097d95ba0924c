import { buildYear } from './build.js';
import { demoConfig } from './config.js';
import { demoFolder, drop, isComplete, newHalfFolder, putInPlace } from './folder.js';
import { Progress } from './progress.js';
import { serve, welcome } from './serve.js';
import { Staff } from './staff.js';
import { SEED } from './town.js';

const FLAGS = ['--fresh', '--no-serve'];

/**
 * `npm run demo`: a lifelike, invented year on a SQLite file of its own, served with a training clock. A file that is
 * there is used as it is; `--fresh` makes it anew, `--no-serve` stops when it is there.
 *
 * @throws Error for an unknown flag, in production, and where DATABASE_URL is set
 */
export async function demo(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => !FLAGS.includes(arg));
  if (unknown.length > 0) throw new Error(`demo knows ${FLAGS.join(' and ')}, not ${unknown.join(' ')}`);
  // How instants are stored is decided by this variable when the tables load, before we are asked.
  if (process.env['DATABASE_URL'])
    throw new Error('the demo lives in a SQLite file of its own: unset DATABASE_URL first');
  // Files of the demo are for this user and group, as the real ones are.
  process.umask(0o027);
  demoConfig(demoFolder);
  if (args.includes('--fresh') || !isComplete(SEED)) await build();
  if (process.exitCode !== undefined) return;
  const staff = new Staff(SEED);
  if (args.includes('--no-serve')) process.stdout.write(welcome('http://localhost:3000', staff));
  else await serve(staff);
}

async function build(): Promise<void> {
  const progress = new Progress();
  const half = newHalfFolder();
  const interrupted = { yes: false };
  const stop = (): void => {
    interrupted.yes = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  try {
    progress.say('dựng một năm minh họa, khoảng một phút / building an invented year, about a minute');
    await buildYear(half, progress, () => interrupted.yes);
    await putInPlace(half, SEED);
    progress.say(`đã có / ready: ${demoFolder}`);
  } catch (error) {
    drop(half);
    // Ctrl+C reaches our child processes too: whatever failed after it, failed because of it.
    if (!interrupted.yes) throw error;
    progress.say('đã dừng, không để lại gì / stopped, nothing left behind');
    process.exitCode = 130;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}
