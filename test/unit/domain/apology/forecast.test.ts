import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { forecastHorizon, isForecast } from '../../../../src/domain/apology/forecast.js';
import { timelyUntil } from '../../../../src/domain/apology/timely-until.js';
import { lapse, type Letter } from '../../../../src/domain/apology/letter.js';
import { HOUR, type Instant } from '../../../../src/domain/time/instant.js';
import { deadline } from '../../../../src/domain/time/deadline.js';
import { deskCalendar } from '../../../support/desk-calendar.js';
import { at, wall } from '../../../support/moments.js';

const calendar = deskCalendar();

describe('the horizon of forecasts', () => {
  test.each`
    now                   | until                 | because
    ${'2023-05-22 00:00'} | ${'2023-05-23 00:00'} | ${'due today'}
    ${'2023-05-22 23:59'} | ${'2023-05-23 00:00'} | ${'due today, at its very end'}
    ${'2023-05-20 09:00'} | ${'2023-05-23 00:00'} | ${'on Saturday for Monday'}
    ${'2023-04-29 09:00'} | ${'2023-05-05 00:00'} | ${'over five days off'}
  `('at $now reaches to $until: $because', ({ now, until }) => {
    expect(wall(forecastHorizon(calendar, at(now as string)))).toBe(until);
  });
});

describe('a forecast', () => {
  /** 5 working days from Monday 15 May: due Monday 22, in time until the end of Friday 19. */
  const promise = {
    unit: 'working_day',
    acceptedAt: at('2023-05-15 08:30'),
    currentDueAt: at('2023-05-22 17:00'),
    lateFrom: at('2023-05-23 00:00'),
  } as const;

  test.each`
    now                   | due
    ${'2023-05-19 23:59'} | ${false}
    ${'2023-05-20 00:00'} | ${true}
    ${'2023-05-22 23:59'} | ${true}
    ${'2023-05-23 00:00'} | ${false}
  `('at $now: $due', ({ now, due }) => {
    expect(isForecast(calendar, promise, at(now as string))).toBe(due);
  });

  test.each(['working_hour', 'same_day'] as const)('is none for a limit of %s', (unit) => {
    for (const now of ['2023-05-20 00:00', '2023-05-22 16:59']) {
      expect(isForecast(calendar, { ...promise, unit }, at(now))).toBe(false);
    }
  });

  it('lies within the horizon whenever its moment has come', () => {
    const moment = fc.integer({ min: at('2023-01-03 07:30'), max: at('2023-11-01 16:00') });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('working_day' as const, 'calendar_day' as const),
        fc.integer({ min: 0, max: 40 * 24 }),
        (from, amount, unit, hours) => {
          const acceptedAt = from as Instant;
          const { dueAt, lateFrom } = deadline(calendar, {
            from: acceptedAt,
            limit: { amount, unit },
            dayZero: 'receipt',
            pauses: [],
          });
          if (dueAt === null || lateFrom === null) return;
          const now = (acceptedAt + hours * HOUR) as Instant;
          const near = { unit, acceptedAt, currentDueAt: dueAt, lateFrom };
          if (isForecast(calendar, near, now)) expect(lateFrom).toBeLessThanOrEqual(forecastHorizon(calendar, now));
          else expect(now >= lateFrom || now < timelyUntil(calendar, near)).toBe(true);
        },
      ),
    );
  });
});

describe('what lapses', () => {
  const letter = { id: 'l-1', state: 'drafted' } as Letter;
  it('has no number yet', () => {
    for (const state of ['drafted', 'approved'] as const) expect(lapse({ ...letter, state }).state).toBe('lapsed');
    for (const state of ['numbered', 'issued', 'void', 'lapsed'] as const) {
      expect(() => lapse({ ...letter, state })).toThrow(RangeError);
    }
  });
});
