import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../../src/app.module.js';
import { readConfig } from '../../../src/platform/config/app-config.js';
import { Database } from '../../../src/platform/database/database.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { Keys } from '../../../src/platform/keys/keys.js';
import { RecordedRows } from '../../../src/platform/seals/recorded-rows.js';
import { schema } from '../../../src/schema.js';
import type { TestApp } from '../app.js';
import { StoppedClock } from '../clock.js';

const KEYS = new Keys(Buffer.alloc(32, 7));

/** Everything of one service that outlives its process, and the moment at which it is opened. */
export interface Place {
  readonly url: string | undefined;
  readonly sqliteFile: string;
  /** papers and keys */
  readonly dataDir: string;
  /** ISO instant of the clock, which stands */
  readonly now: string;
  readonly config: Readonly<Record<string, string>>;
}

export interface Service {
  readonly app: INestApplicationContext;
  readonly database: Database;
  readonly clock: StoppedClock;
  /** a service of the application, wherever it lives */
  readonly get: <T>(type: new (...args: never[]) => T) => T;
  close(): Promise<void>;
}

/** The place of a world whose own application is still there. */
export function placeOf({ database, platform, clock }: TestApp, config: Readonly<Record<string, string>>): Place {
  const { url, database: sqliteFile } = database.writer.options as { url?: string; database?: string };
  return {
    url,
    sqliteFile: sqliteFile ?? '',
    dataDir: platform.config.DATA_DIR,
    now: new Date(clock.now()).toISOString(),
    config,
  };
}

/** The real application without its web server, on a database that exists: the same in a test and in its children. */
export async function openService(
  place: Place,
  transactorOn: (database: Database, rows: RecordedRows) => Transactor = (database, rows) =>
    new Transactor(database, rows),
): Promise<Service> {
  const { url, sqliteFile, dataDir, now } = place;
  const database = await Database.open({ url, sqliteFile, poolSize: 4 }, schema);
  const clock = new StoppedClock(now);
  const config = readConfig({ NODE_ENV: 'test', JOBS: '0', DATA_DIR: dataDir, ...place.config });
  const platform = {
    config,
    clock,
    database,
    transactor: transactorOn(database, new RecordedRows(database, KEYS)),
    keys: KEYS,
  };
  const app = await NestFactory.createApplicationContext(AppModule.with(platform), {
    logger: ['fatal'],
    abortOnError: false,
  });
  return {
    app,
    database,
    clock,
    get: (type) => app.get(type, { strict: false }),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
