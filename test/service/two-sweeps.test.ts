import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { MINUTE } from '../../src/domain/time/instant.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { Leases } from '../../src/platform/jobs/leases.js';
import { compileService, type Compiled } from '../support/compiled.js';
import type { Errand, Report } from '../support/crash/child.js';
import { startChild } from '../support/crash/run-child.js';
import { openService, type Service } from '../support/crash/service.js';
import { openStage, type Stage } from '../support/crash/stage.js';
import { closedWorld, sweepUntilQuiet, type ClosedWorld } from '../support/crash/world.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

const DOSSIERS = 40;
const BREACH = '2023-05-09T07:35:00+07:00';
const LATER = '2023-05-09T07:45:00+07:00';

describe(`${DOSSIERS} broken promises and more than one sweep`, () => {
  let compiled: Compiled;
  let stage: Stage;
  let mail: MailServer;
  let world: ClosedWorld;

  beforeAll(async () => {
    compiled = compileService();
    stage = openStage();
    mail = await startMailServer();
    const promises = Array.from({ length: DOSSIERS }, (_, i) => ({
      at: '2023-04-28T14:00:00+07:00',
      email: `citizen${i}@example.vn`,
    }));
    world = await closedWorld(promises, { SMTP_URL: mail.url, APOLOGY_MODE: 'auto' });
  });
  afterAll(async () => {
    await world.close();
    await mail.close();
    await stage.close();
    compiled.remove();
  });
  beforeEach(() => {
    mail.received.length = 0;
  });

  async function expectOneEach({ database }: Service): Promise<void> {
    const obligations = await database.query(`SELECT DISTINCT "dossierId" FROM "obligation" WHERE "state" = 'settled'`);
    expect(obligations).toHaveLength(DOSSIERS);
    const letters = await database.query<{ numberSerial: number; state: string; dossierId: string }>(
      `SELECT "numberSerial", "state", "dossierId" FROM "letter" ORDER BY "numberSerial"`,
    );
    expect(letters.map(({ numberSerial }) => numberSerial)).toEqual(Array.from({ length: DOSSIERS }, (_, i) => i + 1));
    expect(new Set(letters.map(({ state }) => state))).toEqual(new Set(['issued']));
    expect(new Set(letters.map(({ dossierId }) => dossierId)).size).toBe(DOSSIERS);
    const messages = await database.query(`SELECT "state", "attempts" FROM "message"`);
    expect(messages).toEqual(Array.from({ length: DOSSIERS }, () => ({ state: 'sent', attempts: 1 })));
    expect(mail.received.map(({ to }) => to[0]).sort()).toEqual(
      Array.from({ length: DOSSIERS }, (_, i) => `citizen${i}@example.vn`).sort(),
    );
  }

  it('one after the other: the second finds nothing to do', async () => {
    const service = await openService(await stage.copy({ ...world.place, now: BREACH }));
    const sweeps = service.get(SweepService);
    const nothing = { retried: 0, failed: 0, uncertain: 0 };
    const none = { lapsed: 0, forecast: 0 };
    const all = { breached: DOSSIERS, drafted: DOSSIERS, issued: DOSSIERS, mail: { sent: DOSSIERS, ...nothing } };
    expect(await sweeps.sweep()).toEqual({ ...all, ...none });
    expect(await sweeps.sweep()).toEqual({
      breached: 0,
      drafted: 0,
      issued: 0,
      ...none,
      mail: { sent: 0, ...nothing },
    });
    await expectOneEach(service);
    await service.close();
  });

  it('from two processes at once: one obligation, one letter, one number, one mail each', async () => {
    const place = await stage.copy({ ...world.place, now: BREACH });
    const errand: Errand = { place, work: { sweep: true }, dies: null };
    const script = compiled.script('test/support/crash/child.ts');
    const both = await Promise.all([1, 2].map(() => startChild<Report>(script, errand, place.url)));
    const ends = await Promise.all(both.map((child) => child.go()));
    const swept = ends.map(({ report }) => report!.swept!);
    const sum = (of: (one: (typeof swept)[number]) => number) => swept.reduce((total, one) => total + of(one), 0);
    expect([sum(({ breached }) => breached), sum(({ drafted }) => drafted)]).toEqual([DOSSIERS, DOSSIERS]);
    expect(sum((one) => one.mail.failed + one.mail.uncertain + one.mail.retried)).toBe(0);
    const service = await openService({ ...place, now: LATER });
    await sweepUntilQuiet(service);
    await expectOneEach(service);
    await service.close();
  });

  it('with cases at the head of the line that nobody can work on: they hold nobody back', async () => {
    const service = await openService(await stage.copy({ ...world.place, now: BREACH }));
    // A unit that is in no tree: whatever needs it fails. 400 of them come before the others.
    const columns = (await service.database.query('SELECT * FROM "dossier" LIMIT 1')).flatMap(Object.keys);
    const changed: Readonly<Record<string, string>> = {
      id: `'x' || n."n" || substr("id", 5)`,
      code: `"code" || '-' || n."n"`,
      holderUnitCode: `'gone'`,
      lateFrom:
        service.database.engine === 'postgres' ? `"lateFrom" - interval '1 hour'` : `'2023-05-08T16:00:00.000Z'`,
    };
    await new Transactor(service.database).run((tx) =>
      tx.execute(
        `WITH RECURSIVE n("n") AS (SELECT 1 UNION ALL SELECT n."n" + 1 FROM n WHERE n."n" < 10)
         INSERT INTO "dossier" (${columns.map((name) => `"${name}"`).join(', ')})
         SELECT ${columns.map((name) => changed[name] ?? `"${name}"`).join(', ')} FROM "dossier" CROSS JOIN n`,
      ),
    );
    expect(await service.get(SweepService).sweep()).toMatchObject({ breached: DOSSIERS, issued: DOSSIERS });
    await expectOneEach(service);
    await service.close();
  });

  it('under one lease: the second waits for the first, and takes over from a dead one', async () => {
    const service = await openService(await stage.copy({ ...world.place, now: BREACH }));
    const { clock, database } = service;
    const [mine, theirs] = [1, 2].map(() => new Leases(clock, new Transactor(database))) as [Leases, Leases];
    const ran: string[] = [];
    const note = (who: string) => () => Promise.resolve(ran.push(who));
    await mine.run('sweep', 10, async () => {
      ran.push('mine');
      expect(await theirs.run('sweep', 10, note('too early'))).toBe(false);
      clock.advance(10 * MINUTE);
      expect(await theirs.run('sweep', 10, note('theirs'))).toBe(true);
    });
    expect(await mine.run('sweep', 10, note('mine again'))).toBe(true);
    expect(ran).toEqual(['mine', 'theirs', 'mine again']);
    await service.close();
  });
});
