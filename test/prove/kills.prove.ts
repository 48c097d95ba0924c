import { fileURLToPath } from 'node:url';
import type { WalkName } from '../support/crash/walks/walks.js';
import type { Proof, ProofOptions } from './proof.js';

/** A proof runs compiled: so does what it starts. */
const CHILD = fileURLToPath(new URL('../support/crash/child.js', import.meta.url));

/** Letters are killed between every two steps, on SQLite; see `proveKills`. */
export function prove(options: ProofOptions): Promise<Proof> {
  return proveKills(options);
}

/**
 * A process is killed before and after each of its commits while letters are printed, approved, numbered, scanned, signed,
 * issued, sent, refused, taken on to the next way and called about. People try again: in the end everything is as if
 * nothing had happened. On the engine of the environment; `--walk=` takes one of them, `--commits=a-b` some.
 */
export async function proveKills(options: ProofOptions): Promise<Proof> {
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const [{ KilledWalks }, { WALKS }] = await Promise.all([
    import('../support/crash/walks/killed-walks.js'),
    import('../support/crash/walks/walks.js'),
  ]);
  const names = (Object.keys(WALKS) as WalkName[]).filter((name) => (options['walk'] ?? name) === name);
  const facts: Record<string, string | number> = { engine: process.env['TEST_POSTGRES_URL'] ? 'PostgreSQL' : 'SQLite' };
  const failures: string[] = [];
  for (const name of names) {
    const walks = await KilledWalks.open(name, CHILD);
    try {
      const { commits, picture, again } = await walks.undisturbed();
      failures.push(...again.map((line) => `${name}: walked twice: ${line}`));
      if (options['show'] !== undefined) console.error(picture);
      const [first, last] = (options['commits'] ?? `1-${String(commits)}`).split('-').map(Number) as [number, number];
      let killed = 0;
      for (let commit = first; commit <= last; commit += 1) {
        for (const when of ['before', 'after'] as const) {
          const found = await walks.killed({ when, commit }, picture);
          for (const failure of found) console.error(`${name}: ${failure}`);
          failures.push(...found.map((failure) => `${name}: ${failure}`));
          killed += 1;
        }
        console.error(`${name}: ${String(commit)} of ${String(commits)} commits`);
      }
      facts[`${name}: commits`] = commits;
      facts[`${name}: processes killed`] = killed;
    } finally {
      await walks.close();
    }
  }
  return { facts, failures };
}
