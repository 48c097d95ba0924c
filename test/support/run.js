// @ts-check
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { memoryFolder } from '../../scripts/memory.mjs';

/**
 * Before all tests, in the process that starts the others. Databases of tests stand in memory where the system has a
 * folder for that with room enough (a container's is often too small), because what a test writes need not survive the
 * machine; `TMPDIR` names another folder. The run has a name, under which its first migrated database is kept for copies.
 */
export default function begin() {
  process.env['TMPDIR'] ??= memoryFolder() ?? tmpdir();
  const run = randomBytes(6).toString('hex');
  process.env['TEST_RUN'] = run;
  // jest calls the end from a module of its own: what it is about is handed over here.
  Object.assign(globalThis, { endOfTestRun: () => end(run) });
}

/** @param {string} run */
async function end(run) {
  rmSync(join(tmpdir(), `dung-hen-${run}.sqlite`), { force: true });
  const server = process.env['TEST_POSTGRES_URL'];
  if (!server) return;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS dh_${run} WITH (FORCE)`);
  await client.end();
}
