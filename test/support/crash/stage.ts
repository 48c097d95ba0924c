import { randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyDatabase, onServer } from '../database.js';
import type { Place } from './service.js';

/** A folder of databases and papers that are copied for each crash, and removed together. */
export interface Stage {
  /** a database with all of its papers, the same as `from` but nobody else's; `from` must be closed */
  copy(from: Place): Promise<Place>;
  /** removes one copy before its time: many at the end take longer than a hook may */
  drop(place: Place): Promise<void>;
  close(): Promise<void>;
}

/** @param on where it is to lie; null: among the temporary files */
export function openStage(on: string | null = null): Stage {
  const root = mkdtempSync(join(on ?? tmpdir(), 'dung-hen-stage-'));
  const databases = new Set<string>();
  const server = process.env['TEST_POSTGRES_URL'];
  const dropDatabase = async (name: string): Promise<void> => {
    if (server && databases.delete(name)) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return {
    copy: async (from) => {
      const folder = join(root, randomUUID());
      mkdirSync(folder);
      cpSync(from.dataDir, join(folder, 'data'), { recursive: true });
      const place = { ...from, dataDir: join(folder, 'data'), sqliteFile: join(folder, 'copy.sqlite') };
      if (!server || from.url === undefined) {
        copyFileSync(from.sqliteFile, place.sqliteFile);
        return place;
      }
      const name = `t_${randomUUID().replaceAll('-', '')}`;
      databases.add(name);
      await copyDatabase(server, name, databaseOf(from.url));
      return { ...place, url: Object.assign(new URL(server), { pathname: `/${name}` }).toString() };
    },
    drop: async ({ url, dataDir }) => {
      if (url !== undefined) await dropDatabase(databaseOf(url));
      rmSync(dirname(dataDir), { recursive: true, force: true });
    },
    close: async () => {
      for (const name of [...databases]) await dropDatabase(name);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
