import { describe, expect, it, test } from '@jest/globals';
import type { Actor } from '../../../../src/domain/accounts/roles.js';
import { grantExtraTime, type Grant } from '../../../../src/domain/dossier/acts/extra-time.js';
import type { ActContext } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import type { ExtraTime } from '../../../../src/domain/procedure/procedure-version.js';
import { context, DIVISION, received, someone, TOWN } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

const GROUNDS: readonly ExtraTime[] = [
  { ground: 'verification', maxAmount: 3, grantedBy: 'leader', paper: 'Công văn xác minh' },
  { ground: 'agreement', maxAmount: 2, grantedBy: 'specialist', paper: 'Văn bản thỏa thuận' },
  { ground: 'survey', maxAmount: 5, grantedBy: 'division_head', paper: 'Phiếu đo đạc' },
  { ground: 'translation', maxAmount: 5, grantedBy: 'desk_head', paper: 'Phiếu hẹn dịch' },
];
const HOLDER = someone(DIVISION, 'specialist');
const HELD = received({ status: 'processing', holder: { unitCode: DIVISION, username: HOLDER.username } });
const LEADER = someone(DIVISION, 'leader');

const grant = (changes: Partial<Grant> = {}, told: Partial<ActContext> = {}, usedAmount = 0, dossier: Dossier = HELD) =>
  grantExtraTime(
    dossier,
    context({ by: LEADER, ...told }),
    { ground: 'verification', amount: 2, document: 'CV 12/UBND', ...changes },
    { extraTimes: GROUNDS, usedAmount },
  );

describe('time that the law adds', () => {
  it('lengthens the limit, and the ledger says on which ground', () => {
    const { dossier, promises, event } = grant();
    expect(dossier).toMatchObject({ status: 'processing', extraAmount: 2, originalDueAt: HELD.originalDueAt });
    expect([dossier.statutoryDueAt, dossier.currentDueAt, dossier.lateFrom].map(wall)).toEqual([
      '2023-05-24 17:00',
      '2023-05-24 17:00',
      '2023-05-25 00:00',
    ]);
    expect(promises).toMatchObject([{ seq: 2, kind: 'statutory_extra', reason: 'verification' }]);
    expect(event.payload).toMatchObject({ ground: 'verification', amount: 2, document: 'CV 12/UBND' });
  });

  it('adds to what was granted before, on whatever ground', () => {
    const once = grant().dossier;
    const twice = grant({ ground: 'agreement', amount: 1 }, { by: HOLDER }, 0, once).dossier;
    expect([twice.extraAmount, wall(twice.statutoryDueAt), twice.promiseSeq]).toEqual([3, '2023-05-25 17:00', 3]);
  });

  test.each`
    used | amount | allowed
    ${0} | ${3}   | ${true}
    ${0} | ${4}   | ${false}
    ${1} | ${2}   | ${true}
    ${2} | ${2}   | ${false}
    ${3} | ${1}   | ${false}
    ${9} | ${1}   | ${false}
    ${0} | ${0}   | ${false}
    ${0} | ${1.5} | ${false}
  `('$amount after $used of three: $allowed', ({ used, amount, allowed }) => {
    const act = () => grant({ amount: amount as number }, {}, used as number);
    if (allowed === true) expect(act().dossier.extraAmount).toBe(amount);
    else
      expect(act).toThrow(
        expect.objectContaining({
          code: 'request.invalid',
          facts: expect.objectContaining({ ground: 'verification', maxAmount: 3, used }),
          errors: [expect.objectContaining({ field: 'amount' })],
        }),
      );
  });

  it('needs a ground of the procedure version', () => {
    expect(() => grant({ ground: 'holiday' })).toThrow(
      expect.objectContaining({
        code: 'request.invalid',
        facts: { grounds: GROUNDS.map(({ ground }) => ground) },
        errors: [expect.objectContaining({ field: 'ground' })],
      }),
    );
  });

  test.each`
    ground            | by                                    | outside  | may
    ${'verification'} | ${LEADER}                             | ${false} | ${true}
    ${'verification'} | ${someone(DIVISION, 'division_head')} | ${false} | ${false}
    ${'verification'} | ${someone('H45.20.21', 'leader')}     | ${false} | ${false}
    ${'verification'} | ${someone(TOWN, 'desk_head')}         | ${false} | ${false}
    ${'verification'} | ${someone(TOWN, 'desk_head')}         | ${true}  | ${true}
    ${'agreement'}    | ${HOLDER}                             | ${false} | ${true}
    ${'agreement'}    | ${{ ...HOLDER, username: 'other' }}   | ${false} | ${false}
    ${'agreement'}    | ${LEADER}                             | ${false} | ${false}
    ${'survey'}       | ${someone(DIVISION, 'division_head')} | ${false} | ${true}
    ${'survey'}       | ${LEADER}                             | ${false} | ${true}
    ${'survey'}       | ${HOLDER}                             | ${false} | ${false}
    ${'translation'}  | ${someone(TOWN, 'desk_head')}         | ${false} | ${true}
    ${'translation'}  | ${someone('H45.20.21', 'desk_head')}  | ${false} | ${false}
  `('on $ground by $by.username: $may', ({ ground, by, outside, may }) => {
    const actor = by as Actor;
    const told = { by: actor, holderOutside: outside as boolean, commands: actor.unitCode === DIVISION };
    const act = () => grant({ ground: ground as string, amount: 1 }, told);
    if (may === true) expect(act().dossier.extraAmount).toBe(1);
    else expect(act).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });

  it('leaves late what is late, and still writes its row', () => {
    const { dossier, promises, obligations } = grant({}, { at: at('2023-05-23 09:00') });
    expect(dossier.lateFrom).toBe(HELD.lateFrom);
    expect(promises).toMatchObject([{ kind: 'statutory_extra', lateFrom: HELD.lateFrom }]);
    expect(wall(dossier.statutoryDueAt)).toBe('2023-05-24 17:00');
    expect(obligations).toHaveLength(1);
  });

  it('adds working days to a same-day limit, and hours to one of hours', () => {
    const sameDay = { ...HELD, limit: { amount: 0, unit: 'same_day' }, countedFrom: at('2023-05-15 08:30') } as const;
    expect(wall(grant({}, { at: at('2023-05-15 09:00') }, 0, sameDay).dossier.statutoryDueAt)).toBe('2023-05-17 17:00');
    const hours = { ...HELD, limit: { amount: 8, unit: 'working_hour' }, lateFrom: at('2023-05-16 08:31') } as const;
    const { dossier } = grant({}, { at: at('2023-05-15 09:00') }, 0, hours);
    expect([dossier.statutoryDueAt, dossier.lateFrom].map(wall)).toEqual(['2023-05-16 10:30', '2023-05-16 10:31']);
  });
});
