import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { proposedDue, usualRemaining } from '../../../../src/domain/apology/proposed-due.js';
import { requireExtensionDate } from '../../../../src/domain/dossier/acts/breach.js';
import { stageTimes } from '../../../../src/domain/dossier/stages.js';
import { accepted } from '../../../../src/domain/dossier/dossier.js';
import { HOUR, type Instant } from '../../../../src/domain/time/instant.js';
import { calendar, received, TOWN } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

/** Promised for Monday 22 May 2023, 17:00; eight working hours a day. */
const CURRENT = at('2023-05-22 17:00');

describe('the date that a form proposes', () => {
  test.each([
    ['2023-05-19 09:00', 1440, '2023-05-24 17:00', false, 'three working days on, at the end of work'],
    ['2023-05-19 09:00', 60, '2023-05-23 17:00', true, 'after the day that is promised now'],
    ['2023-05-22 16:00', 480, '2023-05-23 17:00', false, 'a day from the last hour is the next day'],
    ['2023-05-24 08:00', 0, '2023-05-25 17:00', true, 'late already: never today'],
    ['2023-05-26 09:00', 480, '2023-05-29 17:00', false, 'over the weekend'],
    ['2023-05-27 10:00', 0, '2023-05-29 17:00', false, 'asked on a Saturday'],
    ['2023-04-28 16:00', 120, '2023-05-23 17:00', true, 'long before the promise'],
  ] as const)('at %s, %d minutes left: %s (%s, %s)', (now, minutes, proposed, pushed, _because) => {
    const rest = { minutes, known: true, spent: false };
    const found = proposedDue(calendar, { now: at(now), currentDueAt: CURRENT }, rest);
    expect([wall(found.dueAt), found.pushed]).toEqual([proposed, pushed]);
  });

  it('can always be promised (R16)', () => {
    const dossier = received();
    const { currentDueAt } = accepted(dossier);
    const hours = fc.integer({ min: 0, max: 24 * 60 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 10_000 }), (hour, minutes) => {
        const now = (at('2023-05-15 08:30') + hour * HOUR) as Instant;
        const { dueAt } = proposedDue(calendar, { now, currentDueAt }, { minutes, known: false, spent: false });
        expect(() => {
          requireExtensionDate(dossier, calendar, now, dueAt);
        }).not.toThrow();
      }),
    );
  });
});

describe('what the rest usually takes', () => {
  const stages = [
    { unitCode: null, amount: 1 },
    { unitCode: 'H45.20.07', amount: 4 },
  ];
  const dossier = accepted(received());
  const rest = (now: string, usual: number | null) =>
    usualRemaining(
      stageTimes(dossier, stages, [{ unitCode: TOWN, from: at('2023-05-15 08:30') }], calendar, at(now)),
      () => usual,
    );

  test.each([
    ['2023-05-15 09:30', 120, { minutes: 180, known: true, spent: false }],
    ['2023-05-15 10:30', 120, { minutes: 120, known: true, spent: true }],
    ['2023-05-19 10:30', 120, { minutes: 120, known: true, spent: true }],
    // Of the desk's 900 minutes until Tuesday evening one hour is gone; four days follow.
    ['2023-05-15 09:30', null, { minutes: 2760, known: false, spent: false }],
  ] as const)('at %s, with %j', (now, usual, expected) => {
    expect(rest(now, usual)).toEqual(expected);
  });
});
