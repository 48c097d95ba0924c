import type { Proof, ProofOptions } from './proof.js';

const DOSSIERS = 20_000;

/** A month of twenty thousand dossiers in which much breaks, on SQLite; see `proveMonth`. */
export function prove(options: ProofOptions): Promise<Proof> {
  return proveMonth(options);
}

/**
 * Whatever breaks, every obligation has its letter, there is no letter without one, what was only feared lapsed, numbers
 * have no gap and no double, and no mail went twice. On the engine of the environment. `--dossiers=` changes how many.
 */
export async function proveMonth(options: ProofOptions): Promise<Proof> {
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const { playMonth } = await import('../support/month/play.js');
  const { failures, facts } = await playMonth(Number(options['dossiers'] ?? DOSSIERS), (text) => {
    console.error(text);
  });
  const engine = process.env['TEST_POSTGRES_URL'] ? 'PostgreSQL' : 'SQLite';
  return { facts: { engine, ...facts }, failures: [...failures] };
}
