import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { balances, NO_COUNTS, type Counts } from '../../../../src/domain/kpi/on-time-rate.js';
import { countIn, type CountedDossier } from '../../../../src/domain/kpi/population.js';
import { instant } from '../../../../src/domain/time/instant.js';
import { addDays, localDate, plainDate } from '../../../../src/domain/time/plain-date.js';
import { anyDossier, anyMoment, anyRange } from '../../../support/counted-dossiers.js';

const LONG_AFTER = instant('2024-06-01T00:00:00+07:00');
const MAY = { from: plainDate('2023-05-01'), to: plainDate('2023-05-31') };

interface Short {
  readonly accepted: string;
  readonly finished?: string;
  readonly timeliness?: 'early' | 'on_time' | 'late';
  readonly ending?: 'completed' | 'withdrawn' | 'stopped';
  readonly outcome?: 'granted' | 'refused';
  /** instant, +07:00 understood */
  readonly lateFrom?: string;
}

function dossier({ accepted, finished, timeliness, ending, outcome, lateFrom }: Short): CountedDossier {
  const late = lateFrom === undefined ? null : instant(`${lateFrom}+07:00`);
  return {
    acceptedDay: plainDate(accepted),
    finishedDay: finished === undefined ? null : plainDate(finished),
    timeliness: timeliness ?? null,
    ending: finished === undefined ? null : (ending ?? 'completed'),
    outcome: outcome ?? null,
    lateFrom: late,
    lateFromDay: late === null ? null : localDate(late),
  };
}

describe('what a period counts', () => {
  const late = '2023-05-23T00:00';
  test.each<{ name: string; of: Short; counts: Partial<Counts> }>([
    { name: 'received on the first day', of: { accepted: '2023-05-01' }, counts: { received: 1, inTime: 1 } },
    { name: 'received on the last day', of: { accepted: '2023-05-31' }, counts: { received: 1, inTime: 1 } },
    { name: 'received the day after', of: { accepted: '2023-06-01' }, counts: {} },
    { name: 'carried in and still open', of: { accepted: '2023-04-30' }, counts: { carried: 1, inTime: 1 } },
    {
      name: 'finished before the period',
      of: { accepted: '2023-04-03', finished: '2023-04-30', timeliness: 'early' },
      counts: {},
    },
    {
      name: 'carried in, finished on the first day',
      of: { accepted: '2023-04-30', finished: '2023-05-01', timeliness: 'late' },
      counts: { carried: 1, late: 1 },
    },
    {
      name: 'received and finished inside',
      of: { accepted: '2023-05-04', finished: '2023-05-31', timeliness: 'early' },
      counts: { received: 1, early: 1 },
    },
    {
      name: 'refused counts as resolved and stands in its own column',
      of: { accepted: '2023-05-04', finished: '2023-05-08', timeliness: 'early', outcome: 'refused' },
      counts: { received: 1, early: 1, refused: 1 },
    },
    {
      name: 'withdrawn counts as resolved and stands in its own column',
      of: { accepted: '2023-05-04', finished: '2023-05-08', timeliness: 'on_time', ending: 'withdrawn' },
      counts: { received: 1, onTime: 1, withdrawn: 1 },
    },
    {
      name: 'stopped likewise',
      of: { accepted: '2023-05-04', finished: '2023-05-25', timeliness: 'late', ending: 'stopped' },
      counts: { received: 1, late: 1, stopped: 1 },
    },
    {
      name: 'finished late after the period, but in time at its end',
      of: { accepted: '2023-05-04', finished: '2023-06-20', timeliness: 'late', lateFrom: '2023-06-13T00:00' },
      counts: { received: 1, inTime: 1 },
    },
    {
      name: 'finished after the period, overdue at its end',
      of: { accepted: '2023-05-04', finished: '2023-06-20', timeliness: 'late', lateFrom: late },
      counts: { received: 1, overdue: 1 },
    },
    {
      name: 'late from the midnight that ends the period: in time at the end of its last day',
      of: { accepted: '2023-05-04', lateFrom: '2023-06-01T00:00' },
      counts: { received: 1, inTime: 1 },
    },
    {
      name: 'late from the last day on',
      of: { accepted: '2023-05-04', lateFrom: '2023-05-31T00:00' },
      counts: { received: 1, overdue: 1 },
    },
    {
      name: 'an hour limit missed at 16:31 on the last day',
      of: { accepted: '2023-05-31', lateFrom: '2023-05-31T16:31' },
      counts: { received: 1, overdue: 1 },
    },
    { name: 'waiting for the citizen, unbreached', of: { accepted: '2023-05-04' }, counts: { received: 1, inTime: 1 } },
  ])('$name', ({ of, counts }) => {
    expect(countIn([dossier(of)], MAY, LONG_AFTER)).toEqual({ ...NO_COUNTS, ...counts });
  });

  test.each<{ now: string; overdue: number }>`
    now                            | overdue
    ${'2023-05-17T16:30:00+07:00'} | ${0}
    ${'2023-05-17T16:31:00+07:00'} | ${1}
  `('a period that is not over is judged now: at $now $overdue is overdue', ({ now, overdue }) => {
    const hourLimit = dossier({ accepted: '2023-05-17', lateFrom: '2023-05-17T16:31' });
    const nextWeek = dossier({ accepted: '2023-05-17', lateFrom: '2023-05-23T00:00' });
    const counts = countIn([hourLimit, nextWeek], MAY, instant(now));
    expect(counts).toEqual({ ...NO_COUNTS, received: 2, inTime: 2 - overdue, overdue });
  });

  it('always balances: (3) = (7) + (11), whatever the world and the period (R25)', () => {
    fc.assert(
      fc.property(fc.array(anyDossier, { maxLength: 40 }), anyRange, anyMoment, (world, range, now) =>
        balances(countIn(world, range, now)),
      ),
    );
  });

  it('is a stock that flows: what is open at the end of one period is carried into the next', () => {
    fc.assert(
      fc.property(fc.array(anyDossier, { maxLength: 40 }), anyRange, (world, range) => {
        const before = countIn(world, range, LONG_AFTER);
        const next = { from: addDays(range.to, 1), to: addDays(range.to, 31) };
        expect(countIn(world, next, LONG_AFTER).carried).toBe(before.inTime + before.overdue);
      }),
    );
  });
});
