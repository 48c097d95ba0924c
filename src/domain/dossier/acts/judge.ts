import { hasRole, type Actor, type Role } from '../../accounts/roles.js';
import type { FaultCause } from '../../apology/obligation.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time/instant.js';
import type { PlainDate } from '../../time/plain-date.js';
import type { ActContext } from '../decision.js';
import type { Dossier } from '../dossier.js';
import type { Act, Birth } from '../transitions.js';
import { isAtDesk, requireRole } from './permission.js';

/** A fault somebody reported, as its row stands before the act. */
export interface ReportedFault {
  readonly id: string;
  readonly cause: FaultCause;
  readonly kind: string;
  readonly state: 'reported' | 'confirmed' | 'dismissed';
  readonly reportedAt: Instant;
  /** null: the day it was reported */
  readonly detectedOn: PlainDate | null;
  /** its correction was recorded */
  readonly mended: boolean;
}

/** What a judge has to know besides the dossier. */
export interface Judging {
  readonly fault: ReportedFault;
  /** usernames that worked on the dossier: they judge nothing about it */
  readonly handlers: readonly string[];
}

/**
 * Acts that are work on the dossier: whoever did one of them does not judge what went wrong with it. Judging, signing,
 * distributing the work, reporting and noting are not.
 *
 * Source: R33; reference 9.1, separation of duties.
 */
export const HANDLING: readonly (Act | Birth)[] = [
  'register',
  'serve_now',
  'file',
  'accept',
  'ask_first',
  'supplement_filing',
  'hand_over',
  'acknowledge',
  'request_supplement',
  'receive_supplement',
  'request_payment',
  'confirm_payment',
  'pay',
  'grant_extra_time',
  'declare_delay',
  'transfer_result',
  'complete',
  'return',
  'withdraw',
  'stop',
  'propose_correction',
  'correct',
];

const JUDGES: readonly Role[] = ['desk_head', 'leader'];

/** The head of the desk that received the dossier, or a leader there or of the agency that answers for it. */
export function judgesHere(dossier: Dossier, by: Actor, commands: boolean): boolean {
  return isAtDesk(dossier, by, JUDGES) || (hasRole(by, 'leader') && commands);
}

/**
 * Who judges what went wrong; nobody who worked on it.
 *
 * @throws DomainError `auth.forbidden`
 */
export function requireJudge(
  act: Act,
  dossier: Dossier,
  { by, commands }: ActContext,
  handlers: readonly string[],
): void {
  requireRole(act, by, JUDGES);
  if (!judgesHere(dossier, by, commands)) {
    throw new DomainError('auth.forbidden', 'only the desk that received the dossier, or its leaders, judge a fault', {
      roles: [...JUDGES],
      unitCode: dossier.unitCode,
    });
  }
  if (handlers.includes(by.username)) {
    throw new DomainError('auth.forbidden', 'whoever worked on the dossier does not judge what went wrong with it', {
      by: by.username,
    });
  }
}

/** @throws DomainError `dossier.action_refused` saying how the fault stands, and what is allowed */
export function requireState(act: Act, dossier: Dossier, fault: ReportedFault, possible: boolean): void {
  if (possible) return;
  const state = fault.mended ? 'mended' : fault.state;
  throw new DomainError('dossier.action_refused', `${act} is not possible: the fault is ${state}`, {
    code: dossier.code,
    action: act,
    status: dossier.status,
    fault: state,
    allowed: fault.state === 'reported' ? ['confirm_fault', 'dismiss_fault'] : mendable(fault),
  });
}

function mendable({ state, mended }: ReportedFault): readonly string[] {
  return state === 'confirmed' && !mended ? ['mend_fault'] : [];
}
