import { randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServer } from '../database.js';
import type { Place } from './service.js';

/** A folder of databases and papers that are copied for each crash, and removed together. */
export interface Stage {
  /** a database with all of its papers, the same as `from` but nobody else's; `from` must be closed */
  copy(from: Place): Promise<Place>;
  close(): Promise<void>;
}

export function openStage(): Stage {
  const root = mkdtempSync(join(tmpdir(), 'dung-hen-stage-'));
  const databases: string[] = [];
  const server = process.env['TEST_POSTGRES_URL'];
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
      databases.push(name);
      await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${new URL(from.url).pathname.slice(1)}`);
      return { ...place, url: Object.assign(new URL(server), { pathname: `/${name}` }).toString() };
    },
    close: async () => {
      if (server) for (const name of databases) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
