import { sqliteHandle, type Database } from './database.js';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/**
 * Writes a SQLite file anew, so that nothing of what was erased stays in unused places of its pages or in its log.
 * It holds the write lock for as long as it takes: for a quiet hour. PostgreSQL does the like by itself (autovacuum).
 *
 * @returns false when somebody else kept the file locked
 */
export async function scrub(database: Database): Promise<boolean> {
  if (database.engine === 'postgres') return true;
  const handle = sqliteHandle(database.writer);
  for (let waited = 0; waited <= PATIENCE_MS; waited += PAUSE_MS) {
    try {
      handle.exec('VACUUM');
      handle.pragma('wal_checkpoint(TRUNCATE)');
      return true;
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return false;
}
