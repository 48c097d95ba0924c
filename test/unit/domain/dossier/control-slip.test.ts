import { describe, expect, it, test } from '@jest/globals';
import { controlSteps, type Handing } from '../../../../src/domain/dossier/control-slip.js';
import { accepted } from '../../../../src/domain/dossier/dossier.js';
import { stageTimes } from '../../../../src/domain/dossier/stages.js';
import { calendar, received, TOWN } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const LAND = 'H45.20.07';
const TAX = 'H45.20.90';

/** Received on Monday 15 May 2023 at 08:30: land has until Wednesday 17, tax until Monday 22, 17:00. */
const dossier = accepted(received());
const STAGES = stageTimes(
  dossier,
  [
    { unitCode: LAND, amount: 2 },
    { unitCode: TAX, amount: 3 },
  ],
  [],
  calendar,
  dossier.acceptedAt,
);

function handing(fromUnitCode: string, toUnitCode: string, taken: string | null): Handing {
  const takenAt = taken === null ? null : at(taken);
  const sentAt = takenAt ?? at('2023-05-15 09:00');
  return { fromUnitCode, toUnitCode, sentBy: 'a', sentAt, takenBy: 'b', takenAt, note: null };
}

const verdict = (...handings: Handing[]) =>
  controlSteps(dossier, handings, STAGES, calendar).map((step) => step.verdict);

describe('each step of the control slip judges the one before', () => {
  test.each([
    ['2023-05-15 16:59', 'on_time'],
    ['2023-05-16 07:30', 'late'],
  ] as const)('the desk, which has until the evening: %s is %s', (taken, expected) => {
    expect(verdict(handing(TOWN, LAND, taken))).toEqual([expected]);
  });

  test.each([
    ['2023-05-16 16:00', 'early'],
    ['2023-05-17 08:00', 'on_time'],
    ['2023-05-17 17:00', 'on_time'],
    ['2023-05-18 07:30', 'late'],
  ] as const)('an agency by the end of its own stage: %s is %s', (taken, expected) => {
    expect(verdict(handing(TOWN, LAND, '2023-05-15 10:00'), handing(LAND, TAX, taken))).toEqual(['on_time', expected]);
  });

  it('says nothing of what has not arrived, of a unit without a time of its own, and of a move inside one', () => {
    expect(verdict(handing(TOWN, LAND, null))).toEqual([null]);
    expect(verdict(handing(TOWN, LAND, '2023-05-15 10:00'), handing('H45.20.08', TAX, '2023-05-16 10:00'))).toEqual([
      'on_time',
      null,
    ]);
    expect(verdict(handing(LAND, LAND, '2023-05-15 10:00'))).toEqual([]);
  });
});
