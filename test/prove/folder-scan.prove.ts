import 'reflect-metadata';
import type { Proof, ProofOptions } from './proof.js';

/** A folder of forty letters comes back from the scanner: each sheet finds its letter, and the rest is listed. */
export async function prove(options: ProofOptions): Promise<Proof> {
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const { fortyLetters } = await import('../support/forty-letters.js');
  const { facts, failures } = await fortyLetters(Number(options['letters'] ?? 40), Number(options['dots'] ?? 150));
  return { facts, failures: [...failures] };
}
