import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { accepted, type AcceptedDossier } from '../../../../src/domain/dossier/dossier.js';
import { stageTimes } from '../../../../src/domain/dossier/stages.js';
import { byUrgency, urgencyOf, type Urgency, type UsualTime } from '../../../../src/domain/dossier/urgency.js';
import type { Instant } from '../../../../src/domain/time/instant.js';
import { calendar, received, TOWN } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const LAND = 'H45.20.07';
const STAGES = [
  { unitCode: null, amount: 1 },
  { unitCode: LAND, amount: 3 },
  { unitCode: null, amount: 1 },
];
const UNKNOWN: UsualTime = () => null;
/** at the desk half an hour, at the land office a day and a half, back at the desk an hour */
const USUAL: UsualTime = ({ no }) => [30, 720, 60][no - 1] ?? null;

/** Received on Monday 15 May 2023 at 08:30 for five working days: due 22 May 17:00; taken by the land office at 10:30. */
function urgency(now: string, usual: UsualTime, changes: Partial<AcceptedDossier> = {}): Urgency {
  const dossier = accepted(received(changes));
  const holdings = [
    { unitCode: TOWN, from: at('2023-05-15 08:30') },
    { unitCode: LAND, from: at('2023-05-15 10:30') },
  ].filter(({ from }) => from <= at(now));
  return urgencyOf(dossier, stageTimes(dossier, STAGES, holdings, calendar, at(now)), usual, calendar, at(now));
}

describe('the slack of a dossier', () => {
  test.each`
    now                   | usual      | left    | rest    | slack   | because
    ${'2023-05-15 09:00'} | ${USUAL}   | ${2790} | ${780}  | ${2010} | ${'the desk has had its half hour: the rest is still ahead'}
    ${'2023-05-15 10:30'} | ${USUAL}   | ${2700} | ${780}  | ${1920} | ${'the desk counts nothing more than its usual time'}
    ${'2023-05-16 10:30'} | ${USUAL}   | ${2220} | ${300}  | ${1920} | ${'a day at the land office is taken off'}
    ${'2023-05-22 16:00'} | ${USUAL}   | ${60}   | ${60}   | ${0}    | ${'only the desk is left, and it takes an hour'}
    ${'2023-05-22 16:30'} | ${USUAL}   | ${30}   | ${60}   | ${-30}  | ${'it will be late unless it goes faster'}
    ${'2023-05-24 10:30'} | ${USUAL}   | ${-660} | ${60}   | ${-720} | ${'late: minus the working time since'}
    ${'2023-05-15 11:30'} | ${UNKNOWN} | ${2640} | ${1860} | ${780}  | ${'without history the budgets: 3 days and 1 day'}
  `('at $now: $left left, $rest usual, slack $slack ($because)', ({ now, usual, left, rest, slack }) => {
    const { minutesLeft, usualMinutes, slackMinutes } = urgency(now as string, usual as UsualTime);
    expect([minutesLeft, usualMinutes, slackMinutes]).toEqual([left, rest, slack]);
  });

  it('tells whether it knows, or takes the budgets', () => {
    expect(urgency('2023-05-16 10:30', USUAL).known).toBe(true);
    expect(urgency('2023-05-16 10:30', UNKNOWN).known).toBe(false);
  });

  it('stays below nothing once the promise is broken, whatever was added since', () => {
    const later = { lateFrom: at('2023-05-23 00:00'), statutoryDueAt: at('2023-05-30 17:00') };
    expect(urgency('2023-05-24 10:30', USUAL, later).minutesLeft).toBeLessThan(0);
  });
});

describe('the order of work', () => {
  const row = (code: string, slackMinutes: number | null, due: string) => ({
    code,
    urgency: slackMinutes === null ? null : { slackMinutes, minutesLeft: 0, usualMinutes: 0, known: true },
    lateFrom: at(due),
  });

  it('is by slack, not by due: the longer way with the later due stands first', () => {
    const rows = [row('short', 300, '2023-05-22 00:00'), row('long', -60, '2023-05-25 00:00')];
    expect(rows.sort(byUrgency).map(({ code }) => code)).toEqual(['long', 'short']);
  });

  it('puts what cannot be reckoned behind, by its due', () => {
    const rows = [
      row('b', null, '2024-01-10 00:00'),
      row('a', null, '2024-01-05 00:00'),
      row('c', 9_000, '2023-12-01 00:00'),
    ];
    expect(rows.sort(byUrgency).map(({ code }) => code)).toEqual(['c', 'a', 'b']);
  });

  it('is one order, whatever order the rows come in', () => {
    const rows = fc.uniqueArray(
      fc.record({
        code: fc.string({ minLength: 1, maxLength: 3 }),
        slack: fc.option(fc.integer({ min: -3, max: 3 })),
        lateFrom: fc.option(fc.integer({ min: 1, max: 3 })),
      }),
      { selector: ({ code }) => code, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (some) => {
        const all = some.map(({ code, slack, lateFrom }) => ({
          code,
          lateFrom: lateFrom as Instant | null,
          urgency: slack === null ? null : { slackMinutes: slack, minutesLeft: 0, usualMinutes: 0, known: true },
        }));
        const once = [...all].sort(byUrgency).map(({ code }) => code);
        expect(
          [...all]
            .reverse()
            .sort(byUrgency)
            .map(({ code }) => code),
        ).toEqual(once);
      }),
    );
  });
});
