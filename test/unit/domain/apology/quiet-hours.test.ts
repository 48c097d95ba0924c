import { expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { byDay, isQuiet } from '../../../../src/domain/apology/quiet-hours.js';
import { HOUR, instant, toLocalIso, type Instant } from '../../../../src/domain/time/instant.js';

test.each([
  ['2023-06-05T06:59:59.999+07:00', '2023-06-05T07:00:00+07:00'],
  ['2023-06-05T07:00:00+07:00', '2023-06-05T07:00:00+07:00'],
  ['2023-06-05T12:00:00+07:00', '2023-06-05T12:00:00+07:00'],
  ['2023-06-05T19:59:59+07:00', '2023-06-05T19:59:59+07:00'],
  ['2023-06-05T20:00:00+07:00', '2023-06-06T07:00:00+07:00'],
  ['2023-12-31T23:30:00+07:00', '2024-01-01T07:00:00+07:00'],
  ['2023-06-05T00:00:00+07:00', '2023-06-05T07:00:00+07:00'],
])('what is ready at %s leaves at %s', (at, expected) => {
  expect(toLocalIso(byDay(instant(at)))).toBe(expected);
});

it('never leaves at night, never before it is ready, and never waits longer than a night', () => {
  const from = instant('2020-01-01T00:00:00+07:00');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000 * 24 * HOUR }), (after) => {
      const at = (from + after) as Instant;
      const leaves = byDay(at);
      expect(isQuiet(leaves)).toBe(false);
      expect(leaves >= at && leaves - at <= 11 * HOUR).toBe(true);
      expect(byDay(leaves)).toBe(leaves);
      if (!isQuiet(at)) expect(leaves).toBe(at);
    }),
  );
});
