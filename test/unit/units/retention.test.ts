import { expect, test } from '@jest/globals';
import { readRetention, yearsKept } from '../../../src/units/retention.js';

test.each([
  ['10', { years: 10, byProcedure: {} }],
  [' 10 ; 1.009998=5;2.000815 = 3', undefined],
  ['10; 1.009998=5;2.000815=3', { years: 10, byProcedure: { '1.009998': 5, '2.000815': 3 } }],
  ['0', undefined],
  ['100', undefined],
  ['-1', undefined],
  ['', undefined],
  ['mười', undefined],
  ['10; 1.009998', undefined],
  ['10; 1.009998=0', undefined],
])('%s is read as %j', (text, retention) => {
  expect(readRetention(text)).toEqual(retention);
});

test('a procedure keeps its own years, every other one those of the agency', () => {
  const retention = readRetention('10; 1.009998=5')!;
  expect([yearsKept(retention, '1.009998'), yearsKept(retention, '2.000815')]).toEqual([5, 10]);
});
