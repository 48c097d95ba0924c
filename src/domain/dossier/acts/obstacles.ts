import { hasRole, type Actor, type Role } from '../../accounts/roles.js';
import type { Dossier } from '../dossier.js';
import type { PersonAct } from '../transitions.js';
import { isOnlyWaiting, mayDeclareDelay } from './delay.js';
import { mayGrant } from './extra-time.js';
import type { Hindrance, Surroundings } from './surroundings.js';
import { judgesHere } from './judge.js';
import { mayAskForPayment } from './payment.js';
import { ACT_ROLES, isAtDesk, isConcerned, isHeldBy, mayHandOn } from './permission.js';
import { aloneUntil, staleToCorrect, staleToVoid, type Stale } from './receipt-changes.js';
import { mayAskForPapers } from './supplement.js';
import { maySendResult } from './work.js';

type Rule = (dossier: Dossier, by: Actor, around: Surroundings, act: PersonAct) => Hindrance | null;

/** By whom and when each act is done, where its status and its roles already allow it. */
const RULES: Readonly<Record<PersonAct, Rule>> = {
  accept: atDesk,
  ask_first: atDesk,
  supplement_filing: atDesk,
  reject: atDesk,
  assign: atHolder,
  note: concerned,
  attach: concerned,
  remove_file: (dossier, by, { files }) => concerned(dossier, by) ?? (files === 0 ? { kind: 'no_file' } : null),
  hand_over: (dossier, by, { holder }) => (mayHandOn(dossier, by, holder) ? null : elsewhere(dossier)),
  acknowledge,
  request_supplement: requestSupplement,
  receive_supplement: atDesk,
  request_payment: (dossier, by, { holder }) => (mayAskForPayment(dossier, by, holder) ? null : elsewhere(dossier)),
  confirm_payment: atDesk,
  pay: atDesk,
  grant_extra_time: grantExtraTime,
  declare_delay: declareDelay,
  transfer_result: (dossier, by) => (maySendResult(dossier, by) ? resultSent(dossier) : elsewhere(dossier)),
  complete: atDesk,
  return: atDesk,
  withdraw: atDesk,
  stop: (dossier, _, { commands }) => (commands === true ? null : at(dossier.responsibleUnitCode)),
  propose_correction: (dossier, by, around, act) => atDesk(dossier, by, around, act) ?? notFresh(dossier, around),
  correct,
  void: voidReceipt,
  report_fault: () => null,
  confirm_fault: judge,
  dismiss_fault: judge,
  mend_fault: judge,
};

/** What keeps a person from an act that the dossier's state and their roles allow; null when nothing does. */
export function obstacleTo(act: PersonAct, dossier: Dossier, by: Actor, around: Surroundings): Hindrance | null {
  return RULES[act](dossier, by, around, act);
}

function at(unitCode: string, username: string | null = null): Hindrance {
  return { kind: 'elsewhere', unitCode, username };
}

function elsewhere({ holder }: Dossier): Hindrance {
  return at(holder.unitCode, holder.username);
}

/** The desk that received it, with the roles of the act; the cashier's where the act names none of the desk. */
function atDesk(dossier: Dossier, by: Actor, _: unknown, act: PersonAct): Hindrance | null {
  const roles: readonly Role[] = ACT_ROLES[act];
  return isAtDesk(dossier, by, roles) ? null : at(dossier.unitCode);
}

function resultSent({ resultSentAt }: Dossier): Hindrance | null {
  return resultSentAt === null ? null : { kind: 'result_sent' };
}

function atHolder({ holder }: Dossier, by: Actor): Hindrance | null {
  return holder.unitCode === by.unitCode ? null : at(holder.unitCode);
}

function concerned(dossier: Dossier, by: Actor): Hindrance | null {
  return isConcerned(dossier, by) ? null : elsewhere(dossier);
}

function acknowledge(dossier: Dossier, by: Actor, { pending: outside }: Surroundings): Hindrance | null {
  const { pending, unitCode } = dossier;
  if (outside) {
    if (isAtDesk(dossier, by)) return null;
    return by.unitCode === unitCode ? { kind: 'roles', roles: ACT_ROLES.complete } : at(unitCode);
  }
  return pending && !isHeldBy(pending, by) ? at(pending.unitCode, pending.username) : null;
}

function requestSupplement(dossier: Dossier, by: Actor, { commands = false, rules }: Surroundings): Hindrance | null {
  if (!mayAskForPapers(dossier, by, commands)) return elsewhere(dossier);
  const most = rules?.maxSupplements ?? Number.MAX_SAFE_INTEGER;
  return dossier.supplementsAsked < most || hasRole(by, 'leader') ? null : { kind: 'asked_enough', most };
}

function grantExtraTime(
  dossier: Dossier,
  by: Actor,
  { commands = false, holder, rules }: Surroundings,
): Hindrance | null {
  if (!rules) return null;
  const { extraTimes } = rules;
  if (extraTimes.length === 0) return { kind: 'no_ground' };
  const granters = extraTimes.map(({ grantedBy }) => grantedBy);
  if (granters.some((role) => mayGrant(role, dossier, by, { commands, holderOutside: holder }))) return null;
  return hasRole(by, ...granters) ? elsewhere(dossier) : { kind: 'roles', roles: [...new Set(granters)] };
}

function declareDelay(dossier: Dossier, by: Actor, { at: now, holder }: Surroundings): Hindrance | null {
  if (!mayDeclareDelay(dossier, by, holder)) return elsewhere(dossier);
  return now !== undefined && isOnlyWaiting(dossier, now) ? { kind: 'waiting' } : null;
}

function stale(dossier: Dossier, why: Stale | null): Hindrance | null {
  if (why === null) return null;
  if (why !== 'on_its_way') return { kind: 'stale', why };
  return { kind: 'on_its_way', unitCode: dossier.pending?.unitCode ?? dossier.holder.unitCode };
}

function notFresh(dossier: Dossier, { at: now, enteredAt }: Surroundings): Hindrance | null {
  return now === undefined || enteredAt === undefined ? null : stale(dossier, staleToCorrect(dossier, now, enteredAt));
}

function correct(dossier: Dossier, by: Actor, around: Surroundings, act: PersonAct): Hindrance | null {
  const { proposedBy } = around;
  const hindrance = atDesk(dossier, by, around, act) ?? notFresh(dossier, around);
  if (hindrance || proposedBy === undefined) return hindrance;
  if (proposedBy.length === 0) return { kind: 'nothing_proposed' };
  return proposedBy.some((username) => username !== by.username) ? null : { kind: 'own_proposal' };
}

function voidReceipt(dossier: Dossier, by: Actor, around: Surroundings, act: PersonAct): Hindrance | null {
  const { at: now, enteredAt } = around;
  const hindrance = atDesk(dossier, by, around, act);
  if (hindrance || now === undefined || enteredAt === undefined) return hindrance;
  const late = stale(dossier, staleToVoid(dossier, now, enteredAt));
  if (late || now <= aloneUntil(enteredAt)) return late;
  return isAtDesk(dossier, by, ['desk_head']) ? null : { kind: 'head_only' };
}

function judge(
  dossier: Dossier,
  by: Actor,
  { commands = false, handlers = [], faults }: Surroundings,
  act: PersonAct,
): Hindrance | null {
  if (!judgesHere(dossier, by, commands)) return at(dossier.unitCode);
  if (faults && (act === 'mend_fault' ? faults.toMend : faults.reported) === 0) return { kind: 'no_fault' };
  return handlers.includes(by.username) ? { kind: 'worked_on_it' } : null;
}
