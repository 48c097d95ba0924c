import { DomainError } from '../errors.js';
import type { Dossier } from './dossier.js';
import { isOpen, type DossierStatus } from './status.js';

/** The acts that change a dossier which exists. `register` and `serve_now` make one. */
export const ACTS = ['hand_over', 'acknowledge', 'complete', 'return', 'withdraw', 'extend', 'note_breach'] as const;

export type Act = (typeof ACTS)[number];

interface Transition {
  readonly from: readonly DossierStatus[];
  /** null: the status stays */
  readonly to: DossierStatus | null;
  /** what the route under /dossiers/{code}/ is called; null: not an act of a person */
  readonly route: string | null;
}

/**
 * What may happen next; an act that does not name a status is refused there.
 * Source: acts.md (docs/rules.md), reference 3.2.
 */
export const TRANSITIONS: Readonly<Record<Act, Transition>> = {
  hand_over: { from: ['accepted', 'processing'], to: null, route: 'hand-overs' },
  acknowledge: { from: ['accepted', 'processing'], to: 'processing', route: 'hand-overs/{id}/acknowledgements' },
  complete: { from: ['accepted', 'processing'], to: 'completed', route: 'completions' },
  return: { from: ['completed'], to: 'returned', route: 'returns' },
  withdraw: {
    from: ['submitted', 'accepted', 'processing', 'awaiting_supplement', 'awaiting_payment'],
    to: 'withdrawn',
    route: 'withdrawals',
  },
  extend: { from: ['accepted', 'processing', 'awaiting_supplement', 'awaiting_payment'], to: null, route: null },
  note_breach: { from: ['accepted', 'processing', 'awaiting_supplement', 'awaiting_payment'], to: null, route: null },
};

/** The acts of people that the present state allows, whoever asks. */
export function allowedActs(dossier: Dossier): Act[] {
  return ACTS.filter((act) => TRANSITIONS[act].route !== null && isAllowed(dossier, act));
}

function isAllowed(dossier: Dossier, act: Act): boolean {
  if (dossier.voidedAt !== null || !TRANSITIONS[act].from.includes(dossier.status)) return false;
  if (act === 'acknowledge') return dossier.pending !== null;
  return true;
}

/**
 * The status after an act.
 *
 * @throws DomainError `dossier.action_refused` naming the present status and what is allowed
 */
export function next(dossier: Dossier, act: Act): DossierStatus {
  if (!isAllowed(dossier, act)) throw refused(dossier, act);
  return TRANSITIONS[act].to ?? dossier.status;
}

export function refused(dossier: Dossier, act: Act, why?: string): DomainError {
  const allowed = allowedActs(dossier);
  return new DomainError(
    'dossier.action_refused',
    why ?? `${act} is not possible while the dossier is ${dossier.voidedAt === null ? dossier.status : 'voided'}`,
    { code: dossier.code, action: act, status: dossier.status, allowed, open: isOpen(dossier.status) },
  );
}
