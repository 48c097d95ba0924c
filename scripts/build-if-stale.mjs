// @ts-check
/**
 * Makes dist/ say what src/ and migrations/ say, and does nothing when it already does. `npm start`, `npm run cli` and
 * `npm run demo` run it first, so that a fresh clone needs no step of its own. `--anyway` builds in any case.
 *
 * Fresh is judged by content, not by file times: a checkout, a copied folder or a container layer changes the times of
 * files that did not change. Where there is nothing to build with (production: no compiler, no sources), what is in
 * dist/ is what was installed, and it runs as it is.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (/** @type {string[]} */ ...parts) => join(root, ...parts);

const FOLDERS = ['src', 'migrations'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const ENTRIES = ['src/main', 'src/cli'];
const mark = inRoot('dist', '.built-from');
const memory = inRoot('dist', '.tsbuildinfo');

/** One line of what dist/ is built from: any change of any source, setting or dependency changes it. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const name of [...FOLDERS.flatMap(filesBelow), ...SETTINGS.filter((file) => existsSync(inRoot(file)))]) {
    hash
      .update(`${name.replaceAll(sep, '/')}\0`)
      .update(readFileSync(inRoot(name)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} folder */
function filesBelow(folder) {
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** The entries of this source tree that dist/ does not have. */
function missingEntries() {
  return ENTRIES.filter((entry) => existsSync(inRoot(`${entry}.ts`)) && !existsSync(inRoot('dist', `${entry}.js`)));
}

function canBuild() {
  // Production may carry the compiler as a dependency's peer, but never the types of Node.
  const needs = ['src', 'node_modules/typescript/bin/tsc', 'node_modules/@types/node/package.json'];
  return needs.every((path) => existsSync(inRoot(path)));
}

/** What was compiled from a file that is gone must not answer for it. */
function dropLeftovers() {
  for (const folder of FOLDERS) {
    if (!existsSync(inRoot('dist', folder))) continue;
    for (const file of filesBelow(join('dist', folder))) {
      const source = file.slice('dist/'.length).replace(/\.js(\.map)?$/, '');
      if (!existsSync(inRoot(`${source}.ts`)) && !existsSync(inRoot(`${source}.js`))) rmSync(inRoot(file));
    }
  }
}

/** @returns {number} the exit code of the process */
function main() {
  if (!canBuild()) {
    if (existsSync(inRoot('dist', 'src', 'main.js'))) return 0;
    console.error('Nothing to run: dist/ is missing and the compiler is not installed. Run `npm ci`, then try again.');
    return 1;
  }
  const now = fingerprint();
  const complete = missingEntries().length === 0;
  const fresh = complete && existsSync(mark) && readFileSync(mark, 'utf8') === now;
  if (fresh && !process.argv.includes('--anyway')) return 0;
  console.log('Building…');
  mkdirSync(inRoot('dist'), { recursive: true });
  rmSync(mark, { force: true });
  // The compiler skips what it remembers to have written, even where somebody has deleted it since.
  if (!complete) rmSync(memory, { force: true });
  dropLeftovers();
  const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  const { status, error } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(error ? `The compiler did not start: ${error.message}` : 'Not built: see the lines above.');
    return status ?? 1;
  }
  writeFileSync(mark, now);
  return 0;
}

process.exitCode = main();
