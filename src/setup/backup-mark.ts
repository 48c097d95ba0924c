import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { instant, toLocalIso, type Instant } from '../domain/time/instant.js';

/** Beside what is copied, and no part of it: a restored copy does not know when it was made. */
const MARK = 'last-backup.json';

/** The last copy that was read back and found sound. */
export interface BackupMark {
  readonly at: Instant;
  readonly folder: string;
}

/** @param dataDir of the installation that was copied */
export async function markBackup(dataDir: string, { at, folder }: BackupMark): Promise<void> {
  await writeFile(join(dataDir, MARK), JSON.stringify({ at: toLocalIso(at), folder }));
}

/** @returns null where none was made, or what was noted of it cannot be read */
export async function lastBackup(dataDir: string): Promise<BackupMark | null> {
  try {
    const { at, folder } = JSON.parse(await readFile(join(dataDir, MARK), 'utf8')) as { at: string; folder: string };
    return { at: instant(at), folder };
  } catch {
    return null;
  }
}
