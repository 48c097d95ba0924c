import type { Proof, ProofOptions } from './proof.js';

const HONEST = 50_000;

/**
 * Twelve planted frauds among fifty thousand honest dossiers: all found, and the false alarms of each kind counted. The
 * frauds are done through the acts of the service; the honest dossiers are rows of the history, generated. `--honest=`
 * changes how many.
 */
export async function prove(options: ProofOptions): Promise<Proof> {
  for (const name of ['TEST_POSTGRES_URL', 'DATABASE_URL']) Reflect.deleteProperty(process.env, name);
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const { proveRadar } = await import('../support/radar-proof.js');
  return proveRadar(Number(options['honest'] ?? HONEST));
}
