import type { Actor } from '../accounts/roles.js';
import type { Fault } from '../apology/letter-facts.js';
import { obligationForBreach, type NewObligation } from '../apology/obligation.js';
import { latchHolds } from '../promise/latch.js';
import type { PromiseRow } from '../promise/ledger.js';
import type { Instant } from '../time/instant.js';
import type { PlainDate } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import type { Dossier } from './dossier.js';
import { isOpen } from './status.js';
import type { Act } from './transitions.js';

/** What an act is told besides the dossier. Ids are drawn beforehand, so that a transaction can be run again. */
export interface ActContext {
  readonly at: Instant;
  readonly by: Actor;
  readonly calendar: WorkingCalendar;
  /** id for the obligation this act may have to open */
  readonly obligationId: string;
  /** adoption day of the responsible unit; null: it has always apologised here */
  readonly apologiesFrom: PlainDate | null;
  /** the server's clock stood before the last event: written into the history for a person to look at */
  readonly clockSetBack?: boolean;
  /** the dossier is at an agency without accounts here: the desk records what happens there */
  readonly holderOutside?: boolean;
  /** whose fault a lateness noticed now is taken to be, until a person says otherwise */
  readonly fault: Fault;
}

export type EventPayload = Readonly<Record<string, string | number | boolean | null>>;

export interface DossierEvent {
  readonly act: Act | 'register' | 'serve_now';
  readonly at: Instant;
  readonly by: string;
  /** what was done, in facts; stored apart from the chain, so that names in it can be erased */
  readonly payload: EventPayload;
}

/** A hand-over to write, or the acknowledgement of one. */
export type HandOverChange =
  | {
      readonly kind: 'sent';
      readonly id: string;
      readonly toUnitCode: string;
      readonly toUsername: string | null;
      readonly note: string | null;
      readonly outside: boolean;
    }
  | { readonly kind: 'acknowledged'; readonly id: string };

/** All that one act changes, written in one transaction or not at all. */
export interface Decision {
  readonly before: Dossier | null;
  readonly dossier: Dossier;
  readonly event: DossierEvent;
  readonly promises: readonly PromiseRow[];
  readonly obligations: readonly NewObligation[];
  readonly handOvers: readonly HandOverChange[];
}

interface Change {
  readonly act: Act;
  readonly to: Partial<Dossier>;
  readonly payload: EventPayload;
  readonly promises?: readonly PromiseRow[];
  readonly handOvers?: readonly HandOverChange[];
}

/**
 * The server's clock, never behind the last event: a clock set back must not reorder history.
 */
export function momentOf(dossier: Dossier, now: Instant): Instant {
  return Math.max(now, dossier.lastEventAt) as Instant;
}

/**
 * Turns what an act changes into the decision to write. Whatever the act was, if the promise is already broken and
 * nobody has noted it, the obligation opens here: the sweep and the acts can race, and it opens once.
 *
 * @throws RangeError when an act would make a late dossier on time again; that is a defect, not a refusal
 */
export function decide(before: Dossier, context: ActContext, change: Change): Decision {
  const { at, by } = context;
  const breached = before.lateFrom !== null && before.lateFrom <= at;
  const obligations =
    breached && !before.breachNoted && isOpen(before.status) ? [breachOf(before, before.lateFrom, context)] : [];
  const dossier: Dossier = {
    ...before,
    ...change.to,
    breachNoted: before.breachNoted || obligations.length > 0,
    lastEventAt: at,
    eventSeq: before.eventSeq + 1,
    version: before.version + 1,
  };
  if (!latchHolds(before.lateFrom, dossier.lateFrom, at) || dossier.originalDueAt !== before.originalDueAt) {
    throw new RangeError(`${change.act} must not move the promise of ${before.code}`);
  }
  return {
    before,
    dossier,
    event: { act: change.act, at, by: by.username, payload: flagged(change.payload, context) },
    promises: change.promises ?? [],
    obligations,
    handOvers: change.handOvers ?? [],
  };
}

function flagged(payload: EventPayload, { clockSetBack }: ActContext): EventPayload {
  return clockSetBack === true ? { ...payload, clockSetBack } : payload;
}

function breachOf(
  dossier: Dossier,
  since: Instant,
  { at, by, obligationId, apologiesFrom, fault }: ActContext,
): NewObligation {
  return obligationForBreach({
    id: obligationId,
    unitCode: dossier.responsibleUnitCode,
    fault,
    since,
    at,
    by: by.username,
    apologiesFrom,
  });
}
