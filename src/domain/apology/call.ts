import { DomainError } from '../errors.js';
import { DAY, HOUR, ZONE_OFFSET, type Instant } from '../time/instant.js';

/** Why a citizen has to be called about a letter of apology. */
export const CALL_KINDS = ['undelivered', 'not_received', 'call_back', 'second_promise'] as const;

export type CallKind = (typeof CALL_KINDS)[number];

/** What the citizen asked for: once they were called, they may ask again. The others come up once. */
export const ASKED_BY_CITIZEN: readonly CallKind[] = ['not_received', 'call_back'];

export const CALL_OUTCOMES = ['reached', 'not_reached', 'wrong_number'] as const;

export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export type CallState = 'open' | 'reached' | 'wrong_number';

export interface CallTask {
  readonly id: string;
  readonly kind: CallKind;
  readonly subjectId: string;
  readonly dossierId: string;
  readonly letterId: string | null;
  /** the agency that calls */
  readonly unitCode: string;
  /** what the citizen said about it, e.g. when to call; null when nothing */
  readonly wish: string | null;
  readonly openedAt: Instant;
  /** call by then */
  readonly dueAt: Instant;
  readonly state: CallState;
  readonly tries: number;
  readonly endedAt: Instant | null;
}

const MORNING = 8 * HOUR;

/** Eight o'clock on the morning after: who was not reached is called again tomorrow. */
export function tomorrowMorning(at: Instant): Instant {
  const local = at + ZONE_OFFSET;
  return (local - (local % DAY) + DAY + MORNING - ZONE_OFFSET) as Instant;
}

/**
 * What a call makes of the task. Who did not answer is called again tomorrow; a wrong number ends it, for nobody can be
 * reached under it.
 *
 * @throws DomainError `letter.action_refused` when it is over
 */
export function noteCall(task: CallTask, outcome: CallOutcome, at: Instant): CallTask {
  if (task.state !== 'open') {
    throw new DomainError('letter.action_refused', 'the citizen was called already', {
      state: task.state,
      allowed: [],
    });
  }
  const tried = { ...task, tries: task.tries + 1 };
  if (outcome === 'not_reached') return { ...tried, dueAt: tomorrowMorning(at) };
  return { ...tried, state: outcome, endedAt: at };
}
