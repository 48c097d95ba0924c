// @ts-check
/**
 * Runs what is too long for every run of the tests: test/prove/*.prove.ts, each in a process of its own. Names may be given
 * to run only some, `--name=value` is handed on to them (e.g. `--seconds=10`), and `--write` keeps what came out in
 * docs/proofs/<name>.json. A file that begins with `postgres-` finds a PostgreSQL of its own in TEST_POSTGRES_URL.
 *
 * A proof exports `prove(options)` and answers `{ facts, failures }`: what was seen, and what should not have been.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { buildService, call, chosen, compile, options, root } from './measures.mjs';

/** @typedef {{ facts: Record<string, string | number>, failures: string[] }} Proof */

/** @param {string} name @param {Proof} proof */
function keep(name, { facts, failures }) {
  const folder = join(root, 'docs', 'proofs');
  mkdirSync(folder, { recursive: true });
  const machine = `${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ machine, facts, failures }, null, 2)}\n`);
}

function main() {
  const given = options();
  const files = chosen('test/prove', '.prove.ts');
  if (!buildService()) return 1;
  const built = compile('prove');
  let failed = 0;
  for (const file of files) {
    const name = basename(file, '.prove.ts');
    const own = name.startsWith('postgres-') && !process.env['TEST_POSTGRES_URL'];
    const wrapped = own ? [join(root, 'scripts', 'with-postgres.mjs')] : [];
    const proof = /** @type {Proof} */ (call(built, file, 'prove', given, { wrapped }));
    console.log(`\n${name}: ${proof.failures.length === 0 ? 'proved' : 'NOT PROVED'}`);
    for (const [fact, value] of Object.entries(proof.facts)) console.log(`  ${fact}: ${value}`);
    for (const failure of proof.failures) console.log(`  FAILURE: ${failure}`);
    if ('write' in given) keep(name, proof);
    failed += proof.failures.length;
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = main();
