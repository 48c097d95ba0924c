import { randomBytes } from 'node:crypto';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkAddress,
  MARK_ALPHABET,
  MARK_LENGTH,
  readMark,
  spacedMark,
} from '../../../../src/domain/apology/letter-mark.js';
import { Keys } from '../../../../src/platform/keys/keys.js';

const keys = new Keys(Buffer.alloc(32, 7));
const markOf = (id: string): string => keys.publicMark(id, MARK_ALPHABET, MARK_LENGTH);

describe('the mark of a letter', () => {
  it('is the same for ever, and another one under another key', () => {
    expect(markOf('0190a5b2-7c1e-7000-8000-000000000001')).toBe(markOf('0190a5b2-7c1e-7000-8000-000000000001'));
    expect(new Keys(randomBytes(32)).publicMark('x', MARK_ALPHABET, MARK_LENGTH)).not.toBe(markOf('x'));
  });

  it('uses every sign of the alphabet, and none that a Vietnamese keyboard makes something else of', () => {
    const many = Array.from({ length: 500 }, (_, i) => markOf(`letter ${String(i)}`));
    expect(new Set(many).size).toBe(500);
    expect(new Set(many.join('')).size).toBe(MARK_ALPHABET.length);
    expect(MARK_ALPHABET).not.toMatch(/[AEIOUYDWL]/);
  });

  it('is read back from the address, and as people type it', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const mark = markOf(id);
        for (const typed of [
          mark,
          mark.toLowerCase(),
          spacedMark(mark),
          spacedMark(mark).replaceAll(' ', '-'),
          checkAddress('https://motcua.example.vn', mark),
          `${checkAddress('http://localhost:3000', mark)}?nguon=qr`,
          `  ${checkAddress('HTTPS://MOTCUA.EXAMPLE.VN', mark)} `,
        ])
          expect(readMark(typed)).toBe(mark);
      }),
    );
  });

  test.each([
    '',
    'x',
    'https://example.vn/thu/',
    '123',
    'A23456789012345678',
    '1234567890123456789',
    '../../etc/passwd',
  ])('%j is none', (text) => {
    expect(readMark(text)).toBeNull();
  });
});
