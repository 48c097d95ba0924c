import { hasRole, type Actor } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import type { ProcedureVersion } from '../../procedure/procedure-version.js';
import { move } from '../../promise/due.js';
import type { Pause } from '../../time/deadline-types.js';
import type { Instant } from '../../time/instant.js';
import { localDate } from '../../time/plain-date.js';
import type { WorkingCalendar } from '../../time/working-calendar.js';
import { decide, type ActContext, type BookEntry, type Decision } from '../decision.js';
import { accepted, isBreached, type AcceptedDossier, type Dossier } from '../dossier.js';
import { next } from '../transitions.js';
import { faultCandidate } from './faults.js';
import { isAtDesk, isHeldBy, requireDesk, requireRole } from './permission.js';

/** What the procedure version of the dossier says about asking for more papers. */
export type SupplementRules = Pick<ProcedureVersion, 'maxSupplements' | 'supplementDeadlineWd' | 'supplementMode'>;

export interface SupplementRequest {
  readonly id: string;
  /** of the candidate that is opened when it is the receiver's fault */
  readonly faultId: string;
  /** what is missing, each paper by itself: asked once and completely */
  readonly items: readonly string[];
  readonly reason: string;
  readonly receiversFault: boolean;
  /** a leader's, for one request more than the procedure allows */
  readonly overrideReason: string | null;
  readonly rules: SupplementRules;
}

/**
 * Asks the citizen for papers that are missing. The clock stands still from now on, and the due date stays as it was
 * told last; while it waits the dossier cannot become late, unless it is late already.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but the specialist who holds it,
 *   the desk and a leader; `dossier.supplement_limit` beyond what the procedure allows, unless a leader overrides it
 *   with a reason; `calendar.missing`
 * Source: acts.md request supplement; R11, R12; art. 19(4) NĐ 61/2018.
 */
export function requestSupplement(dossier: Dossier, context: ActContext, request: SupplementRequest): Decision {
  const status = next(dossier, 'request_supplement');
  requireAsker(dossier, context);
  const before = accepted(dossier);
  const { at, calendar } = context;
  const { items, reason, receiversFault, rules } = request;
  const overridden = isOverridden(before, context, request);
  const { pastWindow, restarts } = askedNow(before, at, calendar, rules);
  const overrideReason = overridden ? request.overrideReason : null;
  return decide(dossier, context, {
    act: 'request_supplement',
    to: { status, ...stopped(before, at), supplementsAsked: before.supplementsAsked + 1, restarts },
    payload: { items, reason, receiversFault, pastWindow, restarts, overrideReason },
    books: [
      requestRow(before, context, request, { pastWindow, overridden, restarts }),
      // Somebody else judges whether the receiver should have seen it (R12, R29(d)).
      ...(receiversFault ? [faultCandidate(before, context, candidateOf(request.faultId, at))] : []),
    ],
  });
}

/** The clock stands still; what is late stays late. */
export function stopped(dossier: AcceptedDossier, at: Instant): Pick<Dossier, 'pauses' | 'lateFrom'> {
  return {
    pauses: [...dossier.pauses, { from: at, to: null }],
    lateFrom: isBreached(dossier, at) ? dossier.lateFrom : null,
  };
}

/** The clock runs again from `at`. */
export function resumed(pauses: readonly Pause[], at: Instant): Pause[] {
  return pauses.map((pause) => (pause.to === null ? { from: pause.from, to: at } : pause));
}

/**
 * What asking for papers at an instant does to the limit: counts it from zero when they are complete, or gives the
 * waiting back.
 *
 * @throws DomainError `calendar.missing`
 * Source: R11-R13.
 */
export function askedNow(
  dossier: AcceptedDossier,
  at: Instant,
  calendar: WorkingCalendar,
  { supplementMode, supplementDeadlineWd }: SupplementRules,
): { readonly pastWindow: boolean; readonly restarts: boolean } {
  const pastWindow = at > supplementWindowEnds(dossier, calendar, supplementDeadlineWd);
  return { pastWindow, restarts: supplementMode === 'restart' && !pastWindow && dossier.supplementsAsked === 0 };
}

/**
 * Until when a supplement may be asked so that it makes the limit count from zero.
 *
 * @param withinWd working days after day 0
 * @throws DomainError `calendar.missing`
 * Source: R11.
 */
function supplementWindowEnds(dossier: AcceptedDossier, calendar: WorkingCalendar, withinWd: number): Instant {
  const { acceptedAt, dayZero } = dossier;
  const first = localDate(dayZero === 'receipt' ? acceptedAt : calendar.startOf(acceptedAt));
  const closing = calendar.closingOf(calendar.addWorkingDays(first, withinWd));
  if (closing === null) throw new RangeError('a working day closes');
  return closing;
}

/** The specialist who holds it, its desk, and leaders of where it is. */
export function mayAskForPapers(dossier: Dossier, by: Actor, commands: boolean): boolean {
  const { holder, unitCode } = dossier;
  const holds = hasRole(by, 'specialist') && isHeldBy(holder, by);
  const leads = hasRole(by, 'leader') && (commands || by.unitCode === holder.unitCode || by.unitCode === unitCode);
  return holds || leads || isAtDesk(dossier, by, ['receiver', 'desk_head']);
}

/** @throws DomainError `auth.forbidden` */
function requireAsker(dossier: Dossier, { by, commands }: ActContext): void {
  requireRole('request_supplement', by);
  const { holder } = dossier;
  if (mayAskForPapers(dossier, by, commands)) return;
  throw new DomainError('auth.forbidden', 'only whoever holds the dossier, its desk or a leader may ask for more', {
    unitCode: holder.unitCode,
  });
}

/** @throws DomainError `dossier.supplement_limit` */
function isOverridden(
  { code, supplementsAsked }: Dossier,
  { by }: ActContext,
  { rules, overrideReason }: SupplementRequest,
): boolean {
  if (supplementsAsked < rules.maxSupplements) return false;
  if (hasRole(by, 'leader') && overrideReason !== null) return true;
  throw new DomainError(
    'dossier.supplement_limit',
    'papers may not be asked for once more without a leader and a reason',
    { code, asked: supplementsAsked, maxSupplements: rules.maxSupplements },
  );
}

function requestRow(
  { eventSeq }: Dossier,
  { at, by }: ActContext,
  { id, receiversFault }: SupplementRequest,
  flags: { readonly pastWindow: boolean; readonly overridden: boolean; readonly restarts: boolean },
): BookEntry {
  return {
    book: 'supplement_request',
    id,
    isNew: true,
    facts: {
      askedBy: by.username,
      askedSeq: eventSeq + 1,
      beforeAcceptance: false,
      receiversFault,
      ...flags,
      receivedBy: null,
      receivedSeq: null,
    },
    instants: { askedAt: at, receivedAt: null },
  };
}

function candidateOf(id: string, at: Instant): Parameters<typeof faultCandidate>[2] {
  return { id, cause: 'supplement', kind: 'supplement_by_fault', detectedBy: 'self', detectedOn: localDate(at) };
}

export interface Supplement {
  /** the request it answers; null when none is open */
  readonly requestId: string | null;
  readonly items: readonly string[];
}

/**
 * The papers are complete. The limit counts from zero where the procedure says so and the request came in time, else
 * the working minutes of the wait are given back, exactly. Either way the ledger says it, and what was late stays late.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but the desk; `not_found` when no
 *   request is open; `calendar.missing`
 * Source: acts.md receive supplement; R12, R13.
 */
export function receiveSupplement(dossier: Dossier, context: ActContext, { requestId, items }: Supplement): Decision {
  const status = next(dossier, 'receive_supplement');
  requireDesk(dossier, context.by);
  if (requestId === null) throw new DomainError('not_found', 'nothing was asked for', { code: dossier.code });
  const before = accepted(dossier);
  const { at, by, calendar } = context;
  const { restarts } = before;
  const counting: Pick<AcceptedDossier, 'countedFrom' | 'pauses'> = restarts
    ? { countedFrom: at, pauses: [] }
    : { countedFrom: before.countedFrom, pauses: resumed(before.pauses, at) };
  const { to, row } = move(before, { ...before, ...counting }, calendar, {
    kind: restarts ? 'restart' : 'pause',
    at,
    by: by.username,
    reason: null,
    neverEarlier: true,
  });
  return decide(dossier, context, {
    act: 'receive_supplement',
    to: { status, ...counting, ...to, restarts: false },
    payload: { items, restarts, dueAt: to.currentDueAt },
    promises: [row],
    books: [
      {
        book: 'supplement_request',
        id: requestId,
        isNew: false,
        facts: { receivedBy: by.username, receivedSeq: dossier.eventSeq + 1 },
        instants: { receivedAt: at },
      },
    ],
  });
}
