import { join } from 'node:path';
import { instant, type Clock } from './domain/time/instant.js';
import { SystemClock, TrainingClock } from './platform/clock/clock.js';
import type { AppConfig } from './platform/config/app-config.js';
import { Database } from './platform/database/database.js';
import { Transactor } from './platform/database/transactor.js';
import { checkKeys, loadKeys } from './platform/keys/master-key.js';
import type { Platform } from './platform/platform.module.js';
import { RecordedRows } from './platform/seals/recorded-rows.js';
import { schema } from './schema.js';

/**
 * Opens the database (migrating it), the keys and the clock: the ground on which the application and commands stand.
 *
 * @param durable false only for building a file that nobody relies on yet (DatabaseSettings.durable)
 * @throws Error for a database that is not durable in production
 */
export async function openPlatform(
  config: AppConfig,
  clock: Clock = chooseClock(config),
  durable = true,
): Promise<Platform> {
  if (!durable && config.NODE_ENV === 'production') throw new Error('in production every commit reaches the disk');
  const { DATABASE_URL: url, DATABASE_POOL: poolSize } = config;
  const sqliteFile = join(config.DATA_DIR, 'dung-hen.sqlite');
  const database = await Database.open({ url, sqliteFile, poolSize, durable }, schema);
  const keys = loadKeys(config.MASTER_KEY, config.DATA_DIR);
  const transactor = new Transactor(database, new RecordedRows(database, keys));
  await checkKeys(keys, database, transactor);
  return { config, clock, database, transactor, keys };
}

function chooseClock(config: AppConfig): Clock {
  return config.CLOCK_START ? new TrainingClock(instant(config.CLOCK_START)) : new SystemClock();
}
