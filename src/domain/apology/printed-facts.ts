import type { LetterFacts } from './letter-facts.js';

/** What a signer has read and signed; days late go on counting and a telephone number may change under it. */
const SIGNED_PARTS = [
  'form',
  'tense',
  'letterhead',
  'recipient',
  'matters',
  'resultAt',
  'reason',
  'fault',
  'newDueAt',
  'signer',
] as const satisfies readonly (keyof LetterFacts)[];

/** Does a sheet that was printed and signed still say what the letter has to say? Otherwise it is printed again. */
export function stillTrue(printed: LetterFacts, now: LetterFacts): boolean {
  return SIGNED_PARTS.every((part) => JSON.stringify(printed[part] ?? null) === JSON.stringify(now[part] ?? null));
}
