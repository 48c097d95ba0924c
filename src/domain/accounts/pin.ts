/** 4 to 6 digits: quick at the desk, and good only together with a registered PC and five tries. */
export const PIN = /^\d{4,6}$/;
/** On a phone, which leaves the office, nothing shorter counts. */
export const PHONE_PIN_LENGTH = 6;
/** A staff card's barcode: long enough that nobody draws one by chance, digits only so that no keyboard rewrites it. */
export const CARD = /^\d{16}$/;
/** So many wrong tries close the PIN until the person logs in by password. */
export const PIN_TRIES = 5;

export type PinFault = 'form' | 'guessable';

/** Why this PIN may not be chosen, or null: what colleagues would try first is refused. */
export function pinFault(pin: string): PinFault | null {
  if (!PIN.test(pin)) return 'form';
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  const [step] = steps;
  const oneStep = steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
  // 1212, 123123, 2580 (a column of the keypad) and years of birth or of now.
  const repeated = /^(\d{2,3})\1+$/.test(pin);
  const year = /^(?:19|20)\d\d$/.test(pin);
  return oneStep || repeated || year || pin === '2580' || pin === '0852' ? 'guessable' : null;
}
