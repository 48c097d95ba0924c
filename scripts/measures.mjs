// @ts-check
/**
 * What benches and proofs have in common: the sources compiled as the tests compile them, and one exported function of
 * one file called in a process of its own.
 */
import { transformFileSync } from '@swc/core';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import jestConfig from '../jest.config.js';

export const root = resolve(import.meta.dirname, '..');
// What a file logs comes first; its answer is the last line.
const CALL =
  'const [file, name, given] = process.argv.slice(1); const made = await import(file);' +
  'console.log("\\n" + JSON.stringify(await made[name](JSON.parse(given))));';

/** @param {string} folder below the root @returns {string[]} paths from the root */
export function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

/**
 * With the settings of the tests: what is measured is what is tested. Inside the project, so that packages and templates
 * are found as always.
 *
 * @param {string} to a folder below dist/ for this alone
 */
export function compile(to) {
  const built = join(root, 'dist', to);
  rmSync(built, { recursive: true, force: true });
  const [, options] = jestConfig.transform['^.+\\.ts$'] ?? [];
  for (const file of ['src', 'migrations', 'test/bench', 'test/prove', 'test/support'].flatMap(filesBelow)) {
    const target = join(built, file.replace(/\.ts$/, '.js'));
    if (!/\.[jt]s$/.test(file)) continue;
    mkdirSync(dirname(target), { recursive: true });
    if (file.endsWith('.js')) copyFileSync(join(root, file), target);
    else
      writeFileSync(
        target,
        transformFileSync(join(root, file), /** @type {import('@swc/core').Options} */ (options)).code,
      );
  }
  return built;
}

/**
 * @param {string} built what `compile` answered
 * @param {string} file as in the project, with .ts
 * @param {string} name of the exported function
 * @param {Record<string, string>} given
 * @param {{ wrapped?: string[] }} [how] a command to run it under
 */
export function call(built, file, name, given, { wrapped = [] } = {}) {
  const href = pathToFileURL(join(built, file.replace(/\.ts$/, '.js'))).href;
  const args = ['--no-warnings', '--input-type=module', '--eval', CALL, href, name, JSON.stringify(given)];
  const { status, stdout } = spawnSync(
    process.execPath,
    [...wrapped, ...(wrapped.length > 0 ? ['node'] : []), ...args],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = (stdout ?? '').trim().split('\n');
  if (status !== 0) throw new Error(`${file} failed\n${stdout}`);
  const said = lines.slice(0, -1).join('\n').trim();
  if (said !== '') console.log(said);
  return JSON.parse(lines.at(-1) ?? '');
}

/** `--name=value` and `--name` of the command line. */
export function options() {
  const given = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  return Object.fromEntries(
    given.map((argument) => {
      const [name = '', ...value] = argument.slice(2).split('=');
      return [name, value.join('=')];
    }),
  );
}

/** Files of a kind: all, or of each name on the command line the one that is called so, else those that carry it. */
export function chosen(/** @type {string} */ folder, /** @type {string} */ ending) {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const all = filesBelow(folder).filter((file) => file.endsWith(ending));
  const meant = (/** @type {string} */ file, /** @type {string} */ name) =>
    all.some((one) => basename(one) === `${name}${ending}`)
      ? basename(file) === `${name}${ending}`
      : file.includes(name);
  const files = all.filter((file) => asked.length === 0 || asked.some((name) => meant(file, name))).sort();
  if (files.length === 0) throw new Error(`none of ${all.map((file) => file.slice(folder.length + 1)).join(', ')}`);
  return files;
}

/** The compiled service that `npm start` runs; false when it does not build. */
export function buildService() {
  return spawnSync(process.execPath, [join(root, 'scripts', 'build-if-stale.mjs')], { stdio: 'inherit' }).status === 0;
}
