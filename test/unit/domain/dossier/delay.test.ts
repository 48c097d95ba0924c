import { describe, expect, it, test } from '@jest/globals';
import type { Role } from '../../../../src/domain/accounts/roles.js';
import { declareDelay, type DelayNotice } from '../../../../src/domain/dossier/acts/delay.js';
import { askOutside, recordOutside } from '../../../../src/domain/dossier/acts/outside.js';
import { complete, withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import type { ActContext, OwedObligation } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { context, DIVISION, received, RESULT, someone, TOWN } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const SPECIALIST = someone(DIVISION, 'specialist');
/** due 22 May 17:00, late from 23 May 00:00 */
const held = received({
  status: 'processing',
  holder: { unitCode: DIVISION, username: SPECIALIST.username },
});
const notice: DelayNotice = {
  id: 'n-1',
  reason: 'Chi cục Thuế chưa trả lời',
  sentence: 'hồ sơ phải chờ thông tin của cơ quan thuế',
  reasonKey: 'tax_data',
  fault: 'other_agency',
  newDueAt: at('2023-05-26 16:00'),
};
const told = (changes: Partial<ActContext> = {}): ActContext => context({ by: SPECIALIST, ...changes });
const BREACHED = at('2023-05-23 08:00');

describe('a delay that is declared', () => {
  it('opens the obligation now, moves no date, and keeps its words in the event', () => {
    const { dossier, obligations, books, event, promises } = declareDelay(held, told(), notice);
    expect(obligations).toMatchObject([
      { id: 'o-1', cause: 'late', state: 'owed', fault: 'other_agency', since: told().at, openedDay: '2023-05-17' },
    ]);
    expect(dossier).toMatchObject({
      delayDeclared: true,
      breachNoted: false,
      currentDueAt: held.currentDueAt,
      lateFrom: held.lateFrom,
      extensionDueAt: null,
    });
    expect(promises).toEqual([]);
    expect(books).toMatchObject([
      {
        book: 'delay_notice',
        facts: { declaredSeq: 2, fault: 'other_agency' },
        instants: { newDueAt: notice.newDueAt },
      },
    ]);
    expect(JSON.stringify(books)).not.toContain('thuế');
    expect(event.payload).toMatchObject({ reason: notice.reason, sentence: notice.sentence });
  });

  it('opens it once, however often it is said', () => {
    const once = declareDelay(held, told(), notice).dossier;
    expect(declareDelay(once, told(), { ...notice, id: 'n-2' }).obligations).toEqual([]);
  });

  it('says why, when the promise is broken already: the breach opens the one obligation', () => {
    const first = declareDelay(held, told({ at: BREACHED }), notice);
    expect(first.obligations).toMatchObject([{ cause: 'late', since: held.lateFrom }]);
    expect(first.dossier).toMatchObject({ breachNoted: true, delayDeclared: false });
    expect(declareDelay(first.dossier, told({ at: BREACHED }), notice).obligations).toEqual([]);
  });

  it('is noted as a breach later without a second obligation', () => {
    const declared = declareDelay(held, told(), notice).dossier;
    const desk = someone(TOWN, 'receiver');
    const late = complete(declared, context({ by: desk, at: BREACHED, owed: [] }), RESULT);
    expect(late.obligations).toEqual([]);
    expect(late.dossier).toMatchObject({ breachNoted: true, settlement: { timeliness: 'late' } });
  });

  const paused = { status: 'awaiting_supplement', lateFrom: null } as const;
  test.each`
    dossier                                                          | when          | fine     | why
    ${held}                                                          | ${'in time'}  | ${true}  | ${'running'}
    ${{ ...held, ...paused }}                                        | ${'in time'}  | ${false} | ${'waiting for the citizen'}
    ${{ ...held, status: 'awaiting_supplement', breachNoted: true }} | ${'breached'} | ${true}  | ${'waiting, but broken before'}
    ${{ ...held, status: 'completed' }}                              | ${'in time'}  | ${false} | ${'done'}
    ${{ ...held, status: 'submitted' }}                              | ${'in time'}  | ${false} | ${'not received'}
    ${{ ...held, voidedAt: at('2023-05-15 09:00') }}                 | ${'in time'}  | ${false} | ${'voided'}
  `('$why, $when: $fine', ({ dossier, when, fine }) => {
    const work = () => declareDelay(dossier as Dossier, told(when === 'breached' ? { at: BREACHED } : {}), notice);
    if (fine === true) expect(work().event.act).toBe('declare_delay');
    else expect(work).toThrow(expect.objectContaining({ code: 'dossier.action_refused' }));
  });

  test.each`
    newDueAt              | code
    ${'2023-05-22 17:00'} | ${'dossier.date_refused'}
    ${'2023-05-27 09:00'} | ${'dossier.date_refused'}
    ${'2023-05-16 09:00'} | ${'dossier.date_refused'}
    ${'2023-05-23 09:00'} | ${null}
  `('with a second promise for $newDueAt: $code', ({ newDueAt, code }) => {
    const date = at(newDueAt as string);
    const work = () => declareDelay(held, told(), { ...notice, newDueAt: date });
    if (code === null) expect(work().event.payload['newDueAt']).toBe(date);
    else expect(work).toThrow(expect.objectContaining({ code }));
  });

  it('promises no second date twice', () => {
    const extended = { ...held, extensionDueAt: at('2023-05-25 16:00') };
    expect(() => declareDelay(extended, told(), notice)).toThrow(
      expect.objectContaining({ code: 'dossier.extension_limit' }),
    );
    expect(declareDelay(extended, told(), { ...notice, newDueAt: null }).event.act).toBe('declare_delay');
  });

  test.each<[Role, string, boolean]>([
    ['specialist', DIVISION, true],
    ['division_head', DIVISION, true],
    ['leader', DIVISION, true],
    ['clerk', DIVISION, false],
    ['receiver', TOWN, false],
    ['leader', TOWN, false],
    ['division_head', TOWN, false],
  ])('by a %s of %s: %s', (role, unit, may) => {
    const work = () => declareDelay(held, told({ by: someone(unit, role) }), notice);
    if (may) expect(work().event.act).toBe('declare_delay');
    else expect(work).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });

  it('by the head of the agency that answers for it, wherever the papers are', () => {
    const away = { ...held, holder: { unitCode: 'H45.20.21', username: 'lan' } };
    const by = someone(DIVISION, 'division_head');
    expect(declareDelay(away, told({ by }), notice).event.by).toBe(by.username);
  });
});

describe('a delay that did not happen', () => {
  const declared = declareDelay(held, told(), notice).dossier;
  const desk = someone(TOWN, 'receiver');
  const owed: OwedObligation[] = [{ id: 'o-1', cause: 'late', numbered: false }];

  it('is averted by a result in time, and by a withdrawal', () => {
    for (const decision of [
      complete(declared, context({ by: desk, owed }), RESULT),
      withdraw(declared, context({ by: desk, owed }), 'có đơn xin rút'),
    ]) {
      expect(decision.obligationEnds).toEqual([{ id: 'o-1', state: 'averted' }]);
    }
  });

  it('is not averted once a letter has its number, nor after the breach, nor for another cause', () => {
    const numbered = [{ ...owed[0]!, numbered: true }];
    const error: OwedObligation[] = [{ id: 'o-2', cause: 'error', numbered: false }];
    for (const given of [{ owed: numbered }, { owed, at: BREACHED }, { owed: error }]) {
      expect(complete(declared, context({ by: desk, ...given }), RESULT).obligationEnds).toEqual([]);
    }
  });
});

describe('the letter of another agency', () => {
  const late = received({ breachNoted: true });
  const owed: OwedObligation[] = [{ id: 'o-1', cause: 'late', fault: 'other_agency', numbered: false }];
  const letter = { number: '218/CCT', date: plainDate('2023-05-24'), proof: null };
  const clerk = someone(DIVISION, 'clerk');
  const who = (changes: Partial<ActContext> = {}) =>
    context({ by: clerk, commands: false, at: at('2023-05-25 09:00'), owed, ...changes });
  const record = (given: ActContext, changes: Partial<typeof letter> = {}) =>
    recordOutside(late, given, { obligationId: 'o-1', letter: { ...letter, ...changes }, timely: false });

  it('is asked for, and settles the obligation when it has come', () => {
    expect(askOutside(late, who(), 'o-1').obligationEnds).toEqual([{ id: 'o-1', state: 'asked' }]);
    expect(record(who()).obligationEnds).toEqual([{ id: 'o-1', state: 'settled_outside', letter, timely: false }]);
  });

  test.each<[string, readonly OwedObligation[]]>([
    ['our own fault', [{ ...owed[0]!, fault: 'ours' }]],
    ['nobody’s fault', [{ ...owed[0]!, fault: 'none' }]],
    ['a letter of ours has its number', [{ ...owed[0]!, numbered: true }]],
    ['nothing owed', []],
  ])('is none where there is %s', (_why, given) => {
    for (const work of [() => askOutside(late, who({ owed: given }), 'o-1'), () => record(who({ owed: given }))]) {
      expect(work).toThrow(expect.objectContaining({ code: 'letter.action_refused' }));
    }
  });

  it('is dated between receipt and today', () => {
    for (const day of ['2023-05-26', '2023-05-14']) {
      expect(() => record(who(), { date: plainDate(day) })).toThrow(
        expect.objectContaining({ code: 'request.invalid' }),
      );
    }
    expect(record(who(), { date: plainDate('2023-05-25') }).event.payload).toMatchObject({ number: '218/CCT' });
  });

  test.each<[Role, string, boolean, boolean]>([
    ['clerk', DIVISION, false, true],
    ['leader', 'H45', true, true],
    ['desk_head', TOWN, false, true],
    ['clerk', 'H45.20.21', false, false],
    ['leader', 'H45.20.21', false, false],
    ['specialist', DIVISION, true, false],
  ])('by a %s of %s (commands: %s): %s', (role, unit, commands, may) => {
    const given = who({ by: someone(unit, role), commands });
    if (may) expect(record(given).event.by).toBe(given.by.username);
    else expect(() => record(given)).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });
});
