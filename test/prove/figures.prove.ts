import type { Proof, ProofOptions } from './proof.js';

const DOSSIERS = 200_000;
const SEED = 20_231_215;

/**
 * Every figure of every report over 200,000 generated dossiers equals the recount by the pure functions of the domain,
 * on SQLite. `--dossiers=` and `--seed=` change the run.
 */
export async function prove(options: ProofOptions): Promise<Proof> {
  for (const name of ['TEST_POSTGRES_URL', 'DATABASE_URL']) Reflect.deleteProperty(process.env, name);
  return proveAllFigures(options);
}

/** On the engine of this process. */
export async function proveAllFigures(options: ProofOptions): Promise<Proof> {
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const { proveFigures } = await import('../support/figures-proof/index.js');
  const [dossiers, seed] = [Number(options['dossiers'] ?? DOSSIERS), Number(options['seed'] ?? SEED)];
  const { facts, failures } = await proveFigures(dossiers, seed, undefined, (text) => {
    console.error(text);
  });
  const engine = process.env['TEST_POSTGRES_URL'] ? 'PostgreSQL' : 'SQLite';
  return { facts: { engine, ...facts }, failures };
}
