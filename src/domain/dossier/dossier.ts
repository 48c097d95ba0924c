import type { TimeLimit } from '../procedure/time-limit.js';
import type { DayZero, Pause } from '../time/deadline-types.js';
import type { Instant } from '../time/instant.js';
import type { PlainDate } from '../time/plain-date.js';
import type { Channel, DossierStatus } from './status.js';
import type { Timeliness } from './timeliness.js';

/** Who has the papers now. A unit always; a person once one has taken them. */
export interface Holder {
  readonly unitCode: string;
  readonly username: string | null;
}

/** Sent but not yet acknowledged: until then the giver still holds the dossier. */
export interface PendingHandOver extends Holder {
  readonly id: string;
}

/** Where a dossier was first written down: at the desk, on paper during a failure, or in another system. */
export const ORIGINS = ['desk', 'paper', 'import'] as const;
export type Origin = (typeof ORIGINS)[number];

export type Outcome = 'granted' | 'refused';
export type Ending = 'completed' | 'withdrawn' | 'stopped';

/** How a running dossier ended. Written once, at settlement, and never again (R18, R19). */
export interface Settlement {
  readonly finishedAt: Instant;
  readonly finishedDay: PlainDate;
  readonly timeliness: Timeliness;
  /** working days, R22 */
  readonly daysLate: number;
  readonly ending: Ending;
  readonly outcome: Outcome | null;
  readonly resultNumber: string | null;
  readonly shelf: string | null;
  readonly settledBy: string;
}

/** What a dossier is known to be after its last event. People stand apart, in rows that can be erased. */
export interface Dossier {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly channel: Channel;
  readonly instant: boolean;
  readonly assisted: boolean;
  /** the desk where it was received */
  readonly unitCode: string;
  /** the agency that decides; frozen at receipt */
  readonly responsibleUnitCode: string;
  readonly procedureCode: string;
  readonly procedureVersionId: string;
  readonly fieldCode: string;
  readonly onlineLevel: string;
  readonly limit: TimeLimit;
  readonly dayZero: DayZero;
  /** came in from outside the desk's own clock: a paper session, or another system */
  readonly origin: Origin;
  /** filed online and not at the desk; a filing keeps it for life */
  readonly filedAt: Instant | null;
  /** until when the desk must answer a filing (R8); null while it waits for the citizen, and once answered */
  readonly answerDueAt: Instant | null;
  /** a filing may be asked for more papers once before it is accepted */
  readonly askedFirst: boolean;
  /** null until accepted, as everything down to `currentDueAt` */
  readonly acceptedAt: Instant | null;
  readonly acceptedDay: PlainDate | null;
  readonly startsAt: Instant | null;
  /** from when the limit counts: receipt, or when the papers were complete again (R13) */
  readonly countedFrom: Instant | null;
  /** since `countedFrom`, in order; the last one may be open */
  readonly pauses: readonly Pause[];
  /** what the law added, in the limit's unit (R9) */
  readonly extraAmount: number;
  /** told to the citizen at receipt; never changed (R9) */
  readonly originalDueAt: Instant | null;
  /** follows every ledger kind but `extension` */
  readonly statutoryDueAt: Instant | null;
  /** the later of the statutory due and an extension */
  readonly currentDueAt: Instant | null;
  /** the date of form 04, issued at most once (art. 19(9)) */
  readonly extensionDueAt: Instant | null;
  readonly provisional: boolean;
  /** first instant at which it is late; null before acceptance, and while it waits for the citizen unbreached */
  readonly lateFrom: Instant | null;
  /** the obligation of a breach stands */
  readonly breachNoted: boolean;
  /** an officer said that it would be late; the obligation stands, and may still be averted */
  readonly delayDeclared: boolean;
  /** requests for supplement after acceptance (R12) */
  readonly supplementsAsked: number;
  /** the supplement asked for now makes the limit count from zero (R12, R13) */
  readonly restarts: boolean;
  /** the result is on its way to the desk, which has not got it yet */
  readonly resultSentAt: Instant | null;
  /** rows in the ledger of promises */
  readonly promiseSeq: number;
  readonly settlement: Settlement | null;
  readonly returnedAt: Instant | null;
  readonly voidedAt: Instant | null;
  /** its people were forgotten by rule; what it promised and when stays */
  readonly erasedAt: Instant | null;
  readonly holder: Holder;
  readonly heldSince: Instant;
  readonly pending: PendingHandOver | null;
  readonly trackingSerial: number;
  readonly lastEventAt: Instant;
  readonly eventSeq: number;
  /** the last link of its history's chain; the repository makes the next one */
  readonly chainHash: string;
  readonly version: number;
}

/** Since its acceptance a dossier has a promise. */
export interface AcceptedDossier extends Dossier {
  readonly acceptedAt: Instant;
  readonly acceptedDay: PlainDate;
  readonly startsAt: Instant;
  readonly countedFrom: Instant;
  readonly originalDueAt: Instant;
  readonly statutoryDueAt: Instant;
  readonly currentDueAt: Instant;
}

export function isAccepted(dossier: Dossier): dossier is AcceptedDossier {
  return dossier.acceptedAt !== null;
}

/** @throws RangeError for a filing nobody has accepted: whoever asks has not looked at its status */
export function accepted(dossier: Dossier): AcceptedDossier {
  if (isAccepted(dossier)) return dossier;
  throw new RangeError(`${dossier.code} has not been accepted and has no promise`);
}

/** The moment a dossier is worked towards: its promise, or before acceptance the answer to its filing. */
export function nextMomentOf({ currentDueAt, answerDueAt }: Dossier): Instant | null {
  return currentDueAt ?? answerDueAt;
}

/** Has the promise been broken by `at`? Whatever happens later, it stays broken (acts.md, the latch). */
export function isBreached({ lateFrom }: Pick<Dossier, 'lateFrom'>, at: Instant): boolean {
  return lateFrom !== null && lateFrom <= at;
}
