import { proveKills } from './kills.prove.js';
import { onPostgres } from './proof.js';

/** The same as kills.prove.ts, on PostgreSQL. */
export const prove = onPostgres(proveKills);
