import { prove as proveFullDisk } from './full-disk.prove.js';
import type { Proof } from './proof.js';

/** The same as full-disk.prove.ts, on PostgreSQL. */
export function prove(): Promise<Proof> {
  if (!process.env['TEST_POSTGRES_URL']) {
    throw new Error('npm run prove gives a PostgreSQL to proofs that begin with postgres-');
  }
  return proveFullDisk();
}
