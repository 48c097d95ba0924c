import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCounts } from '../../../src/cli/check-counts.js';
import { rebuildCounts } from '../../../src/cli/rebuild-counts.js';
import { instant } from '../../../src/domain/time/instant.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { insertFacts, insertFactWorld, openFact } from '../../support/dossier-facts.js';

const SETTINGS = ['DATA_DIR', 'DATABASE_URL', 'MASTER_KEY', 'NODE_ENV'];

describe('the commands that count anew', () => {
  const before = SETTINGS.map((name) => [name, process.env[name]] as const);
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-commands-'));
  const said = jest.spyOn(console, 'log');
  let test: TestDatabase;

  beforeAll(async () => {
    test = await openTestDatabase();
    await new Transactor(test.database).run(async (tx) => {
      await insertFactWorld(tx, { units: [['T.1', null]], procedures: [['P1', 'xd']] });
      await insertFacts(tx, [openFact('D-1', instant('2023-01-12T00:00:00+07:00'))], { alone: true });
    });
    process.env['DATA_DIR'] = folder;
    process.env['NODE_ENV'] = 'test';
    process.env['MASTER_KEY'] = '07'.repeat(32);
    if (test.url !== undefined) process.env['DATABASE_URL'] = test.url;
    else {
      await test.database.close();
      copyFileSync(test.sqliteFile, join(folder, 'dung-hen.sqlite'));
    }
  });
  afterAll(async () => {
    said.mockRestore();
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @returns what it said, and how it ends */
  async function run(command: () => Promise<void>): Promise<[said: string, exitCode: typeof process.exitCode]> {
    said.mockReset();
    await command();
    const { exitCode } = process;
    process.exitCode = undefined;
    return [said.mock.calls.map(([line]) => String(line)).join('\n'), exitCode];
  }

  it('name what differs and fail, set it right, and find nothing any more', async () => {
    const [named, failed] = await run(checkCounts);
    expect(named).toContain('kpi_bin T.1 field day 2023-01-03 xd counter none false lacks received +1');
    expect(named).toContain('kpi_bin T.1 procedure day 2023-01-12 P1 counter none false lacks overdueDelta +1');
    expect(failed).toBe(1);
    expect(await run(rebuildCounts)).toEqual([expect.stringMatching(/^1 of 3\n2 of 3\n3 of 3\n/), undefined]);
    expect(await run(checkCounts)).toEqual(['the figures are what the dossiers say', undefined]);
  });
});
