import { hasRole, type Actor, type Role } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import type { ExtraTime } from '../../procedure/procedure-version.js';
import { move } from '../../promise/due.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import { accepted, type Dossier } from '../dossier.js';
import { next } from '../transitions.js';
import { isAtDesk, isHeldBy } from './permission.js';

export interface Grant {
  /** key of a ground of the procedure version */
  readonly ground: string;
  /** in the limit's unit; working days for a same-day limit */
  readonly amount: number;
  /** the paper that grounds it, by number and date */
  readonly document: string;
}

/** What is known of the ground before the act. */
export interface GrantTerms {
  /** all grounds of the dossier's procedure version */
  readonly extraTimes: readonly ExtraTime[];
  /** what this dossier has had on this ground so far, in the same unit */
  readonly usedAmount: number;
}

/**
 * Adds the time that the law itself allows, to the limit: it is no lateness and no second promise. What is late
 * already stays late; the ledger says what was granted all the same.
 *
 * @throws DomainError `dossier.action_refused` by status; `request.invalid` for a ground the procedure does not have,
 *   or more than it allows in all; `auth.forbidden` for anybody but the role the ground names; `calendar.missing`
 * Source: acts.md grant extra time; R9.
 */
export function grantExtraTime(
  dossier: Dossier,
  context: ActContext,
  { ground, amount, document }: Grant,
  { extraTimes, usedAmount }: GrantTerms,
): Decision {
  const status = next(dossier, 'grant_extra_time');
  const terms = extraTimes.find((one) => one.ground === ground);
  if (!terms) throw unknownGround(extraTimes);
  requireGranter(dossier, context, terms.grantedBy);
  requireLeft(terms, usedAmount, amount);
  const { at, by, calendar } = context;
  const before = accepted(dossier);
  const extraAmount = before.extraAmount + amount;
  const { to, row } = move(before, { ...before, extraAmount }, calendar, {
    kind: 'statutory_extra',
    at,
    by: by.username,
    reason: ground,
    neverEarlier: true,
  });
  return decide(dossier, context, {
    act: 'grant_extra_time',
    to: { status, extraAmount, ...to },
    payload: { ground, amount, document, dueAt: to.currentDueAt },
    promises: [row],
  });
}

function unknownGround(extraTimes: readonly ExtraTime[]): DomainError {
  const grounds = extraTimes.map(({ ground }) => ground);
  return new DomainError('request.invalid', 'the procedure has no such ground', { grounds }, [
    { field: 'ground', message: 'Thủ tục không có căn cứ này' },
  ]);
}

function requireLeft({ ground, maxAmount }: ExtraTime, used: number, amount: number): void {
  const left = Math.max(0, maxAmount - used);
  if (Number.isInteger(amount) && amount >= 1 && amount <= left) return;
  throw new DomainError('request.invalid', 'the law allows no more on this ground', { ground, maxAmount, used, left }, [
    { field: 'amount', message: left === 0 ? 'Căn cứ này đã dùng hết' : `Phải từ 1 đến ${String(left)}` },
  ]);
}

/** May this person grant on a ground that names `role`? For an outside agency the head of the desk may. */
export function mayGrant(
  role: ExtraTime['grantedBy'],
  dossier: Dossier,
  by: Actor,
  { commands, holderOutside }: { readonly commands: boolean; readonly holderOutside: boolean },
): boolean {
  if (holderOutside && isAtDesk(dossier, by, ['desk_head'])) return true;
  return hasRole(by, ...standIns(role)) && isAtWork(dossier, { by, commands }, role);
}

/** @throws DomainError `auth.forbidden` naming the role and where the dossier is worked on */
function requireGranter(dossier: Dossier, context: ActContext, role: ExtraTime['grantedBy']): void {
  const { by, commands, holderOutside } = context;
  if (mayGrant(role, dossier, by, { commands, holderOutside: holderOutside === true })) return;
  throw new DomainError('auth.forbidden', `this ground is for ${role}`, {
    roles: [role],
    unitCode: role === 'desk_head' ? dossier.unitCode : dossier.holder.unitCode,
  });
}

/** Where no division stands in between, its leader is the head. */
function standIns(role: ExtraTime['grantedBy']): readonly Role[] {
  return role === 'division_head' ? ['division_head', 'leader'] : [role];
}

function isAtWork(
  { holder, unitCode }: Dossier,
  { by, commands }: Pick<ActContext, 'by' | 'commands'>,
  role: ExtraTime['grantedBy'],
): boolean {
  if (role === 'specialist') return isHeldBy(holder, by);
  if (role === 'desk_head') return by.unitCode === unitCode;
  return commands || by.unitCode === holder.unitCode;
}
