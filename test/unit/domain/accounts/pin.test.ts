import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pinFault } from '../../../../src/domain/accounts/pin.js';

test.each([
  ['', 'form'],
  ['123', 'form'],
  ['1234567', 'form'],
  ['12a4', 'form'],
  [' 5839', 'form'],
  ['٥٨٣٩', 'form'],
  ['0000', 'guessable'],
  ['1234', 'guessable'],
  ['987654', 'guessable'],
  ['1212', 'guessable'],
  ['123123', 'guessable'],
  ['2580', 'guessable'],
  ['1987', 'guessable'],
  ['2023', 'guessable'],
  ['5839', null],
  ['0193', null],
  ['19870', null],
  ['402615', null],
])('PIN %s: %s', (pin, fault) => {
  expect(pinFault(pin)).toBe(fault);
});

test('nine in ten PINs may be chosen', () => {
  const all = Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0'));
  expect(all.filter((pin) => pinFault(pin) === null).length).toBeGreaterThan(9_500);
});

test('only 4 to 6 digits are a PIN', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(pinFault(text) === null && !/^[0-9]{4,6}$/.test(text)).toBe(false);
    }),
  );
});
