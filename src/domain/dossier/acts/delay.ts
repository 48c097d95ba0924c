import { hasRole, type Actor } from '../../accounts/roles.js';
import type { Fault } from '../../apology/letter-facts.js';
import { openObligation } from '../../apology/obligation.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time/instant.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import { isBreached, type Dossier } from '../dossier.js';
import { clockState } from '../status.js';
import { next, refused } from '../transitions.js';
import { extensionLimit, requireExtensionDate } from './breach.js';
import { mayHandOn } from './permission.js';

/** While the citizen is waited for and nothing is broken, nothing can become late. */
export function isOnlyWaiting(dossier: Dossier, at: Instant): boolean {
  return clockState(dossier.status) === 'paused' && !isBreached(dossier, at);
}

export interface DelayNotice {
  /** of its row in the book */
  readonly id: string;
  /** why, as the office knows it */
  readonly reason: string;
  /** what the letter tells the citizen; null: the reason itself */
  readonly sentence: string | null;
  /** entry of the short list of reasons; null: none was chosen */
  readonly reasonKey: string | null;
  readonly fault: Fault;
  /** the second promise form 04 shall make; null: not known yet */
  readonly newDueAt: Instant | null;
}

/**
 * Whoever has the dossier says that its promise will not be kept, or why it was not. The obligation `late` opens at
 * once, if none stands; it may still be averted by a result in time. No date moves: form 04 does that when it is issued.
 *
 * @throws DomainError `dossier.action_refused` by status, and while the citizen is waited for and nothing is broken;
 *   `auth.forbidden` for anybody but the holder and the heads; `dossier.extension_limit`, `dossier.date_refused`
 * Source: acts.md declare delay; R16, R29(a).
 */
export function declareDelay(dossier: Dossier, context: ActContext, notice: DelayNotice): Decision {
  next(dossier, 'declare_delay');
  requireHolderOrHead(dossier, context);
  const { at, by, obligationId, apologiesFrom } = context;
  const { reason, sentence, reasonKey, fault, newDueAt } = notice;
  const broken = isBreached(dossier, at);
  if (isOnlyWaiting(dossier, at)) {
    throw refused(dossier, 'declare_delay', 'while the citizen is waited for nothing can become late');
  }
  if (newDueAt !== null) {
    if (dossier.extensionDueAt !== null) throw extensionLimit(dossier);
    requireExtensionDate(dossier, context.calendar, at, newDueAt);
  }
  const opened = openObligation({
    id: obligationId,
    cause: 'late',
    unitCode: dossier.responsibleUnitCode,
    fault,
    since: at,
    at,
    by: by.username,
    apologiesFrom,
  });
  return decide(dossier, context, {
    act: 'declare_delay',
    to: { delayDeclared: dossier.delayDeclared || !broken },
    payload: { reason, sentence, reasonKey, fault, newDueAt },
    // Of a promise that is broken the obligation stands, or opens with this very act.
    obligations: broken || dossier.delayDeclared ? [] : [opened],
    books: [
      {
        book: 'delay_notice',
        id: notice.id,
        isNew: true,
        facts: { declaredBy: by.username, declaredSeq: dossier.eventSeq + 1, fault },
        instants: { declaredAt: at, newDueAt },
      },
    ],
  });
}

/** Whoever holds it, and the heads of where it is and of the agency that answers for it. */
export function mayDeclareDelay(dossier: Dossier, by: Actor, holderOutside: boolean): boolean {
  if (mayHandOn(dossier, by, holderOutside)) return true;
  return by.unitCode === dossier.responsibleUnitCode && hasRole(by, 'division_head', 'leader');
}

/** @throws DomainError `auth.forbidden` naming where the dossier is */
function requireHolderOrHead(dossier: Dossier, { by, holderOutside }: ActContext): void {
  const { holder } = dossier;
  if (mayDeclareDelay(dossier, by, holderOutside === true)) return;
  throw new DomainError('auth.forbidden', 'only whoever holds the dossier, or their head, may do this', {
    unitCode: holder.unitCode,
  });
}
