import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { placePages, type MarkedLetter, type SeenPage } from '../../../../src/domain/apology/scan-matching.js';

const HERE: Omit<MarkedLetter, 'letterId'> = { place: 'here', sheets: 1, scanned: false };
const LETTERS = new Map<string, MarkedLetter>([
  ['A', { ...HERE, letterId: 'a' }],
  ['B', { ...HERE, letterId: 'b', sheets: 2 }],
  ['C', { ...HERE, letterId: 'c', scanned: true }],
  ['D', { ...HERE, letterId: 'd', place: 'other_folder' }],
  ['E', { ...HERE, letterId: 'e', place: 'other_unit', sheets: 2 }],
  ['F', { ...HERE, letterId: 'f', sheets: null }],
]);

/** `A`: its mark; `-`: no code; `_`: blank; `x`: not to be read; `?`: a code of somebody else; `AB`: two marks. */
function pile(text: string): SeenPage[] {
  return text.split(' ').map((sign, page) => ({
    page,
    marks: /^[A-Z]+$/.test(sign) ? [...sign] : [],
    coded: !['-', '_', 'x'].includes(sign),
    blank: sign === '_',
    readable: sign !== 'x',
  }));
}

function placed(text: string): string[] {
  return placePages(pile(text), LETTERS).map(({ kind, letterId }) =>
    letterId === null ? kind : `${kind} ${letterId}`,
  );
}

describe('a pile of scanned pages', () => {
  test.each([
    ['each letter on its sheet', 'A B -', ['letter a', 'letter b', 'letter b']],
    ['the backs of sheets are nothing', 'A _ B _ - _', ['letter a', 'blank', 'letter b', 'blank', 'letter b', 'blank']],
    ['pages in front belong to nobody', '- A', ['no_code', 'letter a']],
    ['a letter takes no more pages than it was printed on', 'A - A', ['letter a', 'no_code', 'double a']],
    ['behind a page too many nothing is taken for granted', 'A - -', ['letter a', 'no_code', 'no_code']],
    [
      'nobody knows how long it is: it goes on until the next',
      'F - - A',
      ['letter f', 'letter f', 'letter f', 'letter a'],
    ],
    ['behind a page that cannot be read either', 'B x -', ['letter b', 'unreadable', 'no_code']],
    ['a second time', 'A A', ['letter a', 'double a']],
    ['its sheets were there before', 'C', ['double c']],
    ['of another folder, of another unit', 'D E -', ['other_folder d', 'other_unit e', 'other_unit e']],
    ['a stranger and what follows it', '? - A', ['not_ours', 'not_ours', 'letter a']],
    ['two marks on one page', 'AB', ['no_code']],
    ['a mark nobody knows', 'Z', ['not_ours']],
  ])('%s', (_, text, expected) => {
    expect(placed(text)).toEqual(expected);
  });

  it('loses no page and gives no letter more first pages than one', () => {
    const signs = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', '-', '_', 'x', '?', 'AB');
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1, maxLength: 40 }), (given) => {
        const pages = placePages(pile(given.join(' ')), LETTERS);
        expect(pages.map(({ page }) => page)).toEqual(given.map((_, i) => i));
        for (const [mark, { letterId, sheets }] of LETTERS) {
          const own = pages.filter((page) => page.kind === 'letter' && page.letterId === letterId);
          expect(own.filter(({ page }) => given[page] === mark).length).toBeLessThanOrEqual(1);
          if (sheets !== null) expect(own.length).toBeLessThanOrEqual(sheets);
        }
      }),
    );
  });
});
