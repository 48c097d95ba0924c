import { hasRole, type Actor, type Role } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import type { ActContext } from '../decision.js';
import type { Dossier, Holder } from '../dossier.js';
import { ACTS, TRANSITIONS, type Act, type ActRoles } from '../transitions.js';

const DESK: readonly Role[] = TRANSITIONS.complete.who;

/** Whose work an act is, before anybody asks at which unit (acts.md, "Who"). */
export const ACT_ROLES = Object.fromEntries(ACTS.map((act) => [act, TRANSITIONS[act].who])) as unknown as ActRoles;

/** Somebody of the desk that received the dossier. */
export function isAtDesk(dossier: Dossier, by: Actor, roles: readonly Role[] = DESK): boolean {
  return by.unitCode === dossier.unitCode && hasRole(by, ...roles);
}

/** @throws DomainError `auth.forbidden` saying who may */
export function requireDesk(dossier: Dossier, by: Actor, roles: readonly Role[] = DESK): void {
  if (isAtDesk(dossier, by, roles)) return;
  throw new DomainError('auth.forbidden', 'only the desk that received the dossier may do this', {
    roles: [...roles],
    unitCode: dossier.unitCode,
  });
}

/** A dossier held by a unit without a named person is held by everybody who works there; a cover holds for the absent. */
export function isHeldBy(holder: Holder, by: Actor): boolean {
  if (holder.username === null) return holder.unitCode === by.unitCode;
  return holder.username === by.username || by.covers?.includes(holder.username) === true;
}

/** Which of the places a dossier is at, or on its way to, are agencies without accounts here: the desk acts for them. */
export interface Outside {
  readonly holder: boolean;
  readonly pending: boolean;
}

/** Whoever holds the dossier, and the heads of where it is; for an outside agency the desk. */
export function mayHandOn(dossier: Dossier, by: Actor, holderOutside: boolean): boolean {
  const { holder } = dossier;
  if (holderOutside) return isAtDesk(dossier, by);
  const heads = by.unitCode === holder.unitCode && hasRole(by, 'division_head', 'leader', 'desk_head');
  return isHeldBy(holder, by) || heads;
}

/** Whoever holds it, its desk, and the heads of where it is: who may add words and papers to it. */
export function isConcerned(dossier: Dossier, by: Actor): boolean {
  const heads = by.unitCode === dossier.holder.unitCode && hasRole(by, 'division_head', 'leader', 'desk_head');
  return isHeldBy(dossier.holder, by) || isAtDesk(dossier, by) || heads;
}

/** @throws DomainError `auth.forbidden` naming where the dossier is */
export function requireHolder(dossier: Dossier, by: Actor, holderOutside: boolean): void {
  if (mayHandOn(dossier, by, holderOutside)) return;
  throw new DomainError('auth.forbidden', 'only whoever holds the dossier may do this', {
    unitCode: dossier.holder.unitCode,
  });
}

/**
 * A decision of the agency that answers for the dossier: its leader, or one above it.
 *
 * @throws DomainError `auth.forbidden` naming the roles and the unit
 */
export function requireCommand(
  act: Act,
  dossier: Dossier,
  { by, commands }: Pick<ActContext, 'by' | 'commands'>,
): void {
  requireRole(act, by);
  if (commands) return;
  throw new DomainError('auth.forbidden', 'only the agency that answers for the dossier may do this', {
    unitCode: dossier.responsibleUnitCode,
  });
}

/**
 * The roles of an act, wherever the person works.
 *
 * @throws DomainError `auth.forbidden` naming them
 */
export function requireRole(act: Act, by: Actor, roles: readonly Role[] = ACT_ROLES[act]): void {
  if (hasRole(by, ...roles)) return;
  throw new DomainError('auth.forbidden', `${act} is the work of ${roles.join(', ')}`, { roles: [...roles] });
}
