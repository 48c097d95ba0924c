import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { createApp } from '../../src/app.js';
import { openPlatform } from '../../src/boot.js';
import { ImportResultService } from '../../src/imports/import-result.service.js';
import { ImportRunner } from '../../src/imports/import-runner.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { readConfig } from '../../src/platform/config/app-config.js';
import { MortalTransactor, type Death } from '../support/crash/mortal-transactor.js';

/** What a process of its own does with the file, in how little memory it can. */
export interface WorkerErrand {
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  /** a file to bring in; else the id of an import to accept, or to go on with */
  readonly file: string | null;
  readonly accept: string | null;
  readonly dies: Death;
}

export interface WorkerReport {
  readonly id: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly seconds: number;
  readonly peakMb: number;
  readonly longestPauseMs: number;
}

async function main({ folder, settings, file, accept, dies }: WorkerErrand): Promise<void> {
  const config = readConfig({ JOBS: '0', DATA_DIR: folder, ...settings });
  const opened = await openPlatform(config);
  const platform = { ...opened, transactor: new MortalTransactor(opened.database, undefined, dies) };
  const app = await createApp(platform, { log: false });
  const by = await app.get(AccountsService, { strict: false }).actor('desk_head');
  const imports = app.get(ImportsService, { strict: false });
  const asked = { format: 'xlsx', dryRun: true, unitCode: null, mappingName: null, mode: null, asOf: null } as const;
  const id = file === null ? accept : (await imports.receive(by, asked, createReadStream(file))).resource;
  if (file === null && id !== null && (await imports.find(id, by)).state === 'validated') {
    await imports.accept(id, true, by, null);
  }
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  pauses.enable();
  const began = performance.now();
  await app.get(ImportRunner, { strict: false }).run();
  const seconds = (performance.now() - began) / 1000;
  pauses.disable();
  const counts =
    id === null ? null : await app.get(ImportResultService, { strict: false }).counts(await imports.find(id, by));
  const report: WorkerReport = {
    id,
    counts,
    seconds,
    peakMb: process.resourceUsage().maxRSS / 1024,
    longestPauseMs: pauses.max / 1e6,
  };
  process.send?.(report);
  await app.close();
  await platform.database.close();
  process.disconnect();
}

await main(JSON.parse(process.argv[2] ?? '{}') as WorkerErrand);
