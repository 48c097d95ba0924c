/** Code points of the Tinos subset in templates/fonts, first and last of each range. */
const COVERED: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x180],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x218, 0x21b],
  [0x2b9, 0x2bf],
  [0x2c6, 0x2c7],
  [0x2d8, 0x2dd],
  [0x300, 0x304],
  [0x306, 0x309],
  [0x30c, 0x30c],
  [0x31b, 0x31b],
  [0x323, 0x323],
  [0x1e80, 0x1e85],
  [0x1e9e, 0x1e9e],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2015],
  [0x2017, 0x2022],
  [0x2026, 0x2026],
  [0x2030, 0x2030],
  [0x2032, 0x2034],
  [0x2039, 0x203a],
  [0x2044, 0x2044],
  [0x2070, 0x2070],
  [0x2074, 0x2079],
  [0x2080, 0x2089],
  [0x20ab, 0x20ac],
  [0x2113, 0x2113],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
  [0x2190, 0x2195],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
  [0x2248, 0x2248],
  [0x2260, 0x2261],
  [0x2264, 0x2265],
  [0x25a0, 0x25a1],
  [0x25aa, 0x25aa],
  [0x25ca, 0x25cc],
  [0x25cf, 0x25cf],
  [0xfffd, 0xfffd],
];

const OUTSIDE = new RegExp(
  `[^${COVERED.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('')}]`,
  'gu',
);

/** Shows where a character stood that the face does not have. */
const REPLACEMENT = '\u25a1';

/** Every character the printed face has. */
export function coveredCharacters(): string[] {
  return COVERED.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );
}

/**
 * Text the printed face can show: other characters become □. PDF/A refuses a file with a glyph that is not there,
 * and one emoji in a name must not keep a letter from being printed.
 */
export function printable(text: string): string {
  return text.replace(OUTSIDE, REPLACEMENT);
}
