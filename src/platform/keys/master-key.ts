import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../database/database.js';
import type { Transactor } from '../database/transactor.js';
import { Keys } from './keys.js';

/**
 * The master key: from the setting, else from `master.key` in the data folder, made at first start.
 * A backup of the database without this file cannot be read; docs/operations says to keep them apart.
 */
export function loadKeys(setting: string | undefined, dataDir: string): Keys {
  if (setting) return new Keys(Buffer.from(setting, 'hex'));
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  return new Keys(Buffer.from(readFileSync(file, 'utf8').trim(), 'hex'));
}

/** @throws Error when the database was written with another master key: everything encrypted would be lost */
export async function checkKeys(keys: Keys, database: Database, transactor: Transactor): Promise<void> {
  await transactor.run(async (tx) => {
    await tx.execute('INSERT INTO "key_check" ("id", "keyId") VALUES (1, $1) ON CONFLICT DO NOTHING', [keys.keyId]);
  });
  const [row] = await database.query<{ keyId: string }>('SELECT "keyId" FROM "key_check" WHERE "id" = 1');
  if (row?.keyId !== keys.keyId) {
    throw new Error(
      `this database was written with master key ${row?.keyId ?? '?'}, but the process has ${keys.keyId}: put the right MASTER_KEY or master.key back`,
    );
  }
}
