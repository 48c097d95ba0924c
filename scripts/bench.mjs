// @ts-check
/**
 * Measures what test/bench/*.bench.ts measure, each in a process of its own: our figure, the raw limit found in the same
 * run, and their ratio. A figure is for orientation on the machine it ran on, never a test. Names may be given to run only
 * some; `--write` keeps the table in docs/bench.md.
 */
import { transformFileSync } from '@swc/core';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import jestConfig from '../jest.config.js';

/** @typedef {{ name: string, ours: number, limit: number, unit: string, ratio: number, target: number }} Result */

const root = resolve(import.meta.dirname, '..');
// Inside the project, so that packages and templates are found as always.
const built = join(root, 'dist', 'bench');
const ONE = 'const { bench } = await import(process.argv[1]); console.log("\\n" + JSON.stringify(await bench()));';

/** @param {string} folder */
function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

/** With the settings of the tests: what is measured is what is tested. */
function compile() {
  rmSync(built, { recursive: true, force: true });
  const [, options] = jestConfig.transform['^.+\\.ts$'] ?? [];
  for (const file of ['src', 'migrations', 'test/bench', 'test/support'].flatMap(filesBelow)) {
    const to = join(built, file.replace(/\.ts$/, '.js'));
    if (!/\.[jt]s$/.test(file)) continue;
    mkdirSync(dirname(to), { recursive: true });
    if (file.endsWith('.js')) copyFileSync(join(root, file), to);
    else
      writeFileSync(to, transformFileSync(join(root, file), /** @type {import('@swc/core').Options} */ (options)).code);
  }
}

/** @param {string} file @returns {Result} */
function measure(file) {
  const args = ['--no-warnings', '--input-type=module', '--eval', ONE, pathToFileURL(join(built, file)).href];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${file} failed`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** @param {number} value */
function short(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** @param {Result} result */
function row({ name, ours, limit, unit, ratio, target }) {
  // Rates are to be reached, everything else is to be stayed below.
  const more = /per second/.test(unit);
  const met = more ? ours >= target : ours <= target;
  return [
    name,
    `${short(ours)} ${unit}`.trim(),
    short(limit),
    short(ratio),
    `${more ? '≥' : '≤'} ${short(target)}`,
    met ? 'yes' : 'no',
  ];
}

/** @param {string[][]} rows */
function table(rows) {
  const all = [['What', 'Ours', 'Raw limit', 'Ratio', 'Target', 'Met'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const lines = all.map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** @param {string} figures */
function page(figures) {
  return `# Figures

Measured by \`npm run bench -- --write\` on ${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}.
Each line names the least the same thing can cost, measured in the same run: what that is stands in test/bench.
They are for orientation on one machine, and no test depends on them.

${figures}
`;
}

function main() {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const build = spawnSync(process.execPath, [join(root, 'scripts', 'build-if-stale.mjs')], { stdio: 'inherit' });
  if (build.status !== 0) return 1;
  compile();
  const files = filesBelow(join('test', 'bench')).filter((file) => file.endsWith('.bench.ts'));
  const chosen = files.filter((file) => asked.length === 0 || asked.some((name) => file.includes(name)));
  const rows = chosen.sort().map((file) => row(measure(file.replace(/\.ts$/, '.js'))));
  console.log(table(rows));
  if (process.argv.includes('--write')) writeFileSync(join(root, 'docs', 'bench.md'), page(table(rows)));
  return 0;
}

process.exitCode = main();
