import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/domain/accounts/roles.js';
import { ActsService } from '../../src/dossiers/acts.service.js';
import { intakeOf } from '../../src/dossiers/intake/intake-request.js';
import { IntakeService } from '../../src/dossiers/intake/intake.service.js';
import { liftCounter } from '../../src/platform/database/counter.js';
import type { NewDossierRequest } from '../../src/dossiers/dossiers.dto.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { intake, startDesk, THREE_DAYS, type DossierAnswer } from '../support/desk.js';

const RECEIVER: Actor = {
  username: 'receiver',
  fullName: 'Trần Thị Bình',
  unitCode: 'H45.20',
  roles: ['receiver', 'returner'],
};

describe('a crowded desk', () => {
  const clock = new StoppedClock('2023-06-05T08:00:00+07:00');
  let test: TestApp;
  beforeAll(async () => {
    test = await startDesk({ clock });
  });
  afterAll(() => test.close());

  const register = (changes: object = {}) =>
    test
      .get(IntakeService, { strict: false })
      .register(intakeOf(intake(changes) as NewDossierRequest), RECEIVER, null)
      .then(({ resource }) => resource);
  const codes = async (): Promise<string[]> => {
    const rows = await test.database.query<{ code: string }>('SELECT "code" FROM "dossier" ORDER BY "code"');
    return rows.map(({ code }) => code);
  };

  it('gives 50 dossiers at once 50 codes in a row; those refused in between leave no gap', async () => {
    const asked = Array.from({ length: 65 }, (_, i) => i % 13 === 5 || i % 13 === 6 || i % 13 === 9);
    const results = await Promise.allSettled(
      // An immediate result is refused inside the transaction, after the code was taken.
      asked.map((refused) => register(refused ? { instant: true } : {})),
    );
    for (const [i, result] of results.entries()) {
      if (asked[i]) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'dossier.action_refused' } });
      else expect(result.status).toBe('fulfilled');
    }
    const expected = Array.from({ length: 50 }, (_, i) => `H45.20-230605-${String(i + 1).padStart(4, '0')}`);
    expect(await codes()).toEqual(expected);
    expect(results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).sort()).toEqual(expected);
  });

  it('makes one dossier of the same request sent five times at once', async () => {
    const before = await codes();
    const receiver = await test.as('receiver');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        receiver.post('/api/v1/dossiers', intake({ procedureCode: THREE_DAYS }), { 'idempotency-key': 'one-citizen' }),
      ),
    );
    const made = answers.map((answer) => answer.json<DossierAnswer>());
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    expect(new Set(made.map(({ code }) => code))).toEqual(new Set(['H45.20-230605-0051']));
    expect(new Set(made.map(({ trackingSecret }) => trackingSecret)).size).toBe(1);
    expect(await codes()).toHaveLength(before.length + 1);
    await register();
    expect((await codes()).at(-1)).toBe('H45.20-230605-0052');
  });

  it('lets one of two acts on the same dossier through and tells the other that it moved', async () => {
    const code = await register();
    const acts = test.get(ActsService, { strict: false });
    const request = { code, by: RECEIVER, ifMatch: null, write: null };
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, (_, i) => acts.withdraw(request, `Công dân xin rút hồ sơ, đơn số ${i + 1}`)),
    );
    const lost = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []));
    expect(lost).toHaveLength(3);
    for (const { code: why } of lost) expect(['dossier.changed_meanwhile', 'dossier.action_refused']).toContain(why);
    expect(lost.map(({ code: why }) => why)).toContain('dossier.changed_meanwhile');
    const events = await test.database.query(
      `SELECT e."act" FROM "dossier_event" e JOIN "dossier" d ON d."id" = e."dossierId" WHERE d."code" = $1 ORDER BY "seq"`,
      [code],
    );
    expect(events).toEqual([{ act: 'register' }, { act: 'withdraw' }]);
  });

  it('goes on with five digits after 9999, and the history names the code it was given', async () => {
    await test.transactor.run((tx) => liftCounter(tx, 'dossier:H45.20:230606', 9_998));
    clock.set('2023-06-06T08:00:00+07:00');
    expect([await register(), await register()]).toEqual(['H45.20-230606-9999', 'H45.20-230606-10000']);
    const written = await test.database.query<{ code: string; changes: string; hash: string; chainHash: string }>(
      `SELECT d."code", d."chainHash", e."hash", e."changes" FROM "dossier_event" e
         JOIN "dossier" d ON d."id" = e."dossierId" WHERE d."code" LIKE 'H45.20-230606-%'`,
    );
    expect(written).toHaveLength(2);
    for (const { code, changes, hash, chainHash } of written) {
      expect(JSON.parse(changes)).toMatchObject({ dossier: { code } });
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(chainHash).toBe(hash);
    }
    clock.set('2023-06-05T08:00:00+07:00');
  });
});
