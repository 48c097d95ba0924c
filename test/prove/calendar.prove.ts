import type { Proof, ProofOptions } from './proof.js';

const DOSSIERS = 5_000;

/** A calendar changed under five thousand dossiers, on SQLite; see `proveCalendar`. */
export function prove(options: ProofOptions): Promise<Proof> {
  return proveCalendar(options);
}

/**
 * What was shown is what happens, originals and what was late stay, and a second run changes nothing. On the engine
 * of the environment. `--dossiers=` changes how many.
 */
export async function proveCalendar(options: ProofOptions): Promise<Proof> {
  // Entities read the engine once, when they are loaded.
  await import('../support/environment.js');
  const { changeUnderDossiers } = await import('../support/calendar-change.js');
  const count = Number(options['dossiers'] ?? DOSSIERS);
  const { failures, ...facts } = await changeUnderDossiers(count, (text) => {
    console.error(text);
  });
  const engine = process.env['TEST_POSTGRES_URL'] ? 'PostgreSQL' : 'SQLite';
  return { facts: { engine, ...facts }, failures };
}
