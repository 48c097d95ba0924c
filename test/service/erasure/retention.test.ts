import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RetentionService } from '../../../src/dossiers/erasure/retention.service.js';
import { UnitsService } from '../../../src/units/units.service.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../../support/desk.js';
import { someone } from '../../support/acts.js';
import { verified } from '../../support/verified.js';

const REFUSAL = {
  procedureCode: THREE_DAYS,
  kind: '03',
  reason: 'Hộ khẩu của Nguyễn Văn Về ở nơi khác',
  applicantName: 'Nguyễn Văn Về',
};

describe('the rule that forgets people after some years', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let test: TestApp;
  const run = () => test.get(RetentionService, { strict: false }).run();
  const erased = async () =>
    (
      await test.database.query<{ code: string }>(
        'SELECT "code" FROM "dossier" WHERE "erasedAt" IS NOT NULL ORDER BY "code"',
      )
    ).map(({ code }) => code);
  let [three, five, open]: string[] = [];

  beforeAll(async () => {
    test = await startDesk({ clock });
    const receiver = await test.as('receiver');
    [three, five, open] = [
      (await registered(receiver, { procedureCode: THREE_DAYS })).code,
      (await registered(receiver, { procedureCode: FIVE_DAYS })).code,
      (await registered(receiver)).code,
    ];
    await receiver.post('/api/v1/refusals', REFUSAL);
    for (const code of [three, five]) {
      await receiver.post(`/api/v1/dossiers/${code}/withdrawals`, { reason: 'không cần nữa' });
    }
  });
  afterAll(() => test.close());

  it('forgets nobody until an agency says after how many years', async () => {
    clock.set('2040-01-02T08:00:00+07:00');
    expect(await run()).toBe(0);
    expect(await erased()).toEqual([]);
  });

  it('forgets who ended longer ago than that, by procedure, and only them', async () => {
    clock.set('2023-05-02T08:00:00+07:00');
    const decision = { key: 'retention', value: `10; ${THREE_DAYS}=5`, validFrom: plainDate('2023-06-01') } as const;
    await test.get(UnitsService, { strict: false }).decide('H45.20', decision, someone('H45.20', 'leader'));
    clock.set('2028-04-28T08:00:00+07:00');
    expect(await run()).toBe(0);
    clock.set('2028-04-29T08:00:00+07:00');
    expect(await run()).toBe(1);
    expect(await erased()).toEqual([three]);
    expect(await test.database.query('SELECT "applicantName" FROM "counter_refusal"')).toEqual([
      { applicantName: 'Nguyễn Văn Về' },
    ]);
    clock.set('2033-04-29T08:00:00+07:00');
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await erased()).toEqual([three, five]);
    expect(await test.database.query('SELECT "kind", "reason", "applicantName" FROM "counter_refusal"')).toEqual([
      { kind: '03', reason: null, applicantName: null },
    ]);
    expect(await verified(test)).toEqual([]);
    expect(open).toBeDefined();
  });
});
