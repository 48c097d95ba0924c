import { describe, expect, it, test } from '@jest/globals';
import { extend, noteBreach, type Extension } from '../../../../src/domain/dossier/acts/breach.js';
import { replan } from '../../../../src/domain/dossier/acts/replan.js';
import { register } from '../../../../src/domain/dossier/acts/register.js';
import { complete, giveBack, withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { after, context, received, registration, RESULT } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

describe('receipt', () => {
  it('promises 17:00 of the fifth working day and opens the ledger with it', () => {
    const { dossier, promises, obligations } = register(registration());
    expect(dossier).toMatchObject({
      status: 'accepted',
      originalDueAt: at('2023-05-22 17:00'),
      statutoryDueAt: at('2023-05-22 17:00'),
      currentDueAt: at('2023-05-22 17:00'),
      lateFrom: at('2023-05-23 00:00'),
    });
    expect(promises).toMatchObject([
      { seq: 1, kind: 'original', previousDueAt: null, currentDueAt: dossier.currentDueAt },
    ]);
    expect(obligations).toEqual([]);
  });

  it('serves at once only what the procedure allows, and then on time', () => {
    expect(() => register(registration({ instant: true }))).toThrow(
      expect.objectContaining({ code: 'dossier.action_refused' }),
    );
    const { terms } = registration();
    const served = register(registration({ instant: true, terms: { ...terms, instantAllowed: true } }));
    expect(served.event.act).toBe('serve_now');
    expect(served.dossier).toMatchObject({ status: 'returned', settlement: { timeliness: 'on_time', daysLate: 0 } });
  });
});

describe('settlement', () => {
  test.each`
    finished              | completed    | withdrawn    | daysLate
    ${'2023-05-15 16:59'} | ${'early'}   | ${'on_time'} | ${0}
    ${'2023-05-21 23:59'} | ${'early'}   | ${'on_time'} | ${0}
    ${'2023-05-22 00:00'} | ${'on_time'} | ${'on_time'} | ${0}
    ${'2023-05-22 17:00'} | ${'on_time'} | ${'on_time'} | ${0}
    ${'2023-05-22 23:59'} | ${'on_time'} | ${'on_time'} | ${0}
    ${'2023-05-23 00:00'} | ${'late'}    | ${'late'}    | ${1}
    ${'2023-05-24 10:00'} | ${'late'}    | ${'late'}    | ${2}
    ${'2023-05-28 10:00'} | ${'late'}    | ${'late'}    | ${4}
  `('on $finished: $completed, or $withdrawn when withdrawn', ({ finished, completed, withdrawn, daysLate }) => {
    const told = context({ at: at(finished as string) });
    expect(complete(received(), told, RESULT).dossier.settlement).toMatchObject({ timeliness: completed, daysLate });
    expect(withdraw(received(), told, 'đơn').dossier.settlement).toMatchObject({ timeliness: withdrawn, daysLate });
  });

  it('opens the obligation when it comes late and nobody had noticed', () => {
    const told = context({ at: at('2023-05-23 08:00') });
    expect(complete(received(), told, RESULT).obligations).toMatchObject([
      { id: 'o-1', cause: 'late', state: 'owed', since: at('2023-05-23 00:00'), openedDay: '2023-05-23' },
    ]);
    const noted = after(noteBreach(received(), told));
    expect(complete(noted, told, RESULT).obligations).toEqual([]);
  });

  it('is never changed by the return of the result, however late the citizen comes', () => {
    const done = complete(received(), context(), RESULT).dossier;
    const told = context({ at: at('2023-07-03 09:00') });
    const back = giveBack(done, told, { receivedBy: 'Nguyễn Văn A', how: 'desk' });
    expect(back.dossier.settlement).toEqual(done.settlement);
    expect(back.obligations).toEqual([]);
  });
});

describe('a breach', () => {
  test.each`
    now                   | noted
    ${'2023-05-22 23:59'} | ${false}
    ${'2023-05-23 00:00'} | ${true}
    ${'2023-12-01 00:00'} | ${true}
  `('at $now is noted: $noted', ({ now, noted }) => {
    expect(noteBreach(received(), context({ at: at(now as string) })) !== null).toBe(noted);
  });

  it('is noted once, and not after settlement', () => {
    const told = context({ at: at('2023-05-23 08:00') });
    expect(noteBreach(after(noteBreach(received(), told)), told)).toBeNull();
    expect(noteBreach(complete(received(), context(), RESULT).dossier, told)).toBeNull();
  });

  it('is not noted before the system that works the dossier has vouched for it, whatever is done', () => {
    const told = context({ at: at('2023-05-24 10:00'), awaitsSource: true });
    expect(noteBreach(received(), told)).toBeNull();
    const moved = replan({ ...received(), provisional: true }, told, 'r-1');
    expect(moved).toMatchObject({ obligations: [], dossier: { breachNoted: false, lateFrom: at('2023-05-23 00:00') } });
    expect(noteBreach(received(), { ...told, awaitsSource: false })?.obligations).toHaveLength(1);
  });

  test.each`
    from            | state
    ${null}         | ${'owed'}
    ${'2023-05-23'} | ${'owed'}
    ${'2023-05-24'} | ${'historic'}
  `('of a unit that apologises from $from is $state', ({ from, state }) => {
    const apologiesFrom = from === null ? null : plainDate(from as string);
    const told = context({ at: at('2023-06-01 08:00'), apologiesFrom });
    expect(noteBreach(received(), told)?.obligations).toMatchObject([{ state, since: at('2023-05-23 00:00') }]);
  });
});

describe('form 04 (R16)', () => {
  const told = context({ at: at('2023-05-23 10:00') });
  const second = (changes: Partial<Extension> = {}): Extension => ({
    letterId: 'l-1',
    letterNumber: '01/PXL',
    newDueAt: at('2023-05-26 16:00'),
    fixedAt: at('2023-05-23 09:00'),
    reason: 'lấy ý kiến chậm',
    ends: [],
    ...changes,
  });

  it('moves the date the citizen is told, and nothing that lateness is judged by', () => {
    const before = received();
    const { dossier, promises } = extend(before, told, second());
    const { originalDueAt, statutoryDueAt, lateFrom } = before;
    expect(dossier).toMatchObject({
      originalDueAt,
      statutoryDueAt,
      lateFrom,
      currentDueAt: at('2023-05-26 16:00'),
      extensionDueAt: at('2023-05-26 16:00'),
    });
    expect(promises).toMatchObject([
      { kind: 'extension', seq: 2, previousDueAt: before.currentDueAt, statutoryDueAt, lateFrom, letterId: 'l-1' },
    ]);
    const onTheNewDate = context({ at: at('2023-05-26 15:00') });
    expect(complete(dossier, onTheNewDate, RESULT).dossier.settlement?.timeliness).toBe('late');
  });

  it('is possible before the breach, and then opens nothing', () => {
    const early = extend(received(), context(), second({ fixedAt: context().at }));
    expect(early.obligations).toEqual([]);
    expect(early.dossier.lateFrom).toBe(received().lateFrom);
  });

  it('happens once', () => {
    const once = extend(received(), told, second()).dossier;
    expect(() => extend(once, told, second({ newDueAt: at('2023-05-31 16:00') }))).toThrow(
      expect.objectContaining({ code: 'dossier.extension_limit' }),
    );
  });

  test.each`
    why                                   | newDueAt              | fixedAt               | fine
    ${'the evening of the due day'}       | ${'2023-05-22 17:30'} | ${'2023-05-17 09:00'} | ${true}
    ${'the due instant itself'}           | ${'2023-05-22 17:00'} | ${'2023-05-17 09:00'} | ${false}
    ${'before the date promised now'}     | ${'2023-05-19 16:00'} | ${'2023-05-17 09:00'} | ${false}
    ${'a Saturday'}                       | ${'2023-05-27 10:00'} | ${'2023-05-23 09:00'} | ${false}
    ${'a public holiday'}                 | ${'2023-09-01 10:00'} | ${'2023-05-23 09:00'} | ${false}
    ${'passed when it was fixed'}         | ${'2023-05-23 08:00'} | ${'2023-05-23 09:00'} | ${false}
    ${'passed since, after a crash only'} | ${'2023-05-23 09:30'} | ${'2023-05-23 09:00'} | ${true}
  `('$why: $fine', ({ newDueAt, fixedAt, fine }) => {
    const work = () =>
      extend(received(), told, second({ newDueAt: at(newDueAt as string), fixedAt: at(fixedAt as string) }));
    if (fine === true) expect(work().dossier.currentDueAt).toBe(at(newDueAt as string));
    else expect(work).toThrow(expect.objectContaining({ code: 'dossier.date_refused' }));
  });

  it('is not for a dossier that waits for the citizen and is not late', () => {
    const waiting = received({ status: 'awaiting_supplement', lateFrom: null });
    expect(() => extend(waiting, told, second())).toThrow(expect.objectContaining({ code: 'dossier.action_refused' }));
  });
});
