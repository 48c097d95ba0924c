import { proveCalendar } from './calendar.prove.js';
import { onPostgres } from './proof.js';

/** The same five thousand dossiers as calendar.prove.ts, on PostgreSQL. */
export const prove = onPostgres(proveCalendar);
