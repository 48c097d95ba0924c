import { onPostgres } from './proof.js';
import { proveWorlds } from './worlds.prove.js';

/** The same thousand worlds as worlds.prove.ts, on PostgreSQL. */
export const prove = onPostgres(proveWorlds);
