import { prove as proveFullDisk } from './full-disk.prove.js';
import { onPostgres } from './proof.js';

/** The same as full-disk.prove.ts, on PostgreSQL. */
export const prove = onPostgres(proveFullDisk);
