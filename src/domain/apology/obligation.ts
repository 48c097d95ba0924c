import type { Cause } from './cause.js';
import { localDate, type PlainDate } from '../time/plain-date.js';
import type { Instant } from '../time/instant.js';
import type { Fault } from './letter-facts.js';

export { CAUSES, FAULT_CAUSES, type Cause, type FaultCause } from './cause.js';

export const OBLIGATION_STATES = ['owed', 'settled', 'waived', 'averted', 'historic'] as const;

export type ObligationState = (typeof OBLIGATION_STATES)[number];

/** Nghĩa vụ xin lỗi: it cannot be deleted or re-dated, only settled, waived, or averted (R32). */
export interface NewObligation {
  readonly id: string;
  readonly cause: Cause;
  readonly state: 'owed' | 'historic';
  readonly fault: Fault;
  /** the agency that owes it */
  readonly unitCode: string;
  /** since when it was true, which may be before anybody noticed */
  readonly since: Instant;
  readonly openedAt: Instant;
  readonly openedDay: PlainDate;
  readonly openedBy: string;
}

interface Opening {
  readonly id: string;
  readonly cause: Cause;
  readonly unitCode: string;
  readonly fault: Fault;
  readonly since: Instant;
  readonly at: Instant;
  readonly by: string;
  /** the day the unit began to apologise here: what was true earlier is counted apart, never sent (acts.md, cut-over) */
  readonly apologiesFrom: PlainDate | null;
}

/**
 * The obligation that a passed `lateFrom`, a declared delay or a confirmed fault opens.
 *
 * Source: R29; acts.md, cut-over.
 */
export function openObligation({ id, cause, unitCode, fault, since, at, by, apologiesFrom }: Opening): NewObligation {
  const historic = apologiesFrom !== null && localDate(since) < apologiesFrom;
  return {
    id,
    cause,
    state: historic ? 'historic' : 'owed',
    fault,
    unitCode,
    since,
    openedAt: at,
    openedDay: localDate(at),
    openedBy: by,
  };
}
