import { describe, expect, it, test } from '@jest/globals';
import type { Actor } from '../../../../src/domain/accounts/roles.js';
import { confirmPayment, pay, requestPayment } from '../../../../src/domain/dossier/acts/payment.js';
import type { ActContext } from '../../../../src/domain/dossier/decision.js';
import { accepted, type Dossier } from '../../../../src/domain/dossier/dossier.js';
import { STATUSES } from '../../../../src/domain/dossier/status.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { calendar, context, DIVISION, received, someone, TOWN } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

const HOLDER = someone(DIVISION, 'specialist');
const HELD = received({ status: 'processing', holder: { unitCode: DIVISION, username: HOLDER.username } });
const NOTICE = { id: 'p-1', amountVnd: 3_500_000_000, reason: 'thuế chuyển mục đích sử dụng đất' };

const request = (moment: string, dossier: Dossier = HELD, told: Partial<ActContext> = {}) =>
  requestPayment(dossier, context({ at: at(moment), by: HOLDER, ...told }), NOTICE);

const confirm = (dossier: Dossier, moment: string, paidOn: string, told: Partial<ActContext> = {}) =>
  confirmPayment(dossier, context({ at: at(moment), ...told }), {
    request: { id: 'p-1', requestedAt: at('2023-05-17 10:00') },
    paidOn: plainDate(paidOn),
    reference: 'BL 0012',
  });

const refusal = (act: () => unknown, code: string) => {
  expect(act).toThrow(expect.objectContaining({ code }));
};

describe('a notice of a tax or fee', () => {
  it('stops the clock', () => {
    const { dossier, promises, books } = request('2023-05-17 10:00');
    expect(dossier).toMatchObject({
      status: 'awaiting_payment',
      pauses: [{ from: at('2023-05-17 10:00'), to: null }],
      lateFrom: null,
      currentDueAt: HELD.currentDueAt,
    });
    expect(promises).toEqual([]);
    expect(books).toMatchObject([
      { book: 'payment_request', id: 'p-1', isNew: true, facts: { amountVnd: 3_500_000_000, requestedSeq: 2 } },
    ]);
  });

  test.each`
    who                                 | by                                  | outside  | may
    ${'the specialist who holds it'}    | ${HOLDER}                           | ${false} | ${true}
    ${'another specialist'}             | ${{ ...HOLDER, username: 'other' }} | ${false} | ${false}
    ${'the desk'}                       | ${someone(TOWN, 'receiver')}        | ${false} | ${false}
    ${'the desk for an outside agency'} | ${someone(TOWN, 'receiver')}        | ${true}  | ${true}
    ${'another desk'}                   | ${someone('H45.20.21', 'receiver')} | ${true}  | ${false}
    ${'a leader'}                       | ${someone(DIVISION, 'leader')}      | ${false} | ${false}
  `('is for $who: $may', ({ by, outside, may }) => {
    const act = () => request('2023-05-17 10:00', HELD, { by: by as Actor, holderOutside: outside as boolean });
    if (may === true) expect(act().dossier.status).toBe('awaiting_payment');
    else refusal(act, 'auth.forbidden');
  });

  it('keeps late what is late', () => {
    expect(request('2023-05-23 08:00').dossier.lateFrom).toBe(HELD.lateFrom);
  });
});

describe('its receipt', () => {
  const waiting = request('2023-05-17 10:00').dossier;

  it('gives the working minutes of the wait back, exactly, also where supplements make the limit count anew', () => {
    const { dossier, promises, books } = confirm({ ...waiting, restarts: true }, '2023-05-19 09:00', '2023-05-18');
    expect(dossier).toMatchObject({ status: 'processing', countedFrom: HELD.countedFrom });
    expect(wall(dossier.statutoryDueAt)).toBe('2023-05-24 16:00');
    const given = calendar.workingMinutesBetween(accepted(HELD).statutoryDueAt, accepted(dossier).statutoryDueAt);
    expect(given).toBe(900);
    expect(promises).toMatchObject([{ kind: 'pause', seq: 2 }]);
    expect(books).toMatchObject([
      { book: 'payment_request', id: 'p-1', isNew: false, facts: { confirmedSeq: 3, paidOn: '2023-05-18' } },
    ]);
  });

  test.each`
    paidOn          | accepted
    ${'2023-05-16'} | ${false}
    ${'2023-05-17'} | ${true}
    ${'2023-05-19'} | ${true}
    ${'2023-05-20'} | ${false}
  `('of $paidOn is accepted: $accepted', ({ paidOn, accepted: fine }) => {
    const act = () => confirm(waiting, '2023-05-19 09:00', paidOn as string);
    if (fine === true) expect(act().dossier.status).toBe('processing');
    else
      expect(act).toThrow(
        expect.objectContaining({ code: 'request.invalid', errors: [expect.objectContaining({ field: 'paidOn' })] }),
      );
  });

  it('is registered by the desk or its cashier, for a notice that waits', () => {
    const by = (actor: Actor) => confirm(waiting, '2023-05-19 09:00', '2023-05-18', { by: actor });
    expect(by(someone(TOWN, 'cashier')).dossier.status).toBe('processing');
    refusal(() => by(HOLDER), 'auth.forbidden');
    refusal(() => by(someone('H45.20.21', 'cashier')), 'auth.forbidden');
    refusal(() => confirm(HELD, '2023-05-19 09:00', '2023-05-18'), 'dossier.action_refused');
    const none = { request: null, paidOn: plainDate('2023-05-18'), reference: 'BL 0012' };
    refusal(() => confirmPayment(waiting, context({ at: at('2023-05-19 09:00') }), none), 'not_found');
  });

  it('leaves late what is late', () => {
    const late = request('2023-05-23 08:00').dossier;
    const { dossier, promises } = confirm(late, '2023-05-24 09:00', '2023-05-24');
    expect([dossier.lateFrom, promises[0]?.lateFrom]).toEqual([HELD.lateFrom, HELD.lateFrom]);
    expect(promises).toHaveLength(1);
  });
});

describe('a fee paid at the desk', () => {
  const cashier = someone(TOWN, 'cashier');
  const payment = { id: 'y-1', amountVnd: 50_000, method: 'qr', reference: null } as const;
  const open = ['submitted', 'accepted', 'processing', 'awaiting_supplement', 'awaiting_payment'];

  test.each(STATUSES)('of a dossier that is %s', (status) => {
    const dossier = received({ status });
    const act = () => pay(dossier, context({ by: cashier }), payment);
    if (!open.includes(status)) {
      refusal(act, 'dossier.action_refused');
      return;
    }
    const { dossier: after, promises, books } = act();
    expect(after).toEqual({ ...dossier, lastEventAt: context().at, eventSeq: 2, version: 2 });
    expect(promises).toEqual([]);
    expect(books).toMatchObject([{ book: 'payment', facts: { amountVnd: 50_000, method: 'qr', paidSeq: 2 } }]);
  });

  it('is taken by the desk’s cashier only', () => {
    for (const by of [someone(TOWN, 'receiver'), someone('H45.20.21', 'cashier'), someone(TOWN, 'leader')]) {
      refusal(() => pay(HELD, context({ by }), payment), 'auth.forbidden');
    }
  });
});
