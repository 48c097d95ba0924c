import type { TimeLimit } from '../procedure/time-limit.js';
import type { Instant } from './instant.js';
import type { PlainDate } from './plain-date.js';

/** Day 0 of a limit in days: the local date of receipt (default), or of the first working minute (reference 4.2). */
export type DayZero = 'receipt' | 'start';

/** The clock stands still in [from, to); `to: null` is still open. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface DeadlineQuestion {
  /** acceptance by the desk, or the moment the dossier was complete again (R2, R13) */
  readonly from: Instant;
  readonly limit: TimeLimit;
  /** lawful extra time in the limit's unit, added before counting (R9) */
  readonly extra?: number;
  readonly dayZero: DayZero;
  readonly pauses?: readonly Pause[];
}

/** Why a day was not counted. */
export type SkipReason = 'weekend' | 'holiday' | 'compensatory' | 'swapped_off' | 'no_hours';

/** One fact of the explanation; the words are the view's work. Order: see `explain`. */
export type TraceStep =
  | { readonly kind: 'received'; readonly at: Instant; readonly date: PlainDate }
  /** received outside working time, where that matters: hour limits, and day 0 at the start */
  | { readonly kind: 'starts'; readonly at: Instant; readonly date: PlainDate }
  /** same-day limits: received after 15:00 counts for the next working day (R6) */
  | { readonly kind: 'after_cutoff'; readonly at: Instant; readonly date: PlainDate }
  | { readonly kind: 'day_zero'; readonly date: PlainDate }
  | { readonly kind: 'counted'; readonly date: PlainDate; readonly count: number; readonly name?: string }
  | { readonly kind: 'skipped'; readonly date: PlainDate; readonly reason: SkipReason; readonly name?: string }
  /** working minutes used on this day: hour limits, and what pauses give back to limits in days */
  | { readonly kind: 'worked'; readonly date: PlainDate; readonly minutes: number }
  /** `minutes`: working minutes given back for it, 0 while it is open */
  | {
      readonly kind: 'paused';
      readonly from: Instant;
      readonly to: Instant | null;
      readonly date: PlainDate;
      readonly minutes: number;
    }
  | { readonly kind: 'due'; readonly at: Instant; readonly date: PlainDate };

export interface Deadline {
  /** first working minute at or after `from` (R2) */
  readonly startsAt: Instant;
  /** null only while a pause is open and the budget is not used up before it */
  readonly dueAt: Instant | null;
  /** first instant at which the dossier is late (acts.md); null when dueAt is */
  readonly lateFrom: Instant | null;
  /** working minutes in [startsAt, due without pauses) */
  readonly budgetMinutes: number;
  /** rests on a projected year that a leader confirmed (R1) */
  readonly provisional: boolean;
}
