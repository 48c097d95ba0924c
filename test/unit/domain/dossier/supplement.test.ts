import { describe, expect, it, test } from '@jest/globals';
import type { Actor } from '../../../../src/domain/accounts/roles.js';
import {
  receiveSupplement,
  requestSupplement,
  type SupplementRequest,
  type SupplementRules,
} from '../../../../src/domain/dossier/acts/supplement.js';
import type { ActContext } from '../../../../src/domain/dossier/decision.js';
import { accepted, type Dossier } from '../../../../src/domain/dossier/dossier.js';
import { calendar, context, DIVISION, received, someone, TOWN } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

const RESTART: SupplementRules = { maxSupplements: 1, supplementDeadlineWd: 3, supplementMode: 'restart' };
const PAUSE: SupplementRules = { ...RESTART, supplementMode: 'pause' };

const question = (changes: Partial<SupplementRequest> = {}): SupplementRequest => ({
  id: 's-1',
  faultId: 'f-1',
  items: ['Trích lục bản đồ'],
  reason: 'thiếu trích lục bản đồ địa chính',
  receiversFault: false,
  overrideReason: null,
  rules: RESTART,
  ...changes,
});

const ask = (moment: string, changes: Partial<SupplementRequest> = {}, dossier: Dossier = received()) =>
  requestSupplement(dossier, context({ at: at(moment) }), question(changes));

const receive = (dossier: Dossier, moment: string, told: Partial<ActContext> = {}) =>
  receiveSupplement(dossier, context({ at: at(moment), ...told }), { requestId: 's-1', items: ['Trích lục bản đồ'] });

const HELD = received({ status: 'processing', holder: { unitCode: DIVISION, username: `specialist@${DIVISION}` } });

describe('asking for papers', () => {
  it('stops the clock and leaves the date that the citizen was told', () => {
    const before = received();
    const { dossier, event, promises, books } = ask('2023-05-17 10:00');
    expect(dossier).toMatchObject({
      status: 'awaiting_supplement',
      pauses: [{ from: at('2023-05-17 10:00'), to: null }],
      lateFrom: null,
      statutoryDueAt: before.statutoryDueAt,
      currentDueAt: before.currentDueAt,
      supplementsAsked: 1,
      restarts: true,
    });
    expect(promises).toEqual([]);
    expect(event.payload).toMatchObject({ items: ['Trích lục bản đồ'], pastWindow: false, overrideReason: null });
    expect(books).toEqual([
      {
        book: 'supplement_request',
        id: 's-1',
        isNew: true,
        facts: {
          askedBy: context().by.username,
          askedSeq: 2,
          beforeAcceptance: false,
          receiversFault: false,
          pastWindow: false,
          overridden: false,
          restarts: true,
          receivedBy: null,
          receivedSeq: null,
        },
        instants: { askedAt: at('2023-05-17 10:00'), receivedAt: null },
      },
    ]);
  });

  test.each`
    asked                    | mode         | asksBefore | pastWindow | restarts
    ${'2023-05-15 08:31'}    | ${'restart'} | ${0}       | ${false}   | ${true}
    ${'2023-05-18 17:00'}    | ${'restart'} | ${0}       | ${false}   | ${true}
    ${'2023-05-18 17:00:01'} | ${'restart'} | ${0}       | ${true}    | ${false}
    ${'2023-05-19 08:00'}    | ${'restart'} | ${0}       | ${true}    | ${false}
    ${'2023-05-17 10:00'}    | ${'pause'}   | ${0}       | ${false}   | ${false}
    ${'2023-05-19 08:00'}    | ${'pause'}   | ${0}       | ${true}    | ${false}
    ${'2023-05-17 10:00'}    | ${'restart'} | ${1}       | ${false}   | ${false}
  `(
    'at $asked in mode $mode after $asksBefore: past the window $pastWindow, restarts $restarts',
    ({ asked, mode, asksBefore, pastWindow, restarts }) => {
      const rules = { ...RESTART, maxSupplements: 2, supplementMode: mode as 'restart' | 'pause' };
      const { event, dossier } = ask(asked as string, { rules }, received({ supplementsAsked: asksBefore as number }));
      expect(event.payload).toMatchObject({ pastWindow, restarts });
      expect(dossier.restarts).toBe(restarts);
    },
  );

  it('counts the window from the day on which the clock started, where the desk counts so', () => {
    const saturday = { acceptedAt: at('2023-05-13 10:00'), countedFrom: at('2023-05-13 10:00') };
    const pastFrom = (dayZero: 'receipt' | 'start') =>
      ask('2023-05-18 08:00', {}, received({ ...saturday, dayZero })).event.payload['pastWindow'];
    expect([pastFrom('receipt'), pastFrom('start')]).toEqual([true, false]);
  });

  it('leaves late what is late, and opens what is owed for it', () => {
    const late = received().lateFrom;
    const { dossier, obligations } = ask('2023-05-23 00:00');
    expect(dossier).toMatchObject({ lateFrom: late, breachNoted: true, status: 'awaiting_supplement' });
    expect(obligations).toHaveLength(1);
    expect(ask('2023-05-22 23:59').dossier.lateFrom).toBeNull();
  });

  it('opens a candidate when it was the receiver’s fault, and judges nothing', () => {
    const { books, obligations } = ask('2023-05-17 10:00', { receiversFault: true });
    expect(books.map(({ book }) => book)).toEqual(['supplement_request', 'dossier_fault']);
    expect(books[1]).toMatchObject({
      id: 'f-1',
      isNew: true,
      facts: { cause: 'supplement', kind: 'supplement_by_fault', state: 'reported', detectedBy: 'self', fault: null },
      instants: { reportedAt: at('2023-05-17 10:00'), judgedAt: null },
    });
    expect(obligations).toEqual([]);
  });

  test.each`
    who                                | by                                                                                               | may
    ${'the specialist who holds it'}   | ${someone(DIVISION, 'specialist')}                                                               | ${true}
    ${'another specialist'}            | ${{ ...someone(DIVISION, 'specialist'), username: 'other' }}                                     | ${false}
    ${'who covers for the specialist'} | ${{ ...someone(DIVISION, 'specialist'), username: 'other', covers: [`specialist@${DIVISION}`] }} | ${true}
    ${'a receiver of the desk'}        | ${someone(TOWN, 'receiver')}                                                                     | ${true}
    ${'the head of the desk'}          | ${someone(TOWN, 'desk_head')}                                                                    | ${true}
    ${'a receiver elsewhere'}          | ${someone('H45.20.21', 'receiver')}                                                              | ${false}
    ${'the leader of the unit'}        | ${someone(DIVISION, 'leader')}                                                                   | ${true}
    ${'the leader of the desk'}        | ${someone(TOWN, 'leader')}                                                                       | ${true}
    ${'a leader elsewhere'}            | ${someone('H45.20.21', 'leader')}                                                                | ${false}
    ${'a clerk of the unit'}           | ${someone(DIVISION, 'clerk')}                                                                    | ${false}
    ${'a returner'}                    | ${someone(TOWN, 'returner')}                                                                     | ${false}
  `('is for $who: $may', ({ by, may }) => {
    const actor = by as Actor;
    const commands = actor.unitCode === DIVISION;
    const act = () => requestSupplement(HELD, context({ by: actor, commands }), question());
    if (may === true) expect(act().dossier.status).toBe('awaiting_supplement');
    else expect(act).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });

  test.each`
    asksBefore | max  | role            | reason                 | overridden
    ${0}       | ${1} | ${'specialist'} | ${null}                | ${false}
    ${1}       | ${1} | ${'specialist'} | ${null}                | ${null}
    ${1}       | ${1} | ${'specialist'} | ${'giấy tờ mâu thuẫn'} | ${null}
    ${1}       | ${1} | ${'leader'}     | ${null}                | ${null}
    ${1}       | ${1} | ${'leader'}     | ${'giấy tờ mâu thuẫn'} | ${true}
    ${0}       | ${0} | ${'specialist'} | ${null}                | ${null}
    ${1}       | ${2} | ${'specialist'} | ${null}                | ${false}
    ${0}       | ${1} | ${'leader'}     | ${'giấy tờ mâu thuẫn'} | ${false}
  `(
    'after $asksBefore of $max by a $role with reason $reason: overridden $overridden',
    ({ asksBefore, max, role, reason, overridden }) => {
      const by = someone(DIVISION, role as 'leader' | 'specialist');
      const rules = { ...RESTART, maxSupplements: max as number };
      const dossier = { ...HELD, supplementsAsked: asksBefore as number };
      const act = () =>
        requestSupplement(dossier, context({ by }), question({ rules, overrideReason: reason as string | null }));
      if (overridden === null) {
        expect(act).toThrow(
          expect.objectContaining({
            code: 'dossier.supplement_limit',
            facts: { code: dossier.code, asked: asksBefore, maxSupplements: max },
          }),
        );
        return;
      }
      const decision = act();
      expect(decision.books[0]?.facts['overridden']).toBe(overridden);
      expect(decision.event.payload['overrideReason']).toBe(overridden === true ? reason : null);
    },
  );

  it('refuses to guess a window beyond the calendar', () => {
    const lastDays = received({ acceptedAt: at('2026-12-30 09:00') });
    expect(() => ask('2026-12-30 10:00', {}, lastDays)).toThrow(expect.objectContaining({ code: 'calendar.missing' }));
  });
});

describe('receiving them', () => {
  it('counts the full limit anew where the procedure says so and it was asked in time', () => {
    const { dossier, promises, books } = receive(ask('2023-05-17 10:00').dossier, '2023-05-19 09:00');
    expect(dossier).toMatchObject({
      status: 'processing',
      countedFrom: at('2023-05-19 09:00'),
      pauses: [],
      restarts: false,
      promiseSeq: 2,
      originalDueAt: received().originalDueAt,
    });
    expect([dossier.statutoryDueAt, dossier.currentDueAt, dossier.lateFrom].map(wall)).toEqual([
      '2023-05-26 17:00',
      '2023-05-26 17:00',
      '2023-05-27 00:00',
    ]);
    expect(promises).toMatchObject([{ seq: 2, kind: 'restart', previousDueAt: received().currentDueAt }]);
    expect(books).toMatchObject([{ book: 'supplement_request', id: 's-1', isNew: false, facts: { receivedSeq: 3 } }]);
  });

  it('gives the working minutes of the wait back, exactly, else', () => {
    const waiting = ask('2023-05-17 10:00', { rules: PAUSE }).dossier;
    const { dossier, promises } = receive(waiting, '2023-05-19 09:00');
    // 330 minutes of Wednesday, 480 of Thursday, 90 of Friday
    expect(calendar.workingMinutesBetween(accepted(waiting).statutoryDueAt, accepted(dossier).statutoryDueAt)).toBe(
      900,
    );
    expect([dossier.statutoryDueAt, dossier.lateFrom].map(wall)).toEqual(['2023-05-24 16:00', '2023-05-25 00:00']);
    expect(dossier.countedFrom).toBe(received().countedFrom);
    expect(promises).toMatchObject([{ kind: 'pause', lateFrom: dossier.lateFrom }]);
  });

  it('does not make it late at once when the last day had ended before it was asked', () => {
    const waiting = ask('2023-05-22 18:00', { rules: PAUSE }).dossier;
    const { dossier } = receive(waiting, '2023-05-31 10:00');
    expect([dossier.statutoryDueAt, dossier.lateFrom].map(wall)).toEqual(['2023-05-22 17:00', '2023-06-01 00:00']);
  });

  it('writes its row for a late dossier too, and leaves it late', () => {
    const waiting = ask('2023-05-23 09:00').dossier;
    const { dossier, promises, obligations } = receive(waiting, '2023-05-25 09:00');
    expect(dossier.lateFrom).toBe(received().lateFrom);
    expect(promises).toMatchObject([{ kind: 'pause', lateFrom: received().lateFrom }]);
    expect(accepted(dossier).statutoryDueAt).toBeGreaterThanOrEqual(accepted(waiting).statutoryDueAt);
    expect(obligations).toEqual([]);
  });

  it('gives two waits back, one after the other', () => {
    const rules = { ...PAUSE, maxSupplements: 2 };
    const once = receive(ask('2023-05-16 08:00', { rules }).dossier, '2023-05-16 09:00').dossier;
    const twice = receive(ask('2023-05-17 08:00', { rules }, once).dossier, '2023-05-17 08:30').dossier;
    expect(wall(twice.statutoryDueAt)).toBe('2023-05-23 09:00');
    expect(twice.pauses).toHaveLength(2);
  });

  it('keeps what the law had added when it counts anew', () => {
    const waiting = ask('2023-05-17 10:00', {}, received({ extraAmount: 2 })).dossier;
    expect(wall(receive(waiting, '2023-05-19 09:00').dossier.statutoryDueAt)).toBe('2023-05-30 17:00');
  });

  it('never brings nearer what the citizen was told', () => {
    const told = at('2023-06-30 17:00');
    const waiting = { ...ask('2023-05-17 10:00').dossier, currentDueAt: told };
    expect(receive(waiting, '2023-05-19 09:00').dossier.currentDueAt).toBe(told);
  });

  it('is for the desk, for what was asked, and while it waits', () => {
    const waiting = ask('2023-05-17 10:00').dossier;
    const refusal = (act: () => unknown, code: string) => {
      expect(act).toThrow(expect.objectContaining({ code }));
    };
    refusal(() => receive(waiting, '2023-05-18 08:00', { by: someone(DIVISION, 'specialist') }), 'auth.forbidden');
    refusal(() => receive(waiting, '2023-05-18 08:00', { by: someone('H45.20.21', 'receiver') }), 'auth.forbidden');
    refusal(() => receive(received(), '2023-05-18 08:00'), 'dossier.action_refused');
    refusal(() => receiveSupplement(waiting, context(), { requestId: null, items: [] }), 'not_found');
    expect(receive(waiting, '2023-05-18 08:00', { by: someone(TOWN, 'returner') }).dossier.status).toBe('processing');
  });
});
