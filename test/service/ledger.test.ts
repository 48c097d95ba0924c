import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { registered, startDesk } from '../support/desk.js';

/** Not `toThrow`: the driver's errors may come from the realm of another test file of the same process. */
const refused = (table: string): Record<string, unknown> => ({
  message: expect.stringContaining(`${table} is insert-only`),
});

describe('what was promised, done and owed', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let test: TestApp;
  const run = (sql: string) => test.transactor.run((tx) => tx.execute(sql));

  beforeAll(async () => {
    test = await startDesk({ clock });
    await registered(await test.as('receiver'));
    clock.set('2023-05-09T07:35:00+07:00');
    await test.get(SweepService, { strict: false }).sweep();
  });
  afterAll(() => test.close());
  beforeEach(() => run('UPDATE "maintenance_switch" SET "open" = FALSE'));

  const FROZEN: readonly [table: string, sql: string][] = [
    ['promise', `UPDATE "promise" SET "currentDueAt" = '2024-01-01T00:00:00.000Z'`],
    ['promise', `UPDATE "promise" SET "lateFrom" = NULL`],
    ['promise', 'DELETE FROM "promise"'],
    ['dossier_event', `UPDATE "dossier_event" SET "actor" = 'nobody'`],
    ['dossier_event', 'DELETE FROM "dossier_event"'],
    ['obligation', 'DELETE FROM "obligation"'],
    ['obligation', `UPDATE "obligation" SET "since" = '2024-01-01T00:00:00.000Z'`],
    ['obligation', `UPDATE "obligation" SET "openedAt" = '2024-01-01T00:00:00.000Z', "openedDay" = '2024-01-01'`],
    ['obligation', `UPDATE "obligation" SET "unitCode" = 'H45.20'`],
    ['obligation', `UPDATE "obligation" SET "cause" = 'error'`],
  ];

  it.each(FROZEN)('%s: refuses %s', async (table, sql) => {
    const before = await test.database.query(`SELECT * FROM "${table}"`);
    expect(before).not.toHaveLength(0);
    await expect(run(sql)).rejects.toMatchObject(refused(table));
    expect(await test.database.query(`SELECT * FROM "${table}"`)).toEqual(before);
  });

  it('lets an obligation be waived, with who and why', async () => {
    await run(`UPDATE "obligation" SET "state" = 'waived', "waivedBy" = 'leader', "waiverReason" = 'đơn của công dân'`);
    await run(`UPDATE "obligation" SET "state" = 'owed', "waivedBy" = NULL, "waiverReason" = NULL`);
  });

  it('gives way to the named maintenance switch, and only while it is open', async () => {
    await run('UPDATE "maintenance_switch" SET "open" = TRUE');
    expect(await run(`UPDATE "dossier_event" SET "actor" = "actor"`)).toBe(2);
    expect(await run(`UPDATE "promise" SET "reason" = 'mended'`)).toBe(1);
    await run('UPDATE "maintenance_switch" SET "open" = FALSE');
    await expect(run(`UPDATE "promise" SET "reason" = 'again'`)).rejects.toMatchObject(refused('promise'));
  });
});
