import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { createApp, type AppOptions } from '../../src/app.js';
import { readConfig } from '../../src/platform/config/app-config.js';
import type { Database } from '../../src/platform/database/database.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { Keys } from '../../src/platform/keys/keys.js';
import type { Platform } from '../../src/platform/platform.module.js';
import { RecordedRows } from '../../src/platform/seals/recorded-rows.js';
import { UnitsRepository } from '../../src/units/units.repository.js';
import { Agent, Browser, type Http } from './agents.js';
import { StoppedClock } from './clock.js';
import { openTestDatabase } from './database.js';
import { LINE_KEY } from './line-reports.js';
import { PEOPLE, TEST_PASSWORD, UNITS } from './small-world.js';

export interface TestAppOptions extends AppOptions {
  readonly clock?: StoppedClock;
  /** settings by name, as in the environment */
  readonly config?: Readonly<Record<string, string>>;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  readonly database: Database;
  readonly transactor: Transactor;
  readonly clock: StoppedClock;
  /** asks without being anybody */
  readonly http: Http;
  /** a service, repository or token of the application */
  get: NestFastifyApplication['get'];
  /** a program signed in with a bearer token: no CSRF */
  as(username: string): Promise<Agent>;
  /** a person at a browser: cookies, and the form token of every page */
  browse(username: string): Promise<Browser>;
  close(): Promise<void>;
}

/** The whole application on a fresh database of the engine, with the units and people of small-world.ts. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? new StoppedClock();
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-data-'));
  const test = await openTestDatabase();
  const { database } = test;
  const keys = new Keys(Buffer.alloc(32, 7));
  const transactor = new Transactor(database, new RecordedRows(database, keys));
  const config = readConfig({
    NODE_ENV: 'test',
    JOBS: '0',
    LOCK_MINUTES: '0',
    GATEWAY_KEY: LINE_KEY,
    DATA_DIR: folder,
    ...options.config,
  });
  const platform: Platform = { config, clock, database, transactor, keys };
  const close = async (): Promise<void> => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  };
  // Before the application: it reads the tree of units once and keeps it.
  await transactor.run((tx) => new UnitsRepository().write(tx, UNITS));
  const app = await createApp(platform, { log: false, ...options }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  await peopleTheWorld(app);
  const http: Http = (request) => app.inject(request);
  return {
    app,
    platform,
    database,
    transactor,
    clock,
    http,
    get: app.get.bind(app),
    as: (username) => Agent.signIn(http, username, TEST_PASSWORD),
    browse: (username) => Browser.signIn(http, username, TEST_PASSWORD),
    close: async () => {
      await app.close();
      await close();
    },
  };
}

async function peopleTheWorld(app: NestFastifyApplication): Promise<void> {
  const accounts = app.get(AccountsService, { strict: false });
  const passwordHash = await accounts.hashPassword(TEST_PASSWORD);
  await accounts.createUsers(PEOPLE.map((person) => ({ ...person, passwordHash })));
}
