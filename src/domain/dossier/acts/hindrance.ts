import { hasRole, type Actor, type Role } from '../../accounts/roles.js';
import type { Dossier } from '../dossier.js';
import type { DossierStatus } from '../status.js';
import { allowedActs, TRANSITIONS } from '../transitions.js';
import { ACT_ROLES, isAtDesk, isHeldBy, mayHandOn, type Outside, type PersonAct } from './permission.js';

/** Why somebody may not do something now: what a page answers to "why not?". */
export type Hindrance =
  | { readonly kind: 'status'; readonly status: DossierStatus }
  /** sent on already; the other side has not acknowledged it */
  | { readonly kind: 'on_its_way'; readonly unitCode: string }
  | { readonly kind: 'nothing_sent' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  /** somebody else's to do: of that unit, or that one person */
  | { readonly kind: 'elsewhere'; readonly unitCode: string; readonly username: string | null };

/**
 * The first thing that keeps a person from an act, by the same rules by which the act itself would refuse.
 *
 * @param outside agencies without accounts, for which the desk acts
 * @returns null when the person may do it now
 * Source: acts.md, transition table.
 */
export function hindranceTo(act: PersonAct, dossier: Dossier, by: Actor, outside: Outside): Hindrance | null {
  if (!allowedActs(dossier).includes(act)) {
    const open = TRANSITIONS[act].from.includes(dossier.status) && dossier.voidedAt === null;
    return act === 'acknowledge' && open ? { kind: 'nothing_sent' } : { kind: 'status', status: dossier.status };
  }
  if (act === 'hand_over' && dossier.pending) return { kind: 'on_its_way', unitCode: dossier.pending.unitCode };
  if (!hasRole(by, ...ACT_ROLES[act])) return { kind: 'roles', roles: ACT_ROLES[act] };
  return placeHindrance(act, dossier, by, outside);
}

function placeHindrance(act: PersonAct, dossier: Dossier, by: Actor, outside: Outside): Hindrance | null {
  const { holder, pending } = dossier;
  if (act === 'hand_over') return mayHandOn(dossier, by, outside.holder) ? null : { kind: 'elsewhere', ...holder };
  if (act === 'acknowledge' && pending && !outside.pending) {
    const { unitCode, username } = pending;
    return isHeldBy(pending, by) ? null : { kind: 'elsewhere', unitCode, username };
  }
  if (isAtDesk(dossier, by, act === 'return' ? ACT_ROLES.return : undefined)) return null;
  if (by.unitCode === dossier.unitCode) return { kind: 'roles', roles: ACT_ROLES.complete };
  return { kind: 'elsewhere', unitCode: dossier.unitCode, username: null };
}
