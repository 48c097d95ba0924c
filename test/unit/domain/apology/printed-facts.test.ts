import { describe, expect, test } from '@jest/globals';
import type { LetterFacts } from '../../../../src/domain/apology/letter-facts.js';
import { stillTrue } from '../../../../src/domain/apology/printed-facts.js';
import { letterFacts } from '../../../support/letters.js';
import { at } from '../../../support/moments.js';

const SIGNER = { authority: null, title: 'TRƯỞNG PHÒNG', name: 'Lê Thị Mỹ Duyên' };

describe('a sheet that was printed before its number was taken', () => {
  test.each<[string, Partial<LetterFacts>, Partial<LetterFacts>, boolean]>([
    ['nothing changed', {}, {}, true],
    ['it is later by another day', {}, { daysLate: 3, minutesLate: 1440 }, true],
    ['another number to call', {}, { hotline: null, contact: null }, true],
    ['the result has come', {}, { form: 'letter', tense: 'result_ready', newDueAt: null }, false],
    ['another new date', {}, { newDueAt: at('2023-06-09 16:00') }, false],
    ['another reason', {}, { reason: 'Vì một lý do khác hẳn.' }, false],
    ['another signer', {}, { signer: { ...SIGNER, name: 'Trần Quốc Bảo' } }, false],
    ['it named nobody', { signer: { ...SIGNER, name: null } }, { signer: SIGNER }, true],
    [
      'it named another office',
      { signer: { ...SIGNER, name: null } },
      { signer: { ...SIGNER, title: 'CHỦ TỊCH' } },
      false,
    ],
  ])('%s', (_, printed, now, expected) => {
    expect(stillTrue(letterFacts({ signer: SIGNER, ...printed }), letterFacts({ signer: SIGNER, ...now }))).toBe(
      expected,
    );
  });
});
