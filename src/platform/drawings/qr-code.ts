import { encode } from 'uqr';
import { runsOf, type Drawing } from './drawing.js';

/** White modules around the symbol that a reader needs (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code that still reads with a fold or a stamp across it: up to 15 % may be lost. */
export function qrCode(text: string): Drawing {
  const { size, data } = encode(text, { ecc: 'M', border: 0 });
  const side = size + 2 * QUIET;
  return {
    width: side,
    height: side,
    path: data.map((row, index) => runsOf(row, QUIET, QUIET + index, 1)).join(''),
  };
}
