import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { toLocalIso } from '../domain/time/instant.js';
import { SystemClock } from '../platform/clock/clock.js';
import { readConfig } from '../platform/config/app-config.js';
import { markBackup } from '../setup/backup-mark.js';

const KEPT = '14';
const COPY = /^dung-hen-\d{8}-\d{6}\.sqlite$/;

/**
 * A copy of everything but the key, beside the running service: the database as of one moment, read back and checked, then
 * the papers that are not there yet. Older copies beyond `--keep` go, and papers that were erased go with them.
 *
 * @throws Error where the database is PostgreSQL (pg_dump does it), or the folder lies within what is copied
 */
export async function backup(args: readonly string[]): Promise<void> {
  const { folder, keep } = asked(args);
  const { DATABASE_URL: url, DATA_DIR: data } = readConfig(process.env);
  if (url !== undefined) {
    throw new Error(`PostgreSQL copies itself: pg_dump --format=custom, then copy ${join(data, 'files')}`);
  }
  const target = resolve(folder);
  if (isWithin(target, resolve(data))) throw new Error(`a copy inside ${data} is lost with it: name another folder`);
  await mkdir(target, { recursive: true });
  const copy = await copyDatabase(join(data, 'dung-hen.sqlite'), target);
  const papers = await copyPapers(join(data, 'files'), join(target, 'files'));
  const dropped = await dropOld(target, keep);
  // Said on the page of the server's checks, to whoever never sees this window.
  await markBackup(data, { at: new SystemClock().now(), folder: target });
  console.log(`${copy.file}: ${copy.dossiers} dossiers, read back and sound`);
  console.log(`papers: ${papers.copied} copied, ${papers.dropped} erased since; older copies dropped: ${dropped}`);
  console.log(`the master key is not in it: keep ${join(data, 'master.key')} apart, on paper or on another disk`);
}

function asked(args: readonly string[]): { folder: string; keep: number } {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { keep: { type: 'string', default: KEPT } },
    allowPositionals: true,
  });
  const [folder, ...rest] = positionals;
  const keep = Number(values.keep);
  if (folder === undefined || rest.length > 0 || !Number.isInteger(keep) || keep < 1) {
    throw new Error('backup <folder> [--keep <number of copies, 1 or more>]');
  }
  return { folder, keep };
}

async function copyDatabase(file: string, target: string): Promise<{ file: string; dossiers: number }> {
  const stamp = toLocalIso(new SystemClock().now()).replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  const half = join(target, 'dung-hen.half');
  await rm(half, { force: true });
  const live = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    await live.backup(half);
  } finally {
    live.close();
  }
  const dossiers = soundCount(half);
  await synced(half);
  const copy = join(target, `dung-hen-${stamp}.sqlite`);
  await rename(half, copy);
  return { file: copy, dossiers };
}

/** @throws Error when the copy cannot be relied on */
function soundCount(file: string): number {
  const copy = new Sqlite(file, { readonly: true });
  try {
    const said = copy.pragma('integrity_check', { simple: true });
    if (said !== 'ok') throw new Error(`the copy is not sound: ${String(said)}`);
    return copy.prepare('SELECT count(*) FROM "dossier"').pluck().get() as number;
  } finally {
    copy.close();
  }
}

/** Papers are named by their hash and never change: what is there is right. */
async function copyPapers(from: string, to: string): Promise<{ copied: number; dropped: number }> {
  const [ours, theirs] = await Promise.all([filesIn(from), filesIn(to)]);
  let copied = 0;
  for (const [name, bytes] of ours) {
    if (theirs.get(name) === bytes) continue;
    const path = join(to, name);
    await mkdir(dirname(path), { recursive: true });
    await copyFile(join(from, name), `${path}.half`);
    await synced(`${path}.half`);
    await rename(`${path}.half`, path);
    copied += 1;
  }
  const gone = [...theirs.keys()].filter((name) => !ours.has(name));
  for (const name of gone) await rm(join(to, name));
  return { copied, dropped: gone.length };
}

/** sizes by path below the folder; none where there is no folder */
async function filesIn(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name));
  const sizes = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(folder, path), (await stat(path)).size] as const;
  });
  return new Map(await Promise.all(sizes));
}

async function dropOld(target: string, keep: number): Promise<number> {
  const old = (await readdir(target))
    .filter((name) => COPY.test(name))
    .sort()
    .slice(0, -keep);
  for (const name of old) await rm(join(target, name));
  return old.length;
}

async function synced(path: string): Promise<void> {
  // Windows syncs only what it may write.
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}
