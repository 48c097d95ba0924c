import type { TimeLimit } from '../procedure/time-limit.js';
import type { DayZero } from '../time/deadline-types.js';
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
  readonly acceptedAt: Instant;
  readonly acceptedDay: PlainDate;
  readonly startsAt: Instant;
  /** told to the citizen at receipt; never changed (R9) */
  readonly originalDueAt: Instant;
  /** follows every ledger kind but `extension` */
  readonly statutoryDueAt: Instant;
  /** the later of the statutory due and an extension */
  readonly currentDueAt: Instant;
  readonly provisional: boolean;
  /** first instant at which it is late; null only while it waits for the citizen unbreached */
  readonly lateFrom: Instant | null;
  /** the obligation of a breach has been opened */
  readonly breachNoted: boolean;
  /** form 04 has been issued: at most once (art. 19(9)) */
  readonly extended: boolean;
  readonly settlement: Settlement | null;
  readonly returnedAt: Instant | null;
  readonly voidedAt: Instant | null;
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
