import { runsOf, type Drawing } from './drawing.js';

/** Widths of the three bars and three spaces of each symbol, by value; the last one is the stop (ISO/IEC 15417). */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112';

const SYMBOLS = WIDTHS.split(' ');
const START = { B: 104, C: 105 } as const;
const CHANGE = { B: 100, C: 99 } as const;
const STOP = 106;
const SHORTEST_RUN = 4;
/** White modules on either side that a reader needs. */
const QUIET = 10;
const HEIGHT = 36;

/**
 * A CODE128 symbol: letters in set B, runs of four digits and more in set C, two digits a symbol.
 *
 * Our own and not a library's: it is a table and a sum, and the libraries bring a canvas or a megabyte with them.
 *
 * @param text printable ASCII, 1 to 40 characters
 * @throws RangeError for anything else
 */
export function code128(text: string): Drawing {
  if (!/^[ -~]{1,40}$/.test(text)) throw new RangeError('CODE128 is drawn for 1 to 40 printable ASCII characters');
  const values = withCheck(valuesOf(text));
  const modules = [...values, STOP].flatMap((value) => modulesOf(SYMBOLS[value] ?? ''));
  return { width: modules.length + 2 * QUIET, height: HEIGHT, path: runsOf(modules, QUIET, 0, HEIGHT) };
}

function valuesOf(text: string): number[] {
  const values: number[] = [];
  let set: 'B' | 'C' | null = null;
  for (const part of text.split(/(\d+)/).filter(Boolean)) {
    const pairs = /^\d+$/.test(part) && part.length >= SHORTEST_RUN ? part.length - (part.length % 2) : 0;
    // The odd digit of a run stands in set B, behind the pairs.
    for (const [run, wanted] of [
      [part.slice(0, pairs), 'C'],
      [part.slice(pairs), 'B'],
    ] as const) {
      if (run === '') continue;
      if (set !== wanted) values.push(set === null ? START[wanted] : CHANGE[wanted]);
      set = wanted;
      values.push(...(wanted === 'C' ? pairsOf(run) : [...run].map((character) => character.charCodeAt(0) - 32)));
    }
  }
  return values;
}

const pairsOf = (digits: string): number[] => (digits.match(/\d\d/g) ?? []).map(Number);

function withCheck(values: readonly number[]): number[] {
  const sum = values.reduce((total, value, index) => total + value * Math.max(1, index), 0);
  return [...values, sum % 103];
}

function modulesOf(widths: string): boolean[] {
  return [...widths].flatMap((width, index) => Array.from({ length: Number(width) }, () => index % 2 === 0));
}
