import { hasRole, type Actor, type Role } from '../../accounts/roles.js';
import type { Dossier } from '../dossier.js';
import { allowedActs, TRANSITIONS, type PersonAct } from '../transitions.js';
import { obstacleTo } from './obstacles.js';
import { ACT_ROLES } from './permission.js';
import type { Hindrance, Surroundings } from './surroundings.js';

/**
 * The first thing that keeps a person from an act, by the same rules by which the act itself would refuse.
 *
 * @returns null when the person may do it now
 * Source: acts.md, transition table.
 */
export function hindranceTo(act: PersonAct, dossier: Dossier, by: Actor, around: Surroundings): Hindrance | null {
  if (!allowedActs(dossier).includes(act)) return stateHindrance(act, dossier);
  const roles: readonly Role[] = ACT_ROLES[act];
  if (!hasRole(by, ...roles)) return { kind: 'roles', roles };
  return pending(act, dossier) ?? obstacleTo(act, dossier, by, around);
}

function stateHindrance(act: PersonAct, { status, voidedAt, askedFirst }: Dossier): Hindrance {
  if (voidedAt !== null) return { kind: 'voided' };
  if (!TRANSITIONS[act].from.includes(status)) return { kind: 'status', status };
  if (act === 'acknowledge') return { kind: 'nothing_sent' };
  if (act === 'ask_first') return { kind: 'asked_once' };
  if (act === 'supplement_filing') return { kind: askedFirst ? 'asked_once' : 'not_asked' };
  return { kind: 'status', status };
}

/** Papers that are on their way can be neither sent on nor given to somebody. */
function pending(act: PersonAct, dossier: Dossier): Hindrance | null {
  if (act !== 'hand_over' && act !== 'assign') return null;
  return dossier.pending && { kind: 'on_its_way', unitCode: dossier.pending.unitCode };
}
