import type { Drawing } from '../../src/platform/drawings/drawing.js';

/** Which modules of a drawing are black, row by row: painted from its path and nothing else. */
export function modulesOf({ width, height, path }: Drawing): boolean[][] {
  const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => false));
  for (const [, x, y, w, h] of path.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g)) {
    for (let row = Number(y); row < Number(y) + Number(h); row += 1)
      rows[row]?.fill(true, Number(x), Number(x) + Number(w));
  }
  return rows;
}

/** The widths of bars and spaces of each value, from the patterns of bars alone (ISO/IEC 15417, table 1), as numbers. */
const TABLE =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211' +
  '221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113' +
  '132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121' +
  '312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211' +
  '221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141' +
  '114113114311411113411311113141114131311141411131211412211214211232';

/**
 * What a scanner reads in a CODE128 symbol: start, sets B and C, check sum and stop. A decoder of its own.
 *
 * @throws Error where a scanner would stay silent
 */
export function readBars(drawing: Drawing): string {
  const line = modulesOf(drawing)[Math.floor(drawing.height / 2)] ?? [];
  const dots = line.map((black) => (black ? '1' : '0')).join('');
  const [, quiet = '', bars = '', after = ''] = /^(0+)(1.*1)(0+)$/.exec(dots) ?? [];
  if (quiet.length < 10 || after.length < 10) throw new Error('no quiet zone');
  const widths = [...bars.matchAll(/1+|0+/g)].map(([run]) => run.length).join('');
  if (!widths.endsWith('2331112')) throw new Error('no stop');
  const values = (widths.slice(0, -7).match(/.{6}/g) ?? []).map(valueOf);
  const [start = -1, ...rest] = values;
  const check = rest.pop();
  const sum = rest.reduce((total, value, index) => total + value * (index + 1), start) % 103;
  if (check !== sum) throw new Error('wrong check sum');
  return spelt(start, rest);
}

function valueOf(widths: string): number {
  for (let value = 0; value < 106; value += 1) if (TABLE.slice(value * 6, value * 6 + 6) === widths) return value;
  throw new Error(`no symbol ${widths}`);
}

function spelt(start: number, values: readonly number[]): string {
  let inPairs = start === 105;
  if (!inPairs && start !== 104) throw new Error('no start');
  let text = '';
  for (const value of values) {
    if (inPairs && value === 100) inPairs = false;
    else if (!inPairs && value === 99) inPairs = true;
    else text += inPairs ? String(value).padStart(2, '0') : String.fromCharCode(value + 32);
  }
  return text;
}
