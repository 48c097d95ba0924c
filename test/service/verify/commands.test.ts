import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { checkLists } from '../../../src/cli/check-lists.js';
import { erase } from '../../../src/cli/erase.js';
import { rebuildLists } from '../../../src/cli/rebuild-lists.js';
import { verify } from '../../../src/cli/verify.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, registered, startDesk } from '../../support/desk.js';
import { sealed } from '../../support/verified.js';

const CLEAN = /^dossiers: 2; numbered letters: 0; rows of record: [1-9]\d*; not as written: 0$/;
const SETTINGS = ['DATA_DIR', 'DATABASE_URL', 'MASTER_KEY', 'NODE_ENV'];

describe('the commands that prove and forget', () => {
  const before = SETTINGS.map((name) => [name, process.env[name]] as const);
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-commands-'));
  const said = jest.spyOn(console, 'log');
  let world: TestApp;
  let code: string;

  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-04-28T14:00:00+07:00') });
    const receiver = await world.as('receiver');
    code = (await registered(receiver, { applicant: { ...APPLICANT, name: 'Trần Bị Quên' } })).code;
    await receiver.post(`/api/v1/dossiers/${code}/withdrawals`, { reason: 'Trần Bị Quên không cần nữa' });
    await registered(receiver);
    await sealed(world);
    Object.assign(process.env, { DATA_DIR: folder, NODE_ENV: 'test', MASTER_KEY: '07'.repeat(32) });
    const { writer, engine } = world.database;
    if (engine === 'sqlite') await writer.query(`VACUUM INTO '${join(folder, 'dung-hen.sqlite')}'`);
    else process.env['DATABASE_URL'] = (writer.options as unknown as { url: string }).url;
    cpSync(world.platform.config.DATA_DIR, folder, { recursive: true });
  });
  afterAll(async () => {
    said.mockRestore();
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** By somebody who may write SQL, where the commands look. */
  async function plant(sql: string): Promise<void> {
    if (world.database.engine === 'postgres') {
      await world.transactor.run((tx) => tx.execute(sql));
      return;
    }
    const file = new Sqlite(join(folder, 'dung-hen.sqlite'));
    file.exec(sql);
    file.close();
  }

  /** @returns what it said, and how it ends */
  async function run(command: () => Promise<void>): Promise<[said: string[], exitCode: typeof process.exitCode]> {
    said.mockReset();
    await command();
    const { exitCode } = process;
    process.exitCode = undefined;
    return [said.mock.calls.map(([line]) => String(line)), exitCode];
  }

  it('finds nothing, names the last checkpoint, and knows it again', async () => {
    const [lines, exitCode] = await run(() => verify([]));
    expect(lines[0]).toMatch(CLEAN);
    expect(exitCode).toBeUndefined();
    const kept = /^checkpoint to write down: (\d+:[0-9a-f]{64})$/.exec(lines[1]!)![1]!;
    expect(await run(() => verify(['--since', kept]))).toEqual([lines, undefined]);
    const [others, failed] = await run(() => verify(['--since', `1:${'0'.repeat(64)}`]));
    expect(others[0]).toBe('history_checkpoint/1 mac: the chain of checkpoints breaks here');
    expect(failed).toBe(1);
  });

  it.each([[['--since']], [['--since', '1']], [['--all']]])('refuses %j', async (args) => {
    await expect(verify(args)).rejects.toMatchObject({ message: expect.stringContaining('verify [--since') });
  });

  it('names what lists lack, and sets it right', async () => {
    await plant(`DELETE FROM "dossier_concern" WHERE "unitCode" = '*'`);
    await plant(`UPDATE "dossier_token" SET "token" = 'khac' WHERE "token" = 'quen'`);
    const [named, failed] = await run(checkLists);
    expect(named.filter((line) => /^dossier_concern H45\.20-230428-000\d \* missing$/.test(line))).toHaveLength(2);
    expect(named.filter((line) => line.startsWith('dossier_token')).sort()).toEqual([
      `dossier_token ${code} missing`,
      `dossier_token ${code} stray`,
    ]);
    expect(named.at(-1)).toBe('rebuild-lists sets this right');
    expect(failed).toBe(1);
    expect((await run(() => verify([])))[0]).toContain(
      `${code} dossier_concern: it does not follow from the dossier: rebuild-lists sets this right`,
    );
    expect(await run(rebuildLists)).toEqual([['rows set right: 4'], undefined]);
    expect(await run(checkLists)).toEqual([['the lists are what the dossiers say'], undefined]);
  });

  it('forgets, and finds nothing afterwards', async () => {
    await expect(erase([code])).rejects.toMatchObject({ message: expect.stringContaining('erase <dossier code>') });
    await expect(erase(['H45.20-230428-9999', 'đơn số 1'])).rejects.toMatchObject({ code: 'not_found' });
    expect(await run(() => erase([code, 'đơn', 'số 1']))).toEqual([[`${code}: its people are forgotten`], undefined]);
    const [lines, exitCode] = await run(() => verify([]));
    expect([lines[0], exitCode]).toEqual([expect.stringMatching(CLEAN), undefined]);
  });
});
