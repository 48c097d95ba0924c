import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { accepted, type AcceptedDossier } from '../../../../src/domain/dossier/dossier.js';
import { shares, stageTimes, type Holding } from '../../../../src/domain/dossier/stages.js';
import { minutesLate } from '../../../../src/domain/dossier/timeliness.js';
import { MINUTE, type Instant } from '../../../../src/domain/time/instant.js';
import { calendar, received, TOWN } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const LAND = 'H45.20.07';
const TAX = 'H45.20.90';
const STAGES = [
  { unitCode: null, amount: 1 },
  { unitCode: LAND, amount: 2 },
  { unitCode: TAX, amount: 2 },
];

/** Received on Monday 15 May 2023 at 08:30 for five working days: due 22 May 17:00. A working day has 480 minutes. */
const dossier = (changes: Partial<AcceptedDossier> = {}): AcceptedDossier => accepted(received(changes));
const held = (...moves: [string, string][]): Holding[] => [
  { unitCode: TOWN, from: at('2023-05-15 08:30') },
  ...moves.map(([unitCode, moment]) => ({ unitCode, from: at(moment) })),
];

const times = (changes: Partial<AcceptedDossier>, holdings: Holding[], until: string) =>
  stageTimes(dossier(changes), STAGES, holdings, calendar, at(until));

describe('the stages of a dossier (R28)', () => {
  it('are planned one after another, the last one to the due of the whole', () => {
    const all = times({}, held(), '2023-05-15 09:00');
    expect(all.map(({ plannedDueAt }) => plannedDueAt)).toEqual([
      at('2023-05-16 17:00'),
      at('2023-05-18 17:00'),
      at('2023-05-22 17:00'),
    ]);
    expect(all.at(-1)?.plannedDueAt).toBe(dossier().statutoryDueAt);
    expect(all.map(({ from }) => from === null)).toEqual([false, true, true]);
  });

  it('judge each by its own due, and blame nobody while the whole is in time', () => {
    const all = times({}, held([LAND, '2023-05-15 10:00'], [TAX, '2023-05-19 08:00']), '2023-05-22 10:00');
    expect(all.map(({ no, late, blameMinutes }) => [no, late, blameMinutes])).toEqual([
      [1, false, 0],
      [2, true, 0],
      [3, false, 0],
    ]);
  });

  it('give the whole lateness to the one that held too long', () => {
    const all = times({}, held([LAND, '2023-05-16 16:00'], [TAX, '2023-05-24 08:00']), '2023-05-24 10:00');
    const total = minutesLate(calendar, dossier().statutoryDueAt, dossier().lateFrom, at('2023-05-24 10:00'));
    expect(total).toBeGreaterThan(0);
    expect(all.map(({ blameMinutes }) => blameMinutes)).toEqual([0, total, 0]);
  });

  it('share it in proportion to what each held beyond its budget', () => {
    const all = times({}, held([LAND, '2023-05-16 17:00'], [TAX, '2023-05-22 17:00']), '2023-05-26 17:00');
    const over = all.map(({ heldMinutes, budgetMinutes }) => Math.max(0, heldMinutes - budgetMinutes));
    expect(over[1]).toBe(over[2]);
    expect(all[1]?.blameMinutes).toBe(all[2]?.blameMinutes);
    expect(all[0]?.blameMinutes).toBe(0);
  });

  it('leave the time of a pause out of what was held', () => {
    const pauses = [{ from: at('2023-05-16 17:00'), to: at('2023-05-18 17:00') }];
    const [, land] = times({ pauses }, held([LAND, '2023-05-16 17:00'], [TAX, '2023-05-22 17:00']), '2023-05-23 09:00');
    const [, unpaused] = times({}, held([LAND, '2023-05-16 17:00'], [TAX, '2023-05-22 17:00']), '2023-05-23 09:00');
    expect((unpaused?.heldMinutes ?? 0) - (land?.heldMinutes ?? 0)).toBe(
      calendar.workingMinutesBetween(at('2023-05-16 17:00'), at('2023-05-18 17:00')),
    );
    expect(land?.plannedDueAt).toBe(at('2023-05-22 17:00'));
  });

  it('are one, of the agency that answers, where the procedure names none', () => {
    const [only, ...others] = stageTimes(dossier(), [], held(), calendar, at('2023-05-24 09:00'));
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      unitCode: dossier().responsibleUnitCode,
      plannedDueAt: dossier().statutoryDueAt,
      late: true,
    });
  });

  it('lengthen the stage of the unit that the law gives more time', () => {
    const given = { limit: { amount: 7, unit: 'working_day' as const } };
    const [desk] = times(given, held(), '2023-05-15 09:00');
    expect(desk?.plannedDueAt).toBe(at('2023-05-18 17:00'));
  });

  it('share exactly the lateness of the dossier, however it went round', () => {
    const unit = fc.constantFrom(TOWN, LAND, TAX, 'H45.20.99');
    const move = fc.record({ unit, waits: fc.integer({ min: 1, max: 6_000 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 6 }), fc.integer({ min: 1, max: 20_000 }), (moves, last) => {
        let now = at('2023-05-15 08:30');
        const holdings: Holding[] = [{ unitCode: TOWN, from: now }];
        for (const { unit: unitCode, waits } of moves) {
          now = (now + waits * MINUTE) as Instant;
          holdings.push({ unitCode, from: now });
        }
        const until = (now + last * MINUTE) as Instant;
        const all = stageTimes(dossier(), STAGES, holdings, calendar, until);
        const late = minutesLate(calendar, dossier().statutoryDueAt, dossier().lateFrom, until);
        const worked = calendar.workingMinutesBetween(at('2023-05-15 08:30'), until);
        expect(all.reduce((sum, { blameMinutes }) => sum + blameMinutes, 0)).toBe(late);
        expect(all.reduce((sum, { heldMinutes }) => sum + heldMinutes, 0)).toBe(worked);
      }),
    );
  });

  test.each`
    total | weights      | fallback | parts
    ${10} | ${[1, 1, 1]} | ${0}     | ${[4, 3, 3]}
    ${0}  | ${[5, 5]}    | ${0}     | ${[0, 0]}
    ${7}  | ${[0, 0]}    | ${1}     | ${[0, 7]}
    ${3}  | ${[0, 9]}    | ${0}     | ${[0, 3]}
  `('$total by $weights is $parts', ({ total, weights, fallback, parts }) => {
    expect(shares(total as number, weights as number[], fallback as number)).toEqual(parts);
  });
});
