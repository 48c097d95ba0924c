import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { brokenFrom, secondEnd, secondStanding } from '../../../../src/domain/apology/second-promise.js';
import { accepted } from '../../../../src/domain/dossier/dossier.js';
import type { Instant } from '../../../../src/domain/time/instant.js';
import { calendar, received } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

/** Form 04 promised Thursday 8 June 2023, 16:00. */
const DUE = '2023-06-08 16:00';

describe('a second promise', () => {
  test.each([
    ['working_day', '2023-06-08 15:00', null, false, null, null],
    ['working_day', '2023-06-08 23:59', null, false, null, null],
    ['working_day', '2023-06-09 00:00', null, false, 'broken', '2023-06-09 00:00'],
    ['working_day', '2023-06-20 09:00', '2023-06-08 16:30', false, 'kept', '2023-06-08 16:30'],
    ['working_day', '2023-06-20 09:00', '2023-06-09 07:30', false, 'broken', '2023-06-09 00:00'],
    ['calendar_day', '2023-06-05 09:00', '2023-06-05 08:00', false, 'kept', '2023-06-05 08:00'],
    ['working_hour', '2023-06-08 16:00', null, false, null, null],
    ['working_hour', '2023-06-08 16:01', null, false, 'broken', '2023-06-08 16:01'],
    ['working_hour', '2023-06-08 17:00', '2023-06-08 16:00', false, 'kept', '2023-06-08 16:00'],
    ['same_day', '2023-06-08 18:00', null, false, null, null],
    ['working_day', '2023-06-20 09:00', null, true, null, null],
    ['working_day', '2023-06-20 09:00', '2023-06-19 09:00', true, 'broken', '2023-06-09 00:00'],
  ] as const)('%s at %s, finished %s, paused %s: %s', (unit, now, finished, paused, state, moment) => {
    const finishedAt = finished === null ? null : at(finished);
    const end = secondEnd({ dueAt: at(DUE), unit, paused, finishedAt }, at(now));
    expect([end?.state ?? null, wall(end?.at ?? null)]).toEqual([state, moment]);
  });

  it('once kept or broken stays so, however late one looks', () => {
    const units = fc.constantFrom(
      'working_day' as const,
      'calendar_day' as const,
      'same_day' as const,
      'working_hour' as const,
    );
    const hours = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(units, hours, fc.option(hours), fc.boolean(), fc.nat(1000), (unit, look, finish, paused, later) => {
        const moment = (hour: number): Instant => (at(DUE) + hour * 3_600_000) as Instant;
        const finishedAt = finish === null || finish > look ? null : moment(finish);
        const given = { dueAt: at(DUE), unit, paused, finishedAt };
        const end = secondEnd(given, moment(look));
        if (end !== null) expect(secondEnd(given, moment(look + later))).toEqual(end);
        if (end?.state === 'broken') expect(end.at).toBe(brokenFrom(at(DUE), unit));
        if (finishedAt !== null) expect(end?.state).toBe(finishedAt < brokenFrom(at(DUE), unit) ? 'kept' : 'broken');
      }),
    );
  });

  test.each([
    [[], '2023-06-08 16:00'],
    [[['2023-06-07 16:00', '2023-06-08 08:30']], '2023-06-09 08:30'],
    [[['2023-05-30 16:00', '2023-06-01 08:30']], '2023-06-09 08:30'],
    [[['2023-05-22 16:00', '2023-05-24 08:30']], '2023-06-08 16:00'],
    [[['2023-06-09 08:00', '2023-06-12 08:30']], '2023-06-08 16:00'],
    [[['2023-06-07 16:00', null]], '2023-06-12 08:30'],
  ] as const)('with the citizen waited for in %j is due %s', (waits, due) => {
    const pauses = waits.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) }));
    const dossier = accepted(received({ pauses, currentDueAt: at('2023-05-22 17:00') }));
    const promised = { dueAt: at(DUE), promisedAt: at('2023-05-31 16:00') };
    expect(wall(secondStanding(calendar, dossier, promised, at('2023-06-09 08:30')).dueAt)).toBe(due);
  });

  it('never stands before the date that the law gives the citizen', () => {
    const dossier = accepted(received({ currentDueAt: at('2023-06-20 17:00') }));
    const promised = { dueAt: at(DUE), promisedAt: at('2023-05-31 16:00') };
    expect(wall(secondStanding(calendar, dossier, promised, at('2023-06-09 08:30')).dueAt)).toBe('2023-06-20 17:00');
  });
});
