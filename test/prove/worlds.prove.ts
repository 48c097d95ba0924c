import type { Proof, ProofOptions } from './proof.js';

const WORLDS = 1_000;
const TOGETHER = 40;
/** How often it is said how far it is. */
const SAY_EVERY = 100;

/**
 * A thousand worlds on SQLite: units of their own, a few dossiers, and 20 to 60 steps of people at random. After each,
 * the ledger, the judgements, the obligations and the figures of every day are what the pure functions say, history
 * folds to what stands in the tables, and to count anew gives what stood in the bins. A counterexample is made as small
 * as it can be, and printed as what people did. `--worlds=`, `--seed=` and `--together=` change the run.
 */
export async function prove(options: ProofOptions): Promise<Proof> {
  for (const name of ['TEST_POSTGRES_URL', 'DATABASE_URL']) Reflect.deleteProperty(process.env, name);
  return proveWorlds(options);
}

/** On the engine of this process. */
export async function proveWorlds(options: ProofOptions): Promise<Proof> {
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const { runWorlds } = await import('../support/worlds/runs.js');
  const { facts, failures } = await runWorlds({
    worlds: Number(options['worlds'] ?? WORLDS),
    together: Number(options['together'] ?? TOGETHER),
    steps: { least: 20, most: 60 },
    shrinkSeconds: 600,
    ...(options['seed'] !== undefined && { seed: Number(options['seed']) }),
    progress: (worlds) => {
      if (worlds % SAY_EVERY === 0) console.error(`${String(worlds)} worlds`);
    },
  });
  const engine = process.env['TEST_POSTGRES_URL'] ? 'PostgreSQL' : 'SQLite';
  return { facts: { engine, ...facts }, failures };
}
