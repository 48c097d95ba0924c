import { expect, test } from '@jest/globals';
import { readScan } from '../../../../src/domain/text/scan.js';

const CODE = 'H45.20-230511-0001';
const dossier = (secret: string | null, code = CODE) => ({ kind: 'dossier', code, secret });

test.each([
  ['a barcode', CODE, dossier(null)],
  ['a barcode, small letters', 'h45.20.21-230511-00012', dossier(null, 'H45.20.21-230511-00012')],
  ['the older form of agencies', '000.00.20.H45-230511-0001', dossier(null, '000.00.20.H45-230511-0001')],
  ['a receipt', `https://mot-cua.vn/tra-cuu#${CODE}.12345678`, dossier('12345678')],
  ['a receipt through Telex', `https://mộ-cửa.vn/tra-cứu#${CODE}.12345678`, dossier('12345678')],
  ['a receipt with words', `https://x.vn/tra-cuu#ma=${CODE}&so=12345678`, dossier('12345678')],
  ['digits that are no secret', `https://x.vn/tra-cuu#${CODE}.1234567`, dossier(null)],
  ['a code that goes on', 'H45.20-230511-00010001', { kind: 'unknown' }],
  ['a number of a person', '054090001234', { kind: 'unknown' }],
  ['words', 'Nguyễn Văn Ẩn', { kind: 'unknown' }],
  ['nothing', '', { kind: 'unknown' }],
])('%s', (_, text, scan) => {
  expect(readScan(text)).toEqual(scan);
});

test('a citizen card', () => {
  const text = '054090001234||NGUYN VN N|01021990|Nam|Xun Ph|15062021';
  expect(readScan(text)).toMatchObject({
    kind: 'card',
    card: { idNumber: '054090001234', nameDoubtful: true, addressDoubtful: true },
  });
});
