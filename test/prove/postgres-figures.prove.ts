import { proveAllFigures } from './figures.prove.js';
import { onPostgres } from './proof.js';

/** The same dossiers and figures as figures.prove.ts, on PostgreSQL. */
export const prove = onPostgres(proveAllFigures);
