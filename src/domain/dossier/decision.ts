import type { Actor } from '../accounts/roles.js';
import type { Fault } from '../apology/letter-facts.js';
import { openObligation, type Cause, type NewObligation } from '../apology/obligation.js';
import { latchHolds } from '../promise/latch.js';
import type { PromiseRow } from '../promise/ledger.js';
import type { Instant } from '../time/instant.js';
import type { PlainDate } from '../time/plain-date.js';
import type { WorkingCalendar } from '../time/working-calendar.js';
import type { Dossier } from './dossier.js';
import type { StageTime } from './stages.js';
import { isOpen } from './status.js';
import type { Act, Birth } from './transitions.js';

/** An obligation that stands open. */
export interface OwedObligation {
  readonly id: string;
  readonly cause: Cause;
  /** whose it is taken to be; left out where nobody asks */
  readonly fault?: Fault;
  /** a letter with a number names it: what was only declared cannot be averted any more (R32) */
  readonly numbered: boolean;
}

/** What an act is told besides the dossier. Ids are drawn beforehand, so that a transaction can be run again. */
export interface ActContext {
  readonly at: Instant;
  readonly by: Actor;
  readonly calendar: WorkingCalendar;
  /** the actor may act for the responsible unit: it is their own, or below a leader */
  readonly commands: boolean;
  /** id for the obligation this act may have to open */
  readonly obligationId: string;
  /** adoption day of the responsible unit; null: it has always apologised here */
  readonly apologiesFrom: PlainDate | null;
  /** the server's clock stood before the last event: written into the history for a person to look at */
  readonly clockSetBack?: boolean;
  /** the dossier is at an agency without accounts here: the desk records what happens there */
  readonly holderOutside?: boolean;
  /** obligations of the dossier that are still owed; a numbered letter already names those with `numbered` */
  readonly owed?: readonly OwedObligation[];
  /** whose fault a lateness noticed now is taken to be, until a person says otherwise */
  readonly fault: Fault;
  /**
   * another system works it and has not said yet how it was when its promise would have broken: that time has passed
   * breaks no promise then
   */
  readonly awaitsSource?: boolean;
}

export type Fact = string | number | boolean | null;

export type EventPayload = Readonly<Record<string, Fact | readonly string[]>>;

export interface DossierEvent {
  readonly act: Act | Birth;
  readonly at: Instant;
  readonly by: string;
  /**
   * What was done, in facts and in people's own words. It stands apart from the chain and can be erased by rule, so
   * free text (reasons, notes, descriptions, names) stands here and nowhere else.
   */
  readonly payload: EventPayload;
}

/** The books a dossier keeps besides its ledger of promises and its obligations. */
export const BOOKS = [
  'hand_over',
  'supplement_request',
  'payment_request',
  'payment',
  'delay_notice',
  'dossier_fault',
  'receipt_correction',
  'dossier_file',
] as const;

export type Book = (typeof BOOKS)[number];

/** A row that an act adds to a book, or completes in it. Facts only: words stand in the payload of the event. */
export interface BookEntry {
  readonly book: Book;
  readonly id: string;
  /** false: completes the row that stands there */
  readonly isNew: boolean;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly instants?: Readonly<Record<string, Instant | null>>;
  /** words that the history does not prove, because they may be erased in place */
  readonly words?: Readonly<Record<string, string | null>>;
}

/** A letter of an agency without accounts here, as the desk recorded it. */
export interface OutsideLetter {
  readonly number: string;
  readonly date: PlainDate;
  /** hash of its scan, among the files of the dossier; null while there is none */
  readonly proof: string | null;
}

/** How an obligation that stands ends, or what happens to it before it does. */
export type ObligationEnd =
  | {
      readonly id: string;
      readonly state: 'settled';
      readonly letterId: string;
      /** within R17; null for causes that know no time limit (R31) */
      readonly timely: boolean | null;
      /** whose fault the letter says it was: the signer's word replaces what was assumed when it opened */
      readonly fault: Fault;
    }
  | {
      readonly id: string;
      readonly state: 'settled_outside';
      readonly letter: OutsideLetter;
      readonly timely: boolean | null;
    }
  /** stays owed: the agency at fault was asked for its letter */
  | { readonly id: string; readonly state: 'asked' }
  | {
      readonly id: string;
      readonly state: 'waived';
      readonly reason: string;
      /** hash of what shows it, e.g. the citizen's dated signature, among the files of the dossier */
      readonly proof: string | null;
    }
  | { readonly id: string; readonly state: 'averted' };

/** All that one act changes, written in one transaction or not at all. */
export interface Decision {
  readonly before: Dossier | null;
  readonly dossier: Dossier;
  readonly event: DossierEvent;
  readonly promises: readonly PromiseRow[];
  readonly obligations: readonly NewObligation[];
  readonly obligationEnds: readonly ObligationEnd[];
  readonly books: readonly BookEntry[];
  /** the stages of a dossier whose result has come: they are counted once */
  readonly stageTimes?: readonly StageTime[];
}

export interface Change {
  readonly act: Act;
  readonly to: Partial<Dossier>;
  readonly payload: EventPayload;
  readonly promises?: readonly PromiseRow[];
  readonly obligations?: readonly NewObligation[];
  readonly obligationEnds?: readonly ObligationEnd[];
  readonly books?: readonly BookEntry[];
}

/**
 * The server's clock, never behind the last event: a clock set back must not reorder history.
 */
export function momentOf(dossier: Dossier, now: Instant): Instant {
  return Math.max(now, dossier.lastEventAt) as Instant;
}

/**
 * Turns what an act changes into the decision to write. Whatever the act was, if the promise is already broken and
 * nobody has noted it, the obligation opens here: the sweep and the acts can race, and it opens once. What another
 * system works is noted when that system has vouched for it.
 *
 * @throws RangeError when an act would make a late dossier on time again; that is a defect, not a refusal
 */
export function decide(before: Dossier, context: ActContext, change: Change): Decision {
  const { at, by } = context;
  const { lateFrom } = before;
  const passed = lateFrom !== null && lateFrom <= at && context.awaitsSource !== true;
  const newlyBroken = passed && !before.breachNoted && isOpen(before.status);
  // A delay declared before has opened the obligation already: one a dossier and cause (R29).
  const breach = newlyBroken && !before.delayDeclared ? [breachOf(before, lateFrom, context)] : [];
  const dossier: Dossier = {
    ...before,
    ...change.to,
    breachNoted: before.breachNoted || newlyBroken,
    lastEventAt: at,
    eventSeq: before.eventSeq + 1,
    version: before.version + 1,
  };
  const promised = before.originalDueAt === null || dossier.originalDueAt === before.originalDueAt;
  if (!latchHolds(before.lateFrom, dossier.lateFrom, at) || !promised) {
    throw new RangeError(`${change.act} must not move the promise of ${before.code}`);
  }
  return {
    before,
    dossier,
    event: { act: change.act, at, by: by.username, payload: flagged(change.payload, context) },
    promises: change.promises ?? [],
    obligations: [...breach, ...(change.obligations ?? [])],
    obligationEnds: change.obligationEnds ?? [],
    books: change.books ?? [],
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
  return openObligation({
    id: obligationId,
    cause: 'late',
    unitCode: dossier.responsibleUnitCode,
    fault,
    since,
    at,
    by: by.username,
    apologiesFrom,
  });
}
