import { createHash } from 'node:crypto';
import type { Keys } from '../../platform/keys/keys.js';
import type { LetterSeal, NumberedLetter } from './letter-seals.repository.js';

/** What is frozen when a letter takes its number: where it stands in the register, and every word of it (R37). */
export function factsSealOf(letter: Omit<NumberedLetter, 'seal'>, keys: Keys): string {
  const { id, dossierId, unitCode, numberYear, numberSerial, numberText, letterDate, facts } = letter;
  const digest = createHash('sha256').update(facts, 'utf8').digest('hex');
  const place = [id, dossierId, unitCode, numberYear, numberSerial ?? '-', numberText, letterDate];
  return keys.mac('checkpoint', ['letter', ...place, digest].join('\n'));
}

export function fileSealOf({ id, fileHash }: Pick<NumberedLetter, 'id' | 'fileHash'>, keys: Keys): string | null {
  return fileHash === null ? null : keys.mac('checkpoint', ['letter-file', id, fileHash].join('\n'));
}

export function sealLetter(letter: Omit<NumberedLetter, 'seal'>, keys: Keys): LetterSeal {
  return {
    letterId: letter.id,
    code: letter.code,
    factsSeal: factsSealOf(letter, keys),
    fileSeal: fileSealOf(letter, keys),
  };
}
