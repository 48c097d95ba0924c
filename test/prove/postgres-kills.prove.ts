import { proveKills } from './kills.prove.js';
import type { Proof, ProofOptions } from './proof.js';

/** The same as kills.prove.ts, on PostgreSQL. */
export function prove(options: ProofOptions): Promise<Proof> {
  if (!process.env['TEST_POSTGRES_URL']) {
    throw new Error('npm run prove gives a PostgreSQL to proofs that begin with postgres-');
  }
  return proveKills(options);
}
