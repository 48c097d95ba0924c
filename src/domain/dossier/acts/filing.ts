import { hasRole } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import { dueAt } from '../../time/deadline.js';
import type { Instant } from '../../time/instant.js';
import type { WorkingCalendar } from '../../time/working-calendar.js';
import { decide, type ActContext, type Decision } from '../decision.js';
import type { Dossier } from '../dossier.js';
import { BIRTHS, next } from '../transitions.js';
import { requireDesk } from './permission.js';
import { promiseOf, unaccepted, type Registration, type Terms } from './register.js';

/** The desk answers a filing within eight working hours (R8). */
const ANSWER = { amount: 8, unit: 'working_hour' } as const;

/** Until when the desk must answer what reached it at `from`. @throws DomainError `calendar.missing` */
export function answerDueAfter(deskCalendar: WorkingCalendar, from: Instant): Instant {
  const due = dueAt(deskCalendar, { from, limit: ANSWER, dayZero: 'receipt' });
  if (due === null) throw new RangeError('a clock without pauses always ends');
  return due;
}

export interface Filing extends Omit<Registration, 'channel' | 'instant' | 'origin' | 'paperDueAt' | 'calendar'> {
  /** hours of the desk that must answer, not of the agency that will decide */
  readonly deskCalendar: WorkingCalendar;
}

/**
 * A dossier is filed online: by a portal, or at the desk for somebody who needs help. It has its code for life, and
 * promises nothing before it is accepted; only the answer has a time.
 *
 * @throws DomainError `auth.forbidden` for anybody but who files for others; `calendar.missing`
 * Source: acts.md file; R8, R34.
 */
export function file({ deskCalendar, ...filing }: Filing): Decision {
  const { terms, at, by, unitCode, assisted } = filing;
  const { who } = BIRTHS.file;
  if (!hasRole(by, ...who)) {
    throw new DomainError('auth.forbidden', `filing for others is the work of ${who.join(', ')}`, { roles: [...who] });
  }
  const answerDueAt = answerDueAfter(deskCalendar, at);
  const blank = unaccepted({ ...filing, channel: 'online', instant: false }, 'submitted');
  return {
    before: null,
    // Nobody has taken it yet: it waits for whoever of the desk answers it.
    dossier: { ...blank, filedAt: at, answerDueAt, holder: { unitCode, username: null } },
    event: {
      act: 'file',
      at,
      by: by.username,
      payload: { unitCode, procedureCode: terms.procedureCode, assisted, answerDueAt, ...filing.said },
    },
    promises: [],
    obligations: [],
    obligationEnds: [],
    books: [],
  };
}

/** What a procedure asks today, with the hours of the agency that decides it. */
export interface TermsInForce {
  readonly terms: Terms;
  readonly calendar: WorkingCalendar;
}

/**
 * The filing is complete: from now on it is a dossier with a promise, by the procedure version in force now and not
 * by that of the day of filing.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but a receiver of the desk;
 *   `calendar.missing`
 * Source: acts.md accept; R2-R6, R10; reference 4.2 ("the procedure clock starts at acceptance").
 */
export function accept(dossier: Dossier, context: ActContext, { terms, calendar }: TermsInForce): Decision {
  const status = next(dossier, 'accept');
  const { at, by } = context;
  requireDesk(dossier, by, ['receiver']);
  const { to, row } = promiseOf(terms, at, by.username, calendar, 'original');
  return decide(dossier, context, {
    act: 'accept',
    to: {
      status,
      ...termsOf(terms),
      ...to,
      answerDueAt: null,
      holder: { unitCode: dossier.unitCode, username: by.username },
      heldSince: at,
    },
    payload: {
      procedureVersionId: terms.procedureVersionId,
      limitAmount: terms.limit.amount,
      limitUnit: terms.limit.unit,
      dueAt: row.statutoryDueAt,
      newTerms: terms.procedureVersionId !== dossier.procedureVersionId,
    },
    promises: [row],
  });
}

/** The columns of a dossier that its procedure version fixes. */
export function termsOf({
  procedureCode,
  procedureVersionId,
  fieldCode,
  onlineLevel,
  limit,
  dayZero,
  responsibleUnitCode,
}: Terms): Pick<
  Dossier,
  'procedureCode' | 'procedureVersionId' | 'fieldCode' | 'onlineLevel' | 'limit' | 'dayZero' | 'responsibleUnitCode'
> {
  return { procedureCode, procedureVersionId, fieldCode, onlineLevel, limit, dayZero, responsibleUnitCode };
}

export interface FirstQuestion {
  /** of the row in `supplement_request` */
  readonly id: string;
  /** what is missing, each named: the law allows one question, and it must be whole */
  readonly items: readonly string[];
  readonly reason: string;
}

/**
 * Papers are missing from a filing: the citizen is asked once, for all of them, and the answer clock stops.
 *
 * @throws DomainError `dossier.action_refused` by status, and the second time; `auth.forbidden` for anybody but a
 *   receiver of the desk
 * Source: acts.md ask first; reference T3 (form 02, "one time, full").
 */
export function askFirst(dossier: Dossier, context: ActContext, { id, items, reason }: FirstQuestion): Decision {
  const status = next(dossier, 'ask_first');
  requireDesk(dossier, context.by, ['receiver']);
  return decide(dossier, context, {
    act: 'ask_first',
    to: { status, askedFirst: true, answerDueAt: null },
    payload: { items, reason },
    books: [
      {
        book: 'supplement_request',
        id,
        isNew: true,
        facts: {
          askedBy: context.by.username,
          askedSeq: dossier.eventSeq + 1,
          beforeAcceptance: true,
          receiversFault: false,
          pastWindow: false,
          overridden: false,
          restarts: false,
          receivedBy: null,
          receivedSeq: null,
        },
        instants: { askedAt: context.at, receivedAt: null },
      },
    ],
  });
}

export interface FiledSupplement {
  /** the row in `supplement_request` that `askFirst` made */
  readonly requestId: string;
  readonly items: readonly string[];
  readonly deskCalendar: WorkingCalendar;
}

/**
 * What was asked for has come: the desk has eight working hours again.
 *
 * @throws DomainError `dossier.action_refused` when nothing was asked for; `auth.forbidden` for anybody but the desk
 *   (a portal acts as a receiver of it); `calendar.missing`
 * Source: acts.md ask first; R8.
 */
export function supplementFiling(
  dossier: Dossier,
  context: ActContext,
  { requestId, items, deskCalendar }: FiledSupplement,
): Decision {
  const status = next(dossier, 'supplement_filing');
  requireDesk(dossier, context.by);
  const answerDueAt = answerDueAfter(deskCalendar, context.at);
  return decide(dossier, context, {
    act: 'supplement_filing',
    to: { status, answerDueAt },
    payload: { items, answerDueAt },
    books: [
      {
        book: 'supplement_request',
        id: requestId,
        isNew: false,
        facts: { receivedBy: context.by.username, receivedSeq: dossier.eventSeq + 1 },
        instants: { receivedAt: context.at },
      },
    ],
  });
}

/**
 * The desk does not accept a filing, and says why (form 03). Its code stays its own; no figure counts it.
 *
 * @throws DomainError `dossier.action_refused` by status; `auth.forbidden` for anybody but a receiver of the desk
 * Source: acts.md reject; art. 17(1) NĐ 61/2018; R23.
 */
export function reject(dossier: Dossier, context: ActContext, reason: string): Decision {
  const status = next(dossier, 'reject');
  requireDesk(dossier, context.by, ['receiver']);
  return decide(dossier, context, { act: 'reject', to: { status, answerDueAt: null }, payload: { reason } });
}
