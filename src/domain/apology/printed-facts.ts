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
] as const satisfies readonly (keyof LetterFacts)[];

/** Does a sheet that was printed and signed still say what the letter has to say? Otherwise it is printed again. */
export function stillTrue(printed: LetterFacts, now: LetterFacts): boolean {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
  const { name, ...office } = printed.signer;
  // A sheet that named nobody was signed above an empty line.
  const signer = same(office, { ...now.signer, name: undefined }) && (name === null || name === now.signer.name);
  return signer && SIGNED_PARTS.every((part) => same(printed[part], now[part]));
}
