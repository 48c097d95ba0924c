import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { code128 } from '../../../../src/platform/drawings/code-128.js';
import { readBars } from '../../../support/read-bars.js';

describe('CODE128', () => {
  test.each<[string, number]>([
    ['H45.20-230517-0001', 231],
    ['H45.20.21-230517-10001', 286],
    ['1234', 77],
    ['123', 88],
    ['A', 66],
    ['AB12345', 132],
  ])('%s reads back and is %i modules wide with its margins', (text, width) => {
    const drawing = code128(text);
    expect(readBars(drawing)).toBe(text);
    expect(drawing.width).toBe(width);
  });

  it('draws the symbol that the standard gives for a known text', () => {
    // Start B, P, J, J, 1, 2, 3, C for the check sum 54 of the text-book example "PJJ123C".
    expect(readBars(code128('PJJ123C'))).toBe('PJJ123C');
    expect(code128('PJJ123C').path.startsWith('M10 0h2v36h-2z')).toBe(true);
  });

  it('reads back whatever it is given', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'ABHabz019 .-/~'), minLength: 1, maxLength: 40 });
    fc.assert(fc.property(texts, (text) => readBars(code128(text)) === text));
  });

  test.each(['', 'á', 'x'.repeat(41), 'a\n'])('refuses %j', (text) => {
    expect(() => code128(text)).toThrow(RangeError);
  });
});
