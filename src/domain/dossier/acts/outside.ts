import { hasRole, type Actor } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import { localDate } from '../../time/plain-date.js';
import { decide, type ActContext, type Decision, type OutsideLetter } from '../decision.js';
import type { Dossier } from '../dossier.js';
import { next, type Act } from '../transitions.js';
import { ACT_ROLES, isAtDesk, requireRole } from './permission.js';

/**
 * An agency without accounts here let the citizen down: it is asked for its letter. The obligation stays owed.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` by role and unit; `letter.action_refused` when
 *   it is not owed any more, when it is not another agency's fault, or when a letter of ours has its number
 * Source: R30; acts.md, letter.
 */
export function askOutside(dossier: Dossier, context: ActContext, obligationId: string): Decision {
  next(dossier, 'ask_outside');
  requireOffice('ask_outside', dossier, context);
  const { cause } = outsideOwed('ask_outside', dossier, context, obligationId);
  return decide(dossier, context, {
    act: 'ask_outside',
    to: {},
    payload: { cause },
    obligationEnds: [{ id: obligationId, state: 'asked' }],
  });
}

/**
 * The letter of the agency at fault has come: recorded with number, date and scan, it settles the obligation.
 *
 * @param timely dated within R17; null for causes that know no time limit
 * @throws DomainError as `askOutside`; `request.invalid` for a date still to come
 * Source: R30, R31.
 */
export function recordOutside(
  dossier: Dossier,
  context: ActContext,
  {
    obligationId,
    letter,
    timely,
  }: {
    readonly obligationId: string;
    readonly letter: OutsideLetter;
    readonly timely: boolean | null;
  },
): Decision {
  next(dossier, 'record_outside');
  requireOffice('record_outside', dossier, context);
  const { cause } = outsideOwed('record_outside', dossier, context, obligationId);
  const message = 'Ngày của thư không thể sau hôm nay, hoặc trước ngày tiếp nhận hồ sơ';
  if (letter.date > localDate(context.at) || letter.date < (dossier.acceptedDay ?? '')) {
    throw new DomainError('request.invalid', message, {}, [{ field: 'date', message }]);
  }
  return decide(dossier, context, {
    act: 'record_outside',
    to: {},
    payload: { cause, number: letter.number, date: letter.date, proof: letter.proof },
    obligationEnds: [{ id: obligationId, state: 'settled_outside', letter, timely }],
  });
}

function outsideOwed(
  act: Act,
  { code }: Dossier,
  { owed = [] }: ActContext,
  obligationId: string,
): { readonly cause: string } {
  const found = owed.find(({ id }) => id === obligationId);
  if (found?.fault === 'other_agency' && !found.numbered) return found;
  const why = found === undefined || found.numbered ? 'not owed any more, or a letter is on its way' : 'our own fault';
  throw new DomainError('letter.action_refused', `no outside letter for this obligation: ${why}`, {
    code,
    action: act,
    allowed: [],
  });
}

/** The agency that answers for the dossier, its leaders above, and the desk that deals with outside agencies. */
export function maySeekOutside(dossier: Dossier, by: Actor, commands: boolean): boolean {
  if (!hasRole(by, ...ACT_ROLES.ask_outside)) return false;
  const ofAgency = by.unitCode === dossier.responsibleUnitCode || (hasRole(by, 'leader') && commands);
  return ofAgency || isAtDesk(dossier, by, ACT_ROLES.ask_outside);
}

/** @throws DomainError `auth.forbidden` naming the agency that owes the letter */
function requireOffice(act: Act, dossier: Dossier, { by, commands }: ActContext): void {
  requireRole(act, by);
  if (maySeekOutside(dossier, by, commands)) return;
  throw new DomainError('auth.forbidden', 'only the agency that owes the letter, or the desk, may do this', {
    unitCode: dossier.responsibleUnitCode,
  });
}
