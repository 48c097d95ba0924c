import { expect, it, test } from '@jest/globals';
import { formOn, PAPER_KINDS, type PaperKind } from '../../../../src/domain/dossier/paper-forms.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';

test.each<[PaperKind, string | null, string | null]>([
  ['receipt', '01', '01'],
  ['supplement', '02', '02'],
  ['refusal', '03', '03'],
  ['apology', '04', '04'],
  ['stop', null, '05'],
  ['control', '05', '06'],
  ['register', '06', '07'],
  ['payment', null, null],
])('%s is form %s under the first set and %s under the second', (kind, first, second) => {
  expect(formOn(kind, plainDate('2023-05-15'))).toMatchObject({ number: first, profile: 'ND61' });
  expect(formOn(kind, plainDate('2025-09-14')).profile).toBe('ND61');
  expect(formOn(kind, plainDate('2025-09-15'))).toMatchObject({ number: second, profile: 'ND118' });
});

it('names the letter anew and never calls a confirmation a receipt of the treasury', () => {
  expect(formOn('apology', plainDate('2026-01-05')).title).toBe(
    'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT',
  );
  for (const kind of PAPER_KINDS)
    for (const day of ['2010-01-01', '2023-05-15', '2026-01-05'])
      expect(formOn(kind, plainDate(day)).title).not.toMatch(/biên lai|khách hàng/i);
});
