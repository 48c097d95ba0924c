import { expect, test } from '@jest/globals';
import { receptionAt } from '../../../../src/domain/time/reception.js';
import { calendar } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const MORNING = [{ opens: 450, closes: 690 }];

test.each([
  ['a working morning', '2023-05-15 07:30', MORNING, 'working'],
  ['the lunch break', '2023-05-15 12:00', MORNING, 'closed'],
  ['the last minute', '2023-05-15 16:59', MORNING, 'working'],
  ['the evening', '2023-05-15 17:00', MORNING, 'closed'],
  ['a Saturday session', '2023-05-13 07:30', MORNING, 'saturday'],
  ['its last minute', '2023-05-13 11:29', MORNING, 'saturday'],
  ['its end', '2023-05-13 11:30', MORNING, 'closed'],
  ['a Saturday where there is none', '2023-05-13 09:00', null, 'closed'],
  ['a Sunday', '2023-05-14 09:00', MORNING, 'closed'],
  ['a Saturday that is a holiday', '2023-04-29 09:00', MORNING, 'closed'],
] as const)('%s, %s: %s', (_, moment, saturday, reception) => {
  expect(receptionAt(calendar, saturday, at(moment))).toBe(reception);
});
