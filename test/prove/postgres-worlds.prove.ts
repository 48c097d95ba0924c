import type { Proof, ProofOptions } from './proof.js';
import { proveWorlds } from './worlds.prove.js';

/** The same thousand worlds as worlds.prove.ts, on PostgreSQL. */
export function prove(options: ProofOptions): Promise<Proof> {
  if (!process.env['TEST_POSTGRES_URL']) {
    throw new Error('npm run prove gives a PostgreSQL to proofs that begin with postgres-');
  }
  return proveWorlds(options);
}
