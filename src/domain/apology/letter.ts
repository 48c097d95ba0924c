import { DomainError } from '../errors.js';
import type { Instant } from '../time/instant.js';
import type { PlainDate } from '../time/plain-date.js';
import type { Fault, LetterFacts } from './letter-facts.js';
import { readMark } from './letter-mark.js';

export const LETTER_STATES = ['drafted', 'approved', 'numbered', 'issued', 'lapsed', 'void'] as const;

export type LetterState = (typeof LETTER_STATES)[number];

/** `sign`: a person approved it; `auto`: the unit's standing approval did (APOLOGY_MODE). */
export type LetterMode = 'sign' | 'auto';

/** What stands in the place of a signature; each unit decides for itself (setting `signing_mode`). */
export const SIGNING_MODES = ['approval', 'paper', 'electronic'] as const;

export type SigningMode = (typeof SIGNING_MODES)[number];

/** What a numbered letter waits for before it may be issued: the signed and stamped sheet, or an electronic signature. */
export type Awaited = 'scan' | 'signature';

const AWAITED: Readonly<Record<SigningMode, Awaited | null>> = {
  approval: null,
  paper: 'scan',
  electronic: 'signature',
};

/** `word`: a person says that the sheet is signed and stamped, and has not scanned it in. */
export type SignedHow = 'scan' | 'word' | 'signature';

/** How a letter came to be signed that had to wait for it. */
export interface Signed {
  readonly how: SignedHow;
  /** username of whoever saw the signature, or made it */
  readonly by: string;
  /** null: the letter as it was rendered is the file of record */
  readonly fileHash: string | null;
}

/** @returns null when the approval in the system is the signature; a standing approval always is */
export function awaitedBy(mode: LetterMode, signing: SigningMode): Awaited | null {
  return mode === 'auto' ? null : AWAITED[signing];
}

export interface LetterNumber {
  readonly year: number;
  /** null when the number was typed in from another register */
  readonly serial: number | null;
  /** as printed: `14/PXL` */
  readonly text: string;
}

/** A letter is a record: numbered, rendered, stored, issued. Its number is never used again, whatever happens to it. */
export interface Letter {
  readonly id: string;
  readonly dossierId: string;
  /** the agency that signs */
  readonly unitCode: string;
  readonly state: LetterState;
  readonly mode: LetterMode;
  /** what a person wrote; null: the sentence is made from the ledger */
  readonly reason: string | null;
  /** what the citizen is told instead of the reason; null: the reason itself */
  readonly sentence: string | null;
  /** entry of the short list (`reasons.ts`): what the office learns from; null: nobody has chosen one */
  readonly reasonKey: string | null;
  /** prepared before anything is owed; nothing but a draft (R29a) */
  readonly forecast: boolean;
  readonly fault: Fault;
  readonly newDueAt: Instant | null;
  readonly draftedAt: Instant;
  readonly draftedBy: string;
  readonly approvedAt: Instant | null;
  readonly approvedBy: string | null;
  /** the signer's comment when it was sent back, or the reason it was voided */
  readonly comment: string | null;
  readonly number: LetterNumber | null;
  readonly date: PlainDate | null;
  readonly facts: LetterFacts | null;
  readonly numberedAt: Instant | null;
  readonly numberedBy: string | null;
  readonly issuedAt: Instant | null;
  /** the file of record: what was signed, else the letter as it was rendered */
  readonly fileHash: string | null;
  /** what it has to wait for since it was numbered; null: nothing */
  readonly awaits: Awaited | null;
  /** null: the approval is the signature, or it is not signed yet */
  readonly signedHow: SignedHow | null;
  readonly signedBy: string | null;
  /** the signed sheet as it was scanned in; also when that was after the letter was issued */
  readonly scanHash: string | null;
  /** what its QR code leads to; null until it is numbered, or printed to be signed */
  readonly mark: string | null;
  readonly version: number;
}

export const LETTER_ACTS = ['revise', 'approve', 'reject', 'number', 'issue', 'void'] as const;

export type LetterAct = (typeof LETTER_ACTS)[number];

/** `drafted → approved → numbered → issued`, or `void` on the way; a letter sent back is a draft again (acts.md). */
const LETTER_TRANSITIONS: Readonly<Record<LetterAct, { from: readonly LetterState[]; to: LetterState }>> = {
  revise: { from: ['drafted'], to: 'drafted' },
  approve: { from: ['drafted'], to: 'approved' },
  reject: { from: ['drafted', 'approved'], to: 'drafted' },
  number: { from: ['approved'], to: 'numbered' },
  issue: { from: ['numbered'], to: 'issued' },
  void: { from: ['drafted', 'approved', 'numbered'], to: 'void' },
};

/** What a forecast allows: nobody signs for what may not happen (R29a). */
const FORECAST_ACTS: readonly LetterAct[] = ['revise', 'void'];

export function allowedLetterActs({ state, forecast }: Pick<Letter, 'state' | 'forecast'>): LetterAct[] {
  return LETTER_ACTS.filter(
    (act) => LETTER_TRANSITIONS[act].from.includes(state) && (!forecast || FORECAST_ACTS.includes(act)),
  );
}

/** @throws DomainError `letter.action_refused` naming the present state and what is allowed */
export function nextLetterState(letter: Pick<Letter, 'id' | 'state' | 'forecast'>, act: LetterAct): LetterState {
  const allowed = allowedLetterActs(letter);
  if (allowed.includes(act)) return LETTER_TRANSITIONS[act].to;
  const stands = letter.forecast ? `a forecast, ${letter.state}` : letter.state;
  throw new DomainError('letter.action_refused', `${act} is not possible: the letter is ${stands}`, {
    action: act,
    state: letter.state,
    allowed,
  });
}

/** Shortest reason anybody can understand (R16). */
export const MIN_REASON = 10;
export const MAX_REASON = 600;

/** What a revision may change. */
export interface Revision {
  readonly reason?: string | undefined;
  /** left out with a new reason: the reason is what the citizen is told */
  readonly sentence?: string | null | undefined;
  readonly reasonKey?: string | null | undefined;
  readonly fault?: Fault | undefined;
  readonly newDueAt?: Instant | null | undefined;
}

export function revise(letter: Letter, { reason, sentence, reasonKey, fault, newDueAt }: Revision): Letter {
  const kept = reason === undefined ? letter.sentence : null;
  return {
    ...letter,
    state: nextLetterState(letter, 'revise'),
    reason: reason ?? letter.reason,
    sentence: sentence === undefined ? kept : sentence,
    reasonKey: reasonKey === undefined ? letter.reasonKey : reasonKey,
    fault: fault ?? letter.fault,
    newDueAt: newDueAt === undefined ? letter.newDueAt : newDueAt,
  };
}

/**
 * Whoever worked on the dossier does not sign for its apology.
 *
 * @param handlers usernames that held the dossier outside the desk
 * @throws DomainError `auth.forbidden`, `letter.action_refused`
 * Source: reference 9.1, separation of duties.
 */
export function approve(letter: Letter, by: string, at: Instant, handlers: readonly string[]): Letter {
  const state = nextLetterState(letter, 'approve');
  if (handlers.includes(by)) {
    throw new DomainError('auth.forbidden', 'whoever handled the dossier does not close its apology', { by });
  }
  return { ...letter, state, approvedAt: at, approvedBy: by, comment: null };
}

export function sendBack(letter: Letter, comment: string): Letter {
  return { ...letter, state: nextLetterState(letter, 'reject'), approvedAt: null, approvedBy: null, comment };
}

export interface Numbering {
  readonly number: LetterNumber;
  readonly date: PlainDate;
  readonly facts: LetterFacts;
  readonly at: Instant;
  readonly by: string;
  readonly awaits: Awaited | null;
}

/** The first of the two transactions: number, date and facts are frozen, and no crash changes them any more. */
export function takeNumber(letter: Letter, { number, date, facts, at, by, awaits }: Numbering): Letter {
  const state = nextLetterState(letter, 'number');
  const mark = facts.checkUrl === undefined ? letter.mark : readMark(facts.checkUrl);
  const numbered = { number, date, facts, mark, newDueAt: facts.newDueAt, numberedAt: at, numberedBy: by };
  return { ...letter, ...numbered, state, awaits };
}

/**
 * The second: the paper exists under its hash, and whatever it had to wait for is there.
 *
 * @param signed null: the approval is the signature
 * @throws DomainError `letter.action_refused` while it waits for its signature
 */
export function markIssued(letter: Letter, paperHash: string, at: Instant, signed: Signed | null = null): Letter {
  const state = nextLetterState(letter, 'issue');
  if (letter.awaits !== null && signed === null) throw unsigned(letter, letter.awaits);
  const signature =
    signed === null
      ? {}
      : {
          signedHow: signed.how,
          signedBy: signed.by,
          scanHash: signed.how === 'scan' ? signed.fileHash : null,
        };
  return { ...letter, ...signature, state, fileHash: signed?.fileHash ?? paperHash, issuedAt: at };
}

/** Why a numbered letter cannot go out yet. */
export function unsigned({ state }: Pick<Letter, 'state'>, awaits: Awaited): DomainError {
  return new DomainError('letter.action_refused', `the letter waits for its ${awaits}`, {
    action: 'issue',
    state,
    awaits,
    allowed: ['void'],
  });
}

export function voidLetter(letter: Letter, reason: string): Letter {
  return { ...letter, state: nextLetterState(letter, 'void'), comment: reason };
}

/**
 * Nothing is owed that this letter could settle (any more): what was only declared or forecast did not happen, or it
 * ended in another way. Only what has no number can lapse.
 *
 * @throws RangeError once it has its number: then it is voided, by a person and with a reason
 * Source: R29a, R32; acts.md, letter.
 */
export function lapse(letter: Letter): Letter {
  if (letter.state !== 'drafted' && letter.state !== 'approved') throw new RangeError(`${letter.id} cannot lapse`);
  return { ...letter, state: 'lapsed' };
}
