import { describe, expect, it, test } from '@jest/globals';
import type { Actor } from '../../../../src/domain/accounts/roles.js';
import { handOver } from '../../../../src/domain/dossier/acts/hand-over.js';
import { correct, proposeCorrection, voidReceipt } from '../../../../src/domain/dossier/acts/receipt-changes.js';
import { register } from '../../../../src/domain/dossier/acts/register.js';
import type { ActContext, Decision } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { allowedActs } from '../../../../src/domain/dossier/transitions.js';
import { movementsOf } from '../../../../src/domain/kpi/movements.js';
import type { LimitUnit } from '../../../../src/domain/procedure/time-limit.js';
import { calendar, context, DIVISION, received, registration, someone, TOWN } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

const FIRST = someone(TOWN, 'receiver');
const SECOND: Actor = { ...FIRST, username: 'receiver-2' };
const HEAD = someone(TOWN, 'desk_head');
const ENTERED = at('2023-05-15 08:30');
const { terms } = registration();

const told = (moment: string, by: Actor = FIRST): ActContext => context({ at: at(moment), by });
const refused = expect.objectContaining({ code: 'dossier.action_refused' });
const forbidden = expect.objectContaining({ code: 'auth.forbidden' });

const propose = (moment: string, dossier: Dossier = received(), by = FIRST): Decision =>
  proposeCorrection(dossier, told(moment, by), {
    id: 'c-1',
    parts: ['applicant'],
    proposal: 'sealed',
    reason: 'ghi sai tên người nộp',
    enteredAt: ENTERED,
  });
const rightOne = (amount: number, unit: LimitUnit) => ({
  terms: {
    ...terms,
    procedureCode: '1.001612',
    procedureVersionId: 'v-9',
    limit: { amount, unit },
    responsibleUnitCode: 'H45.20.07',
  },
  calendar,
});
const confirm = (
  moment: string,
  {
    dossier = received(),
    by = SECOND,
    inForce = null,
  }: { dossier?: Dossier; by?: Actor; inForce?: ReturnType<typeof rightOne> | null } = {},
): Decision =>
  correct(dossier, told(moment, by), {
    id: 'c-1',
    proposedBy: FIRST.username,
    parts: ['applicant'],
    inForce,
    enteredAt: ENTERED,
  });

describe('a correction', () => {
  it('is only proposed at first', () => {
    const before = received();
    const { dossier, books, promises, event } = propose('2023-05-15 09:00');
    expect(dossier).toEqual({ ...before, lastEventAt: at('2023-05-15 09:00'), eventSeq: 2, version: 2 });
    expect(promises).toEqual([]);
    expect(books).toMatchObject([
      { book: 'receipt_correction', id: 'c-1', isNew: true, facts: { proposedBy: FIRST.username, proposedSeq: 2 } },
    ]);
    expect(event.payload).toMatchObject({ reason: 'ghi sai tên người nộp', parts: ['applicant'] });
    expect(JSON.stringify(books.map(({ facts }) => facts))).not.toContain('ghi sai');
  });

  it('takes effect when a second person confirms it, and forgets its own copy', () => {
    const { promises, books } = confirm('2023-05-15 10:00');
    expect(promises).toEqual([]);
    expect(books).toMatchObject([
      { id: 'c-1', isNew: false, facts: { confirmedBy: 'receiver-2' }, words: { proposal: null } },
    ]);
  });

  it('is not confirmed by whoever proposed it, whatever else they are', () => {
    expect(() => confirm('2023-05-15 10:00', { by: { ...FIRST, roles: ['receiver', 'desk_head'] } })).toThrow(
      forbidden,
    );
    expect(confirm('2023-05-15 10:00', { by: HEAD }).event.act).toBe('correct');
  });

  test.each`
    what                                          | amount | unit              | when                  | due                   | lateFrom
    ${'shorter'}                                  | ${2}   | ${'working_day'}  | ${'2023-05-15 10:00'} | ${'2023-05-17 17:00'} | ${'2023-05-18 00:00'}
    ${'longer'}                                   | ${20}  | ${'working_day'}  | ${'2023-05-15 10:00'} | ${'2023-06-12 17:00'} | ${'2023-06-13 00:00'}
    ${'of the same day'}                          | ${0}   | ${'same_day'}     | ${'2023-05-15 10:00'} | ${'2023-05-15 17:00'} | ${'2023-05-16 00:00'}
    ${'in hours, with time left'}                 | ${4}   | ${'working_hour'} | ${'2023-05-15 10:00'} | ${'2023-05-15 14:00'} | ${'2023-05-15 14:01'}
    ${'in hours that are over: late from now on'} | ${1}   | ${'working_hour'} | ${'2023-05-15 10:00'} | ${'2023-05-15 09:30'} | ${'2023-05-15 10:01'}
  `('to a limit $what counts from the same receipt', ({ amount, unit, when, due, lateFrom }) => {
    const before = received();
    const { dossier, promises } = confirm(when as string, { inForce: rightOne(amount as number, unit as LimitUnit) });
    expect(dossier).toMatchObject({
      procedureCode: '1.001612',
      procedureVersionId: 'v-9',
      responsibleUnitCode: 'H45.20.07',
      limit: { amount, unit },
      acceptedAt: before.acceptedAt,
      originalDueAt: before.originalDueAt,
      promiseSeq: 2,
      holder: before.holder,
    });
    expect([wall(dossier.statutoryDueAt), wall(dossier.currentDueAt), wall(dossier.lateFrom)]).toEqual([
      due,
      due,
      lateFrom,
    ]);
    expect(promises).toMatchObject([
      { seq: 2, kind: 'correction', previousDueAt: before.currentDueAt, reason: null, lateFrom: dossier.lateFrom },
    ]);
  });

  it('moves the figures from the wrong agency to the right one', () => {
    const decision = confirm('2023-05-15 10:00', { inForce: rightOne(3, 'working_day') });
    const moved = JSON.stringify(movementsOf(decision.before, decision.dossier));
    expect(moved).toContain(DIVISION);
    expect(moved).toContain('H45.20.07');
  });

  it('does not change the procedure once extra time was granted for it', () => {
    const dossier = received({ extraAmount: 2 });
    expect(() => confirm('2023-05-15 10:00', { dossier, inForce: rightOne(3, 'working_day') })).toThrow(refused);
    expect(confirm('2023-05-15 10:00', { dossier }).dossier.extraAmount).toBe(2);
  });

  const sent = handOver(received(), told('2023-05-15 09:00'), {
    id: 'h-1',
    toUnitCode: DIVISION,
    toUsername: null,
    note: null,
    outside: false,
  }).dossier;
  const broken = register(registration({ terms: { ...terms, limit: { amount: 1, unit: 'working_hour' } } })).dossier;

  test.each`
    what                             | dossier                               | when                  | fine
    ${'at the end of the day'}       | ${received()}                         | ${'2023-05-15 23:59'} | ${true}
    ${'on the next day'}             | ${received()}                         | ${'2023-05-16 00:00'} | ${false}
    ${'once the papers are sent on'} | ${sent}                               | ${'2023-05-15 09:30'} | ${false}
    ${'in processing'}               | ${received({ status: 'processing' })} | ${'2023-05-15 09:30'} | ${false}
    ${'once voided'}                 | ${received({ voidedAt: ENTERED })}    | ${'2023-05-15 09:30'} | ${false}
    ${'a minute before the breach'}  | ${broken}                             | ${'2023-05-15 09:30'} | ${true}
    ${'after the breach'}            | ${broken}                             | ${'2023-05-15 09:31'} | ${false}
  `('$what: $fine', ({ dossier: before, when, fine }) => {
    const [dossier, moment] = [before as Dossier, when as string];
    for (const work of [() => propose(moment, dossier), () => confirm(moment, { dossier })]) {
      if (fine === true) expect(work().dossier.status).toBe('accepted');
      else expect(work).toThrow(refused);
    }
  });

  test.each`
    role            | unit        | proposes | confirms
    ${'receiver'}   | ${TOWN}     | ${true}  | ${true}
    ${'desk_head'}  | ${TOWN}     | ${false} | ${true}
    ${'returner'}   | ${TOWN}     | ${false} | ${false}
    ${'leader'}     | ${TOWN}     | ${false} | ${false}
    ${'receiver'}   | ${DIVISION} | ${false} | ${false}
    ${'specialist'} | ${DIVISION} | ${false} | ${false}
  `('by a $role of $unit', ({ role, unit, proposes, confirms }) => {
    const by: Actor = { ...someone(unit as string, role as 'receiver'), username: 'other' };
    const works = [
      [proposes, () => propose('2023-05-15 09:00', received(), by)],
      [confirms, () => confirm('2023-05-15 09:00', { by })],
    ] as const;
    for (const [may, work] of works) {
      if (may === true) expect(work().dossier.status).toBe('accepted');
      else expect(work).toThrow(forbidden);
    }
  });
});

describe('a void', () => {
  const act = (moment: string, by: Actor = FIRST, dossier: Dossier = received(), enteredAt = ENTERED): Decision =>
    voidReceipt(dossier, told(moment, by), { reason: 'bấm nhầm thủ tục', enteredAt });

  it('leaves everything as it stood but the clock, and no act after it', () => {
    const before = received();
    const { dossier, event } = act('2023-05-15 08:32');
    expect(dossier).toMatchObject({
      status: 'accepted',
      voidedAt: at('2023-05-15 08:32'),
      lateFrom: null,
      holder: before.holder,
      code: before.code,
      currentDueAt: before.currentDueAt,
    });
    expect(event).toMatchObject({ act: 'void', payload: { reason: 'bấm nhầm thủ tục' } });
    expect(allowedActs(dossier)).toEqual([]);
  });

  it('takes out of the figures what receipt had put into them', () => {
    const births = movementsOf(null, received());
    const { before, dossier } = act('2023-05-15 08:32');
    expect(births.length).toBeGreaterThan(0);
    expect(movementsOf(before, dossier).length).toBe(births.length);
  });

  test.each`
    what                               | by                               | when                  | code
    ${'a receiver at once'}            | ${FIRST}                         | ${'2023-05-15 08:30'} | ${null}
    ${'another receiver'}              | ${SECOND}                        | ${'2023-05-15 08:33'} | ${null}
    ${'a receiver after five minutes'} | ${FIRST}                         | ${'2023-05-15 08:35'} | ${null}
    ${'a receiver after six minutes'}  | ${FIRST}                         | ${'2023-05-15 08:36'} | ${'auth.forbidden'}
    ${'the head in the evening'}       | ${HEAD}                          | ${'2023-05-15 23:59'} | ${null}
    ${'the head on the next day'}      | ${HEAD}                          | ${'2023-05-16 00:00'} | ${'dossier.action_refused'}
    ${'a leader'}                      | ${someone(TOWN, 'leader')}       | ${'2023-05-15 08:31'} | ${'auth.forbidden'}
    ${'a receiver of another unit'}    | ${someone(DIVISION, 'receiver')} | ${'2023-05-15 08:31'} | ${'auth.forbidden'}
  `('$what', ({ by, when, code }) => {
    const work = (): Decision => act(when as string, by as Actor);
    if (code === null) expect(work().dossier.voidedAt).toBe(at(when as string));
    else expect(work).toThrow(expect.objectContaining({ code }));
  });

  it('goes by when a dossier of a paper book was typed in', () => {
    const entered = at('2023-05-16 10:00');
    expect(act('2023-05-16 10:04', FIRST, received(), entered).dossier.voidedAt).toBe(at('2023-05-16 10:04'));
    expect(() => act('2023-05-16 10:06', FIRST, received(), entered)).toThrow(forbidden);
    expect(() => act('2023-05-17 08:00', HEAD, received(), entered)).toThrow(refused);
  });

  it('is refused after the breach, in processing, and a second time', () => {
    const broken = register(registration({ terms: { ...terms, limit: { amount: 1, unit: 'working_hour' } } })).dossier;
    expect(() => act('2023-05-15 09:31', HEAD, broken)).toThrow(refused);
    expect(() => act('2023-05-15 08:31', HEAD, received({ status: 'processing' }))).toThrow(refused);
    expect(() => act('2023-05-15 08:32', HEAD, act('2023-05-15 08:31').dossier)).toThrow(refused);
  });
});

describe('a receipt that was written on paper', () => {
  it('keeps the date written by hand as its first promise, and is judged by the computed one', () => {
    const paperDueAt = at('2023-05-19 17:00');
    const { dossier, promises, event } = register(
      registration({ origin: 'paper', paperDueAt, said: { backdated: true, paperBook: 'Sổ 1', paperSerial: 38 } }),
    );
    expect(dossier).toMatchObject({ origin: 'paper', originalDueAt: paperDueAt });
    expect(wall(dossier.statutoryDueAt)).toBe('2023-05-22 17:00');
    expect(wall(dossier.lateFrom)).toBe('2023-05-23 00:00');
    expect(promises).toMatchObject([{ kind: 'imported', statutoryDueAt: dossier.statutoryDueAt }]);
    expect(event.payload).toMatchObject({ backdated: true, paperBook: 'Sổ 1', paperSerial: 38 });
  });
});
