import { proveMonth } from './month.prove.js';
import { onPostgres } from './proof.js';

/** The same month as month.prove.ts, on PostgreSQL. */
export const prove = onPostgres(proveMonth);
