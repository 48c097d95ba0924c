import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../platform/templates/project-root.js';

/** Raised when the plan or the acts change: a file of an earlier one is not what this version shows. */
const VERSION = 3;
const MARK = 'demo.json';
const HALF = 'demo-building-';

export const demoFolder = join(projectRoot, 'var', 'demo');

/** Is there a complete demo of this version and seed? A folder gets its name only when it is complete. */
export function isComplete(seed: number): boolean {
  const file = join(demoFolder, MARK);
  return existsSync(file) && readFileSync(file, 'utf8') === markOf(seed);
}

/** An empty folder of this process beside the final one; what earlier processes left half done is removed. */
export function newHalfFolder(): string {
  const parent = dirname(demoFolder);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(HALF) && !isAlive(Number(name.slice(HALF.length)))) drop(join(parent, name));
  }
  const folder = join(parent, `${HALF}${process.pid}`);
  drop(folder);
  mkdirSync(folder);
  return folder;
}

/**
 * Puts a built folder in its place: marked, on the disk, then named; the one before is thrown away last.
 *
 * @throws Error where another process still has the one before open (Windows): it then stays as it is
 */
export async function putInPlace(half: string, seed: number): Promise<void> {
  writeFileSync(join(half, MARK), markOf(seed));
  for (const name of [MARK, 'master.key', 'dung-hen.sqlite']) await sync(join(half, name));
  const before = `${half}-before`;
  if (existsSync(demoFolder)) renameSync(demoFolder, before);
  renameSync(half, demoFolder);
  drop(before);
}

export function drop(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function markOf(seed: number): string {
  return `${JSON.stringify({ seed, version: VERSION })}\n`;
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Signal 0 asks without doing anything. */
function isAlive(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
