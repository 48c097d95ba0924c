import type { FaultCause } from './cause.js';

/** What can have gone wrong, by the cause of the apology (reference 3.4, "sai sót"). */
export const FAULT_KINDS = {
  error: ['wrong_data', 'no_authority', 'extra_papers', 'wrong_fee', 'unjust_refusal', 'other_error'],
  loss: ['lost', 'damaged'],
  supplement: ['supplement_by_fault'],
  conduct: ['attitude', 'needless_visits', 'no_guidance'],
} as const satisfies Readonly<Record<FaultCause, readonly string[]>>;

export type FaultKind = (typeof FAULT_KINDS)[FaultCause][number];

/**
 * Matters that have a law and a procedure of their own: a letter of apology neither answers nor ends them (R32).
 * Khiếu nại, tố cáo, tham nhũng, bồi thường của Nhà nước.
 */
export const HELD_OUT = ['complaint', 'denunciation', 'corruption', 'state_compensation'] as const;

export type HeldOut = (typeof HELD_OUT)[number];

/** Everything a person may name; what is held out is refused with a word on where it belongs. */
export const NAMED_KINDS: readonly string[] = [...Object.values(FAULT_KINDS).flat(), ...HELD_OUT];

export const DETECTED_BY = ['citizen', 'inspection', 'self'] as const;

/** Who noticed: the citizen, an inspection, or somebody of the agency (R33). */
export type DetectedBy = (typeof DETECTED_BY)[number];

export function isHeldOut(kind: string): kind is HeldOut {
  return (HELD_OUT as readonly string[]).includes(kind);
}

export function isKindOf(cause: FaultCause, kind: string): kind is FaultKind {
  return (FAULT_KINDS[cause] as readonly string[]).includes(kind);
}
