import type { Fault } from '../domain/apology/letter-facts.js';
import type { Letter, LetterMode } from '../domain/apology/letter.js';
import type { Instant } from '../domain/time/instant.js';

/** Who stands behind a letter before anybody reads it. */
export interface Mode {
  readonly mode: LetterMode;
  readonly approvedBy: string | null;
}

/** A person signs it. */
export const SIGNED: Mode = { mode: 'sign', approvedBy: null };

interface Draft {
  readonly id: string;
  readonly dossierId: string;
  readonly unitCode: string;
  readonly fault: Fault;
  readonly at: Instant;
  readonly by: string;
  readonly mode: Mode;
}

/** A draft; under a standing approval it is approved from the start. Source: acts.md, Letter. */
export function newLetter({ id, dossierId, unitCode, fault, at, by, mode }: Draft): Letter {
  const draft: Letter = {
    id,
    dossierId,
    unitCode,
    state: 'drafted',
    mode: 'sign',
    reason: null,
    sentence: null,
    reasonKey: null,
    forecast: false,
    fault,
    newDueAt: null,
    draftedAt: at,
    draftedBy: by,
    approvedAt: null,
    approvedBy: null,
    comment: null,
    number: null,
    date: null,
    facts: null,
    numberedAt: null,
    numberedBy: null,
    issuedAt: null,
    fileHash: null,
    awaits: null,
    signedHow: null,
    signedBy: null,
    scanHash: null,
    mark: null,
    version: 1,
  };
  return inMode(draft, mode, at);
}

/** The draft as somebody's standing approval makes it. */
export function inMode(draft: Letter, { mode, approvedBy }: Mode, at: Instant): Letter {
  return mode === 'auto' ? { ...draft, mode, state: 'approved', approvedAt: at, approvedBy } : draft;
}
