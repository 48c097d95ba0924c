import type { Actor } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import type { TimeLimit } from '../../procedure/time-limit.js';
import { deadline } from '../../time/deadline.js';
import type { DayZero } from '../../time/deadline-types.js';
import { explain } from '../../time/explanation.js';
import type { Instant } from '../../time/instant.js';
import { localDate } from '../../time/plain-date.js';
import type { WorkingCalendar } from '../../time/working-calendar.js';
import type { Decision, EventPayload } from '../decision.js';
import type { PromiseRow } from '../../promise/ledger.js';
import type { AcceptedDossier, Dossier, Origin } from '../dossier.js';
import type { Channel } from '../status.js';

/** What the procedure version in force fixes at receipt and the dossier keeps for life (R10). */
export interface Terms {
  readonly procedureCode: string;
  readonly procedureVersionId: string;
  readonly fieldCode: string;
  readonly onlineLevel: string;
  /** with what the law adds for the receiving unit (R4) */
  readonly limit: TimeLimit;
  readonly instantAllowed: boolean;
  readonly responsibleUnitCode: string;
  readonly dayZero: DayZero;
}

export interface Registration {
  readonly id: string;
  readonly code: string;
  readonly channel: Channel;
  readonly instant: boolean;
  readonly assisted: boolean;
  readonly unitCode: string;
  /** left out: the desk */
  readonly origin?: Origin;
  /** the date written on paper, where the dossier comes from there and has one */
  readonly paperDueAt?: Instant | null;
  /** what else its first event says */
  readonly said?: EventPayload;
  readonly terms: Terms;
  readonly at: Instant;
  readonly by: Actor;
  readonly calendar: WorkingCalendar;
}

/**
 * Receives a dossier: the promise is made, explained and written down as the first row of its ledger. With `instant`
 * the result is handed over at once (art. 17(4) NĐ 61/2018), and the dossier is settled on time in the same act.
 *
 * @throws DomainError `calendar.missing` when the promise would touch a year nobody may promise in yet;
 *   `dossier.action_refused` when the procedure is not one with immediate results
 * Source: acts.md register, serve now; R2-R6, R9, R10.
 */
export function register(registration: Registration): Decision {
  const { terms, at, by, calendar } = registration;
  if (registration.instant && !terms.instantAllowed) {
    throw new DomainError('dossier.action_refused', 'this procedure has no immediate result: receive it with a slip', {
      action: 'serve_now',
      procedureCode: terms.procedureCode,
      allowed: ['register'],
    });
  }
  const { origin = 'desk', paperDueAt = null } = registration;
  const kind = origin === 'desk' ? 'original' : 'imported';
  const { to, row } = promiseOf(terms, at, by.username, calendar, kind, paperDueAt);
  const dossier: Dossier = { ...unaccepted(registration, 'accepted'), ...to };
  const { limit } = terms;
  return {
    before: null,
    dossier: registration.instant ? servedNow(dossier, at, by.username) : dossier,
    event: {
      act: registration.instant ? 'serve_now' : 'register',
      at,
      by: by.username,
      payload: {
        unitCode: registration.unitCode,
        procedureCode: terms.procedureCode,
        channel: registration.channel,
        limitAmount: limit.amount,
        limitUnit: limit.unit,
        dueAt: row.statutoryDueAt,
        ...registration.said,
      },
    },
    promises: [row],
    obligations: [],
    obligationEnds: [],
    books: [],
  };
}

/** What a dossier gains when it is accepted. */
export type Promised = Pick<
  AcceptedDossier,
  | 'acceptedAt'
  | 'acceptedDay'
  | 'startsAt'
  | 'countedFrom'
  | 'pauses'
  | 'extraAmount'
  | 'originalDueAt'
  | 'statutoryDueAt'
  | 'currentDueAt'
  | 'provisional'
  | 'lateFrom'
  | 'promiseSeq'
>;

/**
 * The first promise of a dossier: from receipt, with the terms of its procedure.
 *
 * @param kind `imported` where the date on paper stands in the place of the original
 * @param paperDueAt the date written on paper; left out: the computed one is what the citizen was told
 * @throws DomainError `calendar.missing`
 * Source: R2-R6, R9, R10; acts.md, ledger kinds.
 */
export function promiseOf(
  { limit, dayZero }: Pick<Terms, 'limit' | 'dayZero'>,
  at: Instant,
  by: string,
  calendar: WorkingCalendar,
  kind: 'original' | 'imported',
  paperDueAt: Instant | null = null,
): { readonly to: Promised; readonly row: PromiseRow } {
  const question = { from: at, limit, dayZero };
  const { startsAt, dueAt, lateFrom, provisional } = deadline(calendar, question);
  if (dueAt === null || lateFrom === null) throw new RangeError('a dossier without pauses always has a due date');
  const to: Promised = {
    acceptedAt: at,
    acceptedDay: localDate(at),
    startsAt,
    countedFrom: at,
    pauses: [],
    extraAmount: 0,
    originalDueAt: paperDueAt ?? dueAt,
    statutoryDueAt: dueAt,
    currentDueAt: dueAt,
    provisional,
    lateFrom,
    promiseSeq: 1,
  };
  const row: PromiseRow = {
    seq: 1,
    kind,
    at,
    by,
    previousDueAt: null,
    statutoryDueAt: dueAt,
    currentDueAt: dueAt,
    lateFrom,
    reason: null,
    letterId: null,
    trace: explain(calendar, question),
    provisional,
  };
  return { to, row };
}

/** A dossier that has a code and no promise yet. */
export function unaccepted(birth: Omit<Registration, 'calendar'>, status: 'submitted' | 'accepted'): Dossier {
  const { terms, at, unitCode, by } = birth;
  return {
    id: birth.id,
    code: birth.code,
    status,
    channel: birth.channel,
    instant: birth.instant,
    assisted: birth.assisted,
    unitCode,
    responsibleUnitCode: terms.responsibleUnitCode,
    procedureCode: terms.procedureCode,
    procedureVersionId: terms.procedureVersionId,
    fieldCode: terms.fieldCode,
    onlineLevel: terms.onlineLevel,
    limit: terms.limit,
    dayZero: terms.dayZero,
    origin: birth.origin ?? 'desk',
    filedAt: null,
    answerDueAt: null,
    askedFirst: false,
    acceptedAt: null,
    acceptedDay: null,
    startsAt: null,
    countedFrom: null,
    pauses: [],
    extraAmount: 0,
    originalDueAt: null,
    statutoryDueAt: null,
    currentDueAt: null,
    extensionDueAt: null,
    provisional: false,
    lateFrom: null,
    breachNoted: false,
    delayDeclared: false,
    supplementsAsked: 0,
    restarts: false,
    resultSentAt: null,
    promiseSeq: 0,
    settlement: null,
    returnedAt: null,
    voidedAt: null,
    erasedAt: null,
    holder: { unitCode, username: by.username },
    heldSince: at,
    pending: null,
    trackingSerial: 0,
    lastEventAt: at,
    eventSeq: 1,
    chainHash: '',
    version: 1,
  };
}

/** Served while the citizen stands there: always on time, never early (acts.md, timeliness). */
function servedNow(dossier: Dossier, at: Instant, by: string): Dossier {
  return {
    ...dossier,
    status: 'returned',
    returnedAt: at,
    settlement: {
      finishedAt: at,
      finishedDay: localDate(at),
      timeliness: 'on_time',
      daysLate: 0,
      ending: 'completed',
      outcome: 'granted',
      resultNumber: null,
      shelf: null,
      settledBy: by,
    },
  };
}
