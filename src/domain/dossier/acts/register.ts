import type { Actor } from '../../accounts/roles.js';
import { DomainError } from '../../errors.js';
import type { TimeLimit } from '../../procedure/time-limit.js';
import { deadline } from '../../time/deadline.js';
import type { DayZero } from '../../time/deadline-types.js';
import { explain } from '../../time/explanation.js';
import type { Instant } from '../../time/instant.js';
import { localDate } from '../../time/plain-date.js';
import type { WorkingCalendar } from '../../time/working-calendar.js';
import type { Decision } from '../decision.js';
import type { Dossier } from '../dossier.js';
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
  const question = { from: at, limit: terms.limit, dayZero: terms.dayZero };
  const { startsAt, dueAt, lateFrom, provisional } = deadline(calendar, question);
  if (dueAt === null || lateFrom === null) throw new RangeError('a dossier without pauses always has a due date');
  const dossier = accepted(registration, { startsAt, dueAt, lateFrom, provisional });
  const original = {
    seq: 1,
    kind: 'original',
    at,
    by: by.username,
    previousDueAt: null,
    statutoryDueAt: dueAt,
    currentDueAt: dueAt,
    lateFrom,
    reason: null,
    letterId: null,
    trace: explain(calendar, question),
    provisional,
  } as const;
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
        dueAt,
      },
    },
    promises: [original],
    obligations: [],
    handOvers: [],
  };
}

interface Promised {
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  readonly lateFrom: Instant;
  readonly provisional: boolean;
}

function accepted(registration: Registration, { startsAt, dueAt, lateFrom, provisional }: Promised): Dossier {
  const { terms, at, unitCode, by } = registration;
  return {
    id: registration.id,
    code: registration.code,
    status: 'accepted',
    channel: registration.channel,
    instant: registration.instant,
    assisted: registration.assisted,
    unitCode,
    responsibleUnitCode: terms.responsibleUnitCode,
    procedureCode: terms.procedureCode,
    procedureVersionId: terms.procedureVersionId,
    fieldCode: terms.fieldCode,
    onlineLevel: terms.onlineLevel,
    limit: terms.limit,
    dayZero: terms.dayZero,
    acceptedAt: at,
    acceptedDay: localDate(at),
    startsAt,
    originalDueAt: dueAt,
    statutoryDueAt: dueAt,
    currentDueAt: dueAt,
    provisional,
    lateFrom,
    breachNoted: false,
    extended: false,
    settlement: null,
    returnedAt: null,
    voidedAt: null,
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
