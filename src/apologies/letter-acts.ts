import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { Letter, LetterState } from '../domain/apology/letter.js';
import { CARRIERS, OFFICE, SIGNERS, WRITERS } from './letter-roles.js';

/** Acts on a letter as the pages offer them; each is a route below /letters/{id}. */
export const LETTER_ACT_KEYS = ['approvals', 'issuances', 'deliveries', 'edit', 'rejections', 'voids'] as const;

export type LetterActKey = (typeof LETTER_ACT_KEYS)[number];

/** Who looks at a letter, as far as it decides what they may do. */
export interface LetterReader {
  readonly by: Actor;
  /** of the agency that owes the letter, or a leader above it */
  readonly ofAgency: boolean;
  /** worked on the dossier: then somebody else signs (reference 9.1) */
  readonly handled: boolean;
}

const STATES: Readonly<Record<LetterActKey, readonly LetterState[]>> = {
  approvals: ['drafted'],
  issuances: ['approved', 'numbered'],
  deliveries: ['issued'],
  edit: ['drafted'],
  rejections: ['drafted', 'approved'],
  voids: ['drafted', 'approved', 'numbered'],
};

const ROLES = {
  approvals: SIGNERS,
  issuances: OFFICE,
  deliveries: CARRIERS,
  edit: WRITERS,
  rejections: SIGNERS,
  voids: OFFICE,
} as const;

/**
 * What this person may do with a letter now, in the order in which it is offered; the use cases ask again.
 *
 * @param delivered it is in the citizen's hands: nothing is left to do
 */
export function letterActsFor(
  { state, forecast, awaits }: Pick<Letter, 'state' | 'forecast' | 'awaits'>,
  delivered: boolean,
  reader: LetterReader,
): LetterActKey[] {
  return LETTER_ACT_KEYS.filter((key) => {
    if (!STATES[key].includes(state) || !hasRole(reader.by, ...ROLES[key])) return false;
    if (forecast && key !== 'edit' && key !== 'voids') return false;
    // Its signature issues it, not a click.
    if (key === 'issuances' && awaits !== null) return false;
    if (key === 'deliveries') return !delivered;
    return reader.ofAgency && !(key === 'approvals' && reader.handled);
  });
}

/** Does a letter in this state wait for the reader? Leaders act for the units below theirs, too. */
export function waitsFor(state: LetterState, unitCode: string, by: Actor): boolean {
  if (unitCode !== by.unitCode && !hasRole(by, ...SIGNERS)) return false;
  if (state === 'drafted') return hasRole(by, ...SIGNERS);
  return (state === 'approved' || state === 'numbered') && hasRole(by, ...OFFICE);
}

/** Who only counts, or only keeps accounts, has no business with names. */
export function mayName(by: Actor): boolean {
  return by.roles.some((role) => role !== 'monitor' && role !== 'admin');
}
