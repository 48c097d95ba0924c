import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, Role } from '../../../../src/domain/accounts/roles.js';
import {
  accept,
  answerDueAfter,
  askFirst,
  file,
  reject,
  supplementFiling,
} from '../../../../src/domain/dossier/acts/filing.js';
import { withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import type { ActContext, Decision } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import type { Instant } from '../../../../src/domain/time/instant.js';
import { allowedActs } from '../../../../src/domain/dossier/transitions.js';
import { calendar, context, DIVISION, registration, someone, TOWN } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

const PORTAL = someone(TOWN, 'receiver');
const { terms } = registration();

const filing = (changes: Partial<Parameters<typeof file>[0]> = {}): Decision =>
  file({
    id: 'd-1',
    code: 'H45.20-230515-0001',
    assisted: false,
    unitCode: TOWN,
    terms,
    at: at('2023-05-15 08:30'),
    by: PORTAL,
    deskCalendar: calendar,
    ...changes,
  });
const filed = filing().dossier;

const told = (moment: string, changes: Partial<ActContext> = {}): ActContext =>
  context({ at: at(moment), by: PORTAL, ...changes });
const asked = askFirst(filed, told('2023-05-15 10:00'), { id: 's-1', items: ['Đơn'], reason: 'thiếu đơn' }).dossier;
const brought = (dossier: Dossier, context: ActContext): Decision =>
  supplementFiling(dossier, context, { requestId: 's-1', items: ['Đơn'], deskCalendar: calendar });

describe('the answer to a filing', () => {
  test.each`
    what                      | filedAt               | due
    ${'before opening'}       | ${'2023-05-15 06:00'} | ${'2023-05-15 17:00'}
    ${'in the morning'}       | ${'2023-05-15 08:30'} | ${'2023-05-16 08:30'}
    ${'over lunch'}           | ${'2023-05-15 12:40'} | ${'2023-05-16 12:00'}
    ${'in the evening'}       | ${'2023-05-15 21:00'} | ${'2023-05-16 17:00'}
    ${'on a Saturday'}        | ${'2023-05-13 09:00'} | ${'2023-05-15 17:00'}
    ${'before four days off'} | ${'2023-04-28 16:00'} | ${'2023-05-04 16:00'}
  `('of one that came $what is due after eight working hours', ({ filedAt, due }: Record<string, string>) => {
    expect(wall(answerDueAfter(calendar, at(filedAt!)))).toBe(due);
  });

  it('always leaves eight working hours', () => {
    const moment = fc.integer({ min: at('2022-01-01 00:00'), max: at('2025-10-01 00:00') });
    fc.assert(
      fc.property(moment, (ms) => {
        const from = (ms - (ms % 60_000)) as Instant;
        expect(calendar.workingMinutesBetween(from, answerDueAfter(calendar, from))).toBe(480);
      }),
    );
  });
});

describe('a filing', () => {
  it('has a code and an answer clock, and promises nothing', () => {
    const { before, dossier, event, promises, obligations, books } = filing();
    expect([before, promises, obligations, books]).toEqual([null, [], [], []]);
    expect(dossier).toMatchObject({
      status: 'submitted',
      channel: 'online',
      code: 'H45.20-230515-0001',
      filedAt: at('2023-05-15 08:30'),
      answerDueAt: at('2023-05-16 08:30'),
      acceptedAt: null,
      acceptedDay: null,
      originalDueAt: null,
      currentDueAt: null,
      lateFrom: null,
      promiseSeq: 0,
      holder: { unitCode: TOWN, username: null },
    });
    expect(event).toMatchObject({ act: 'file', by: PORTAL.username });
  });

  test.each`
    role            | may
    ${'receiver'}   | ${true}
    ${'desk_head'}  | ${true}
    ${'returner'}   | ${false}
    ${'specialist'} | ${false}
    ${'leader'}     | ${false}
    ${'admin'}      | ${false}
  `('is handed in by a $role: $may', ({ role, may }) => {
    const work = (): Decision => filing({ by: someone(TOWN, role as Role) });
    if (may === true) expect(work().dossier.status).toBe('submitted');
    else expect(work).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });

  it('may be accepted, asked about, rejected and taken back, and nothing is late of it', () => {
    expect(allowedActs(filed)).toEqual(
      expect.arrayContaining(['accept', 'ask_first', 'reject', 'assign', 'note', 'attach', 'withdraw']),
    );
    expect(allowedActs(filed)).not.toContain('supplement_filing');
    const late = withdraw(filed, told('2024-03-01 10:00'), 'đơn xin rút');
    expect(late.dossier).toMatchObject({ status: 'withdrawn', settlement: null, answerDueAt: null });
    // Nothing was promised, so nobody can have failed it: only its people can be forgotten.
    expect(allowedActs(late.dossier)).toEqual([]);
    expect(late.obligations).toEqual([]);
  });
});

describe('accepting a filing', () => {
  const accepted = (moment: string, changes = {}): Decision =>
    accept(filed, told(moment), { terms: { ...terms, ...changes }, calendar });

  it('starts the clock at acceptance, not at filing', () => {
    const { dossier, promises, event } = accepted('2023-05-16 08:00');
    expect(dossier).toMatchObject({
      status: 'accepted',
      acceptedAt: at('2023-05-16 08:00'),
      acceptedDay: '2023-05-16',
      filedAt: at('2023-05-15 08:30'),
      answerDueAt: null,
      holder: { unitCode: TOWN, username: PORTAL.username },
      heldSince: at('2023-05-16 08:00'),
      promiseSeq: 1,
    });
    expect(wall(dossier.currentDueAt)).toBe('2023-05-23 17:00');
    expect(promises).toMatchObject([{ seq: 1, kind: 'original', previousDueAt: null }]);
    expect(event).toMatchObject({ act: 'accept', payload: { newTerms: false } });
  });

  it('goes by the procedure version in force then (R10)', () => {
    const changes = {
      procedureVersionId: 'v-2',
      limit: { amount: 2, unit: 'working_day' },
      responsibleUnitCode: 'H45.20.06',
      fieldCode: 'F2',
    };
    const { dossier, event } = accepted('2023-05-16 08:00', changes);
    expect(dossier).toMatchObject(changes);
    expect(wall(dossier.originalDueAt)).toBe('2023-05-18 17:00');
    expect(event.payload).toMatchObject({ newTerms: true, procedureVersionId: 'v-2', limitAmount: 2 });
  });

  it('is still possible after the time to answer has passed', () => {
    const { dossier, obligations } = accepted('2023-05-18 09:00');
    expect([dossier.status, obligations]).toEqual(['accepted', []]);
  });
});

describe('asking before acceptance', () => {
  it('stops the answer clock and writes the question into its book', () => {
    const { dossier, event, books } = askFirst(filed, told('2023-05-15 10:00'), {
      id: 's-1',
      items: ['Đơn', 'Bản vẽ'],
      reason: 'thiếu đơn và bản vẽ',
    });
    expect(dossier).toMatchObject({ status: 'submitted', askedFirst: true, answerDueAt: null, lateFrom: null });
    expect(event.payload).toEqual({ items: ['Đơn', 'Bản vẽ'], reason: 'thiếu đơn và bản vẽ' });
    expect(books).toMatchObject([
      { book: 'supplement_request', isNew: true, facts: { beforeAcceptance: true, askedSeq: 2, receivedBy: null } },
    ]);
    // Free words stand in the payload alone.
    expect(JSON.stringify(books)).not.toContain('bản vẽ');
  });

  it('is done once', () => {
    const again = brought(asked, told('2023-05-16 08:00')).dossier;
    for (const dossier of [asked, again]) {
      expect(() => askFirst(dossier, told('2023-05-16 09:00'), { id: 's-2', items: ['x'], reason: 'y' })).toThrow(
        expect.objectContaining({ code: 'dossier.action_refused' }),
      );
    }
  });

  it('gives the desk eight hours again when the papers come', () => {
    const { dossier, books, event } = brought(asked, told('2023-05-18 14:00'));
    expect(wall(dossier.answerDueAt)).toBe('2023-05-19 14:00');
    expect(dossier).toMatchObject({ status: 'submitted', askedFirst: true, acceptedAt: null });
    expect(books).toMatchObject([{ id: 's-1', isNew: false, facts: { receivedSeq: 3 } }]);
    expect(event.act).toBe('supplement_filing');
  });

  it('takes no papers that nobody asked for, nor twice', () => {
    const refused = expect.objectContaining({ code: 'dossier.action_refused' });
    expect(() => brought(filed, told('2023-05-15 10:00'))).toThrow(refused);
    expect(() => brought(brought(asked, told('2023-05-15 11:00')).dossier, told('2023-05-15 12:00'))).toThrow(refused);
  });

  it('does not keep the desk from accepting or rejecting', () => {
    expect(allowedActs(asked)).toEqual(expect.arrayContaining(['accept', 'reject', 'supplement_filing']));
  });
});

it('rejecting ends a filing for good', () => {
  const { dossier, event, promises } = reject(filed, told('2023-05-15 10:00'), 'không thuộc thẩm quyền');
  expect(dossier).toMatchObject({ status: 'rejected', answerDueAt: null, settlement: null, code: filed.code });
  expect(event.payload).toEqual({ reason: 'không thuộc thẩm quyền' });
  expect(promises).toEqual([]);
  expect(allowedActs(dossier)).toEqual([]);
});

const ACTS: Readonly<Record<string, (by: Actor) => unknown>> = {
  accept: (by) => accept(filed, told('2023-05-15 10:00', { by }), { terms, calendar }),
  ask_first: (by) => askFirst(filed, told('2023-05-15 10:00', { by }), { id: 's', items: ['x'], reason: 'y' }),
  supplement_filing: (by) => brought(asked, told('2023-05-15 11:00', { by })),
  reject: (by) => reject(filed, told('2023-05-15 10:00', { by }), 'không thuộc thẩm quyền'),
};

test.each`
  act                    | role            | unit        | may
  ${'accept'}            | ${'receiver'}   | ${TOWN}     | ${true}
  ${'accept'}            | ${'desk_head'}  | ${TOWN}     | ${false}
  ${'accept'}            | ${'leader'}     | ${TOWN}     | ${false}
  ${'accept'}            | ${'receiver'}   | ${DIVISION} | ${false}
  ${'ask_first'}         | ${'receiver'}   | ${TOWN}     | ${true}
  ${'ask_first'}         | ${'specialist'} | ${DIVISION} | ${false}
  ${'supplement_filing'} | ${'returner'}   | ${TOWN}     | ${true}
  ${'supplement_filing'} | ${'cashier'}    | ${TOWN}     | ${false}
  ${'supplement_filing'} | ${'receiver'}   | ${DIVISION} | ${false}
  ${'reject'}            | ${'receiver'}   | ${TOWN}     | ${true}
  ${'reject'}            | ${'desk_head'}  | ${TOWN}     | ${false}
  ${'reject'}            | ${'receiver'}   | ${DIVISION} | ${false}
`('$act by a $role of $unit: $may', ({ act, role, unit, may }) => {
  const work = (): unknown => ACTS[act as string]!(someone(unit as string, role as Role));
  if (may === true) expect(work()).toBeDefined();
  else expect(work).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
});
