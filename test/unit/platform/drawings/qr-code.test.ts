import { expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import type { Drawing } from '../../../../src/platform/drawings/drawing.js';
import { qrCode } from '../../../../src/platform/drawings/qr-code.js';
import { modulesOf } from '../../../support/read-bars.js';

test.each([
  'https://motcua.example.vn/tra-cuu#H45.20-230517-0001/48219073',
  'http://localhost:3000/tra-cuu#H45.20.21-230517-10001/00000000',
  '1',
])('%s reads back', (text) => {
  expect(scanned(qrCode(text))).toBe(text);
});

/** Four dots a module, as a camera would see them. */
function scanned(drawing: Drawing): string | undefined {
  const rows = modulesOf(drawing);
  const side = drawing.width * 4;
  const dots = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (rows[Math.floor(y / 4)]?.[Math.floor(x / 4)] === true)
        dots.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  // A CommonJS package: its function is behind `default` for some loaders and the module itself for others.
  const read = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;
  return (read as unknown as (dots: Uint8ClampedArray, width: number, height: number) => { data: string } | null)(
    dots,
    side,
    side,
  )?.data;
}
