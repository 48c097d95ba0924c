import { expect, test } from '@jest/globals';
import { minutesUntilRetry, PRESUMED_DELIVERED_HOURS } from '../../../../src/domain/apology/message.js';

test('waits twice as long after each attempt that was put off, and after the eighth lets a person look', () => {
  expect([1, 2, 3, 8, 9, 10, 23, 24, 25].map(minutesUntilRetry)).toEqual([1, 2, 4, 128, 240, 240, 240, null, null]);
});

test('presumes delivery after three days without a bounce', () => {
  expect(PRESUMED_DELIVERED_HOURS).toBe(72);
});
