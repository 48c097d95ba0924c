import { hasRole, type Actor, type Role } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import type { Dossier, Holder } from '../dossier.js';

const DESK: readonly Role[] = ['receiver', 'returner', 'desk_head'];

/** @throws DomainError `auth.forbidden` saying who may */
export function requireDesk(dossier: Dossier, by: Actor, roles: readonly Role[] = DESK): void {
  if (by.unitCode === dossier.unitCode && hasRole(by, ...roles)) return;
  throw new DomainError('auth.forbidden', 'only the desk that received the dossier may do this', {
    roles: [...roles],
    unitCode: dossier.unitCode,
  });
}

/** A dossier held by a unit without a named person is held by everybody who works there. */
export function isHeldBy(holder: Holder, by: Actor): boolean {
  return holder.username === null ? holder.unitCode === by.unitCode : holder.username === by.username;
}

/** @throws DomainError `auth.forbidden` naming where the dossier is */
export function requireHolder(dossier: Dossier, by: Actor): void {
  const { holder } = dossier;
  const heads = by.unitCode === holder.unitCode && hasRole(by, 'division_head', 'leader', 'desk_head');
  if (isHeldBy(holder, by) || heads) return;
  throw new DomainError('auth.forbidden', 'only whoever holds the dossier may do this', { unitCode: holder.unitCode });
}
