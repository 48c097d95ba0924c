import { localDate } from '../../time/plain-date.js';
import { decide, type ActContext, type Decision, type ObligationEnd } from '../decision.js';
import { isAccepted, isBreached, type Dossier, type Ending, type Outcome, type Settlement } from '../dossier.js';
import { daysLate, timelinessAt } from '../timeliness.js';
import { next } from '../transitions.js';
import { requireCommand, requireDesk } from './permission.js';

export interface Result {
  readonly outcome: Outcome;
  readonly resultNumber: string | null;
  readonly shelf: string | null;
  readonly reason: string | null;
}

/**
 * The result has reached the desk: the clock ends here, not when the specialist clicked and not when the citizen
 * comes. A refusal is a result too (art. 19(8)).
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but the desk
 * Source: acts.md complete; R18, R19.
 */
export function complete(
  dossier: Dossier,
  context: ActContext,
  { outcome, resultNumber, shelf, reason }: Result,
): Decision {
  const status = next(dossier, 'complete');
  requireDesk(dossier, context.by);
  const settlement = settle(dossier, context, 'completed', { outcome, resultNumber, shelf });
  return decide(dossier, context, {
    act: 'complete',
    to: { status, settlement, pending: null, ...takenBackBy(dossier, context) },
    payload: { outcome, resultNumber, shelf, reason, timeliness: settlement.timeliness, daysLate: settlement.daysLate },
    obligationEnds: averted(dossier, context),
  });
}

/**
 * The citizen takes the dossier back, in writing. Settled at that moment: late if it was late, never early.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but the desk
 * Source: acts.md withdraw; R24.
 */
export function withdraw(dossier: Dossier, context: ActContext, reason: string): Decision {
  const status = next(dossier, 'withdraw');
  requireDesk(dossier, context.by);
  if (!isAccepted(dossier)) {
    return decide(dossier, context, { act: 'withdraw', to: { status, answerDueAt: null }, payload: { reason } });
  }
  const settlement = settle(dossier, context, 'withdrawn', { outcome: null, resultNumber: null, shelf: null });
  return decide(dossier, context, {
    act: 'withdraw',
    to: { status, settlement, pending: null, ...takenBackBy(dossier, context) },
    payload: { reason, timeliness: settlement.timeliness },
    obligationEnds: averted(dossier, context),
  });
}

/**
 * A leader ends the processing without a result, by a decision with its reason. Settled like a withdrawal.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but a leader who may act there
 * Source: acts.md stop; R15, R24.
 */
export function stop(dossier: Dossier, context: ActContext, reason: string): Decision {
  const status = next(dossier, 'stop');
  requireCommand('stop', dossier, context);
  const settlement = settle(dossier, context, 'stopped', { outcome: null, resultNumber: null, shelf: null });
  return decide(dossier, context, {
    act: 'stop',
    to: { status, settlement, pending: null },
    payload: { reason, timeliness: settlement.timeliness },
    obligationEnds: averted(dossier, context),
  });
}

/** A delay that was only declared and did not happen is nobody's lateness, unless a numbered letter says so (R32). */
export function averted(dossier: Dossier, { at, owed = [] }: ActContext): ObligationEnd[] {
  if (!dossier.delayDeclared || isBreached(dossier, at)) return [];
  return owed
    .filter(({ cause, numbered }) => cause === 'late' && !numbered)
    .map(({ id }) => ({ id, state: 'averted' }) as const);
}

export interface Handing {
  readonly receivedBy: string;
  readonly how: 'desk' | 'postal' | 'online';
}

/**
 * The citizen has the result. Nothing about time or class changes any more, ever.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but a returner of the desk
 * Source: acts.md return; R18.
 */
export function giveBack(dossier: Dossier, context: ActContext, { receivedBy, how }: Handing): Decision {
  const status = next(dossier, 'return');
  requireDesk(dossier, context.by, ['returner']);
  return decide(dossier, context, {
    act: 'return',
    to: { status, returnedAt: context.at },
    payload: { receivedBy, how },
  });
}

function takenBackBy(dossier: Dossier, { at, by }: ActContext): Pick<Dossier, 'holder' | 'heldSince'> {
  return { holder: { unitCode: dossier.unitCode, username: by.username }, heldSince: at };
}

function settle(
  dossier: Dossier,
  { at, by, calendar }: ActContext,
  ending: Ending,
  result: Pick<Settlement, 'outcome' | 'resultNumber' | 'shelf'>,
): Settlement {
  const judged = { lateFrom: dossier.lateFrom, unit: dossier.limit.unit };
  return {
    finishedAt: at,
    finishedDay: localDate(at),
    timeliness: timelinessAt({ ...judged, finishedAt: at, ending }),
    daysLate: daysLate(calendar, judged, at),
    ending,
    settledBy: by.username,
    ...result,
  };
}
