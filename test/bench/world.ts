import { mkdirSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { createApp } from '../../src/app.js';
import { openPlatform } from '../../src/boot.js';
import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { readConfig } from '../../src/platform/config/app-config.js';
import type { Platform } from '../../src/platform/platform.module.js';
import { ProceduresImportService } from '../../src/procedures/procedures-import.service.js';
import { UnitsImportService } from '../../src/units/units-import.service.js';
import { Agent } from '../support/agents.js';
import { intake } from '../support/desk.js';
import { PEOPLE, TEST_PASSWORD } from '../support/small-world.js';

/** An ordinary Wednesday: no figure depends on the day it was measured on. */
const PREPARED_AT = '2023-05-17T08:00+07:00';
/** When the measured service starts: nothing prepared lies in its future. */
const SERVED_FROM = '2023-05-17T09:30+07:00';
const MASTER_KEY = '07'.repeat(32);

/** What a receiver posts in these measurements: a person and who brought the papers, about 700 bytes. */
export const INTAKE = intake({
  submitter: { name: 'Trần Thị Mỹ Hạnh', phone: '0912345678', authorisation: true },
  summary: 'Đề nghị cấp giấy phép cho thửa đất số 12, tờ bản đồ 34, khu phố Long Hải Bắc',
  copies: 2,
  documents: [
    { name: 'Đơn đề nghị theo mẫu', originals: 1, certified: 0, copies: 0 },
    { name: 'Giấy chứng nhận quyền sử dụng đất', originals: 0, certified: 1, copies: 1 },
  ],
  resultVia: 'desk',
});

export interface World {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  as(username: string): Promise<Agent>;
  close(): Promise<void>;
}

/** Settings of every process on a world; a training clock, everything else as people run it. */
export function settingsOf(url?: string): Record<string, string> {
  const database = url === undefined ? {} : { DATABASE_URL: url };
  return { NODE_ENV: 'development', MASTER_KEY, CLOCK_START: SERVED_FROM, ...database };
}

/** The application in this process on a database of its own, with everything the project ships and the tests' people. */
export async function makeWorld(folder: string, url?: string): Promise<World> {
  const world = await openWorld(folder, { ...settingsOf(url), CLOCK_START: PREPARED_AT }, false);
  const { app } = world;
  await app.get(UnitsImportService, { strict: false }).loadShipped();
  await app.get(CalendarImportService, { strict: false }).loadShipped();
  await app.get(ProceduresImportService, { strict: false }).loadShipped();
  const accounts = app.get(AccountsService, { strict: false });
  const passwordHash = await accounts.hashPassword(TEST_PASSWORD);
  await accounts.createUsers(PEOPLE.map((person) => ({ ...person, passwordHash })));
  return world;
}

/** @param durable false answers before the bytes are on the disk: only for making what will be measured */
export async function openWorld(
  folder: string,
  settings: Readonly<Record<string, string>>,
  durable = true,
): Promise<World> {
  mkdirSync(folder, { recursive: true });
  const config = readConfig({ JOBS: '0', DATA_DIR: folder, ...settings });
  const platform = await openPlatform(config, undefined, durable);
  const app = await createApp(platform, { log: false });
  return {
    app,
    platform,
    as: (username) => Agent.signIn((request) => app.inject(request), username, TEST_PASSWORD),
    close: async () => {
      await app.close();
      await platform.database.close();
    },
  };
}
