// @ts-check
/**
 * Measures what test/bench/*.bench.ts measure, each in a process of its own: our figure, the raw limit found in the same
 * run, and their ratio. A figure is for orientation on the machine it ran on, never a test. Names may be given to run only
 * some; `--write` keeps their lines in docs/bench.md, `--rounds=1` is a quick look. A file that begins with `postgres-`
 * finds a PostgreSQL of its own, with fsync, in TEST_POSTGRES_URL.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { buildService, call, chosen, compile, options, root } from './measures.mjs';

/** @typedef {import('../test/bench/result.js').BenchResult} Result */

const page = join(root, 'docs', 'bench.md');
const HEAD = ['What', 'Ours', 'Raw limit', 'Ratio', 'Target', 'Met'];

/** @param {number} value */
function short(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** @param {Result} result */
function row({ name, ours, limit, unit, ratio, target, judged = 'ours' }) {
  // Rates are to be reached, everything else is to be stayed below.
  const more = /per second/.test(unit);
  const value = judged === 'ratio' ? ratio : ours;
  return [
    name,
    `${short(ours)} ${unit}`.trim(),
    short(limit),
    short(ratio),
    `${more ? '≥' : '≤'} ${short(target)}${judged === 'ratio' ? ' of the limit' : ''}`,
    (more ? value >= target : value <= target) ? 'yes' : 'no',
  ];
}

/** @param {string[][]} rows */
function table(rows) {
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const lines = all.map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** Lines measured some other time, for whoever measures only a few. */
function kept() {
  if (!existsSync(page)) return [];
  const lines = readFileSync(page, 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split('|'));
  return rows
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([name]) => name !== HEAD[0] && !/^-+$/.test(name ?? ''));
}

/** @param {string[][]} rows */
function write(rows) {
  const now = new Set(rows.map(([name]) => name));
  const all = [...kept().filter(([name]) => !now.has(name ?? '')), ...rows];
  all.sort(([a = ''], [b = '']) => a.localeCompare(b, 'en'));
  writeFileSync(
    page,
    `# Figures

Measured by \`npm run bench -- --write\` on ${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}.
Each line names the least the same thing can cost, measured in the same run: what that is stands in test/bench.
They are for orientation on one machine, and no test depends on them.

${table(all)}
`,
  );
}

function main() {
  const given = options();
  const files = chosen('test/bench', '.bench.ts');
  if (!buildService()) return 1;
  const built = compile('bench');
  const rows = files.flatMap((file) => {
    const postgres = basename(file).startsWith('postgres-') && !process.env['TEST_POSTGRES_URL'];
    const wrapped = postgres ? [join(root, 'scripts', 'with-postgres.mjs'), '--durable'] : [];
    const answer = /** @type {Result | Result[]} */ (call(built, file, 'bench', given, { wrapped }));
    const found = [answer].flat().map(row);
    for (const cells of found) console.log(cells.join(' · '));
    return found;
  });
  console.log(`\n${table(rows)}`);
  if ('write' in given) write(rows);
  return 0;
}

process.exitCode = main();
