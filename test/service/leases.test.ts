import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { Leases } from '../../src/platform/jobs/leases.js';
import { startTestApp } from '../support/app.js';

it('a run that is under way when the service stops ends first, and none begins', async () => {
  const world = await startTestApp();
  const leases = world.app.get(Leases);
  const database = world.app.get(Database);
  let end = (): void => undefined;
  const gate = new Promise<void>((resolve) => (end = resolve));
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let seen: unknown[] = [];
  const run = leases.run('slow', 10, async () => {
    begin();
    await gate;
    seen = await database.query('SELECT "owner" FROM "job_lease" WHERE "job" = $1', ['slow']);
  });
  await begun;
  let stopped = false;
  const stopping = leases.beforeApplicationShutdown().then(() => (stopped = true));
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(stopped).toBe(false);
  end();
  expect(await run).toBe(true);
  await stopping;
  expect(await leases.run('late', 10, () => Promise.reject(new Error('begun after the end')))).toBe(false);
  expect(seen).toHaveLength(1);
  expect(await database.query('SELECT "job" FROM "job_lease" WHERE "finishedAt" IS NOT NULL')).toEqual([
    { job: 'slow' },
  ]);
  await world.close();
});
