import type { AcceptedDossier } from '../dossier/dossier.js';
import { clockState } from '../dossier/status.js';
import type { LimitUnit } from '../procedure/time-limit.js';
import { lateFrom } from '../time/deadline.js';
import type { Instant } from '../time/instant.js';
import type { WorkingCalendar } from '../time/working-calendar.js';

/** Form 04 promises once more, and only once: `waiting` until it is kept or broken, and then for ever. */
export const SECOND_PROMISE_STATES = ['waiting', 'kept', 'broken'] as const;

export type SecondPromiseState = (typeof SECOND_PROMISE_STATES)[number];

/** What is promised, and how the dossier stands. */
export interface SecondStanding {
  /** the date that holds now: form 04's, or a later one */
  readonly dueAt: Instant;
  readonly unit: LimitUnit;
  /** the citizen is waited for: nothing can be broken meanwhile */
  readonly paused: boolean;
  /** null while it is open */
  readonly finishedAt: Instant | null;
}

/** The first instant at which the second promise is broken, by the same rule as the first one (R19). */
export function brokenFrom(dueAt: Instant, unit: LimitUnit): Instant {
  return lateFrom(dueAt, unit);
}

/** What has become of a second promise, and when. */
export interface SecondEnd {
  readonly state: Exclude<SecondPromiseState, 'waiting'>;
  /** when the dossier ended, or when the promise broke */
  readonly at: Instant;
}

/**
 * Kept when the dossier has ended before the promise breaks; broken from that instant on, whatever comes later. A
 * promise that breaks opens nothing: form 04 is issued once (NĐ 61/2018 art. 19(9)), so a person calls the citizen.
 *
 * @returns null while it waits
 * Source: issue 5 B; R19, R21.
 */
export function secondEnd({ dueAt, unit, paused, finishedAt }: SecondStanding, now: Instant): SecondEnd | null {
  const breaks = brokenFrom(dueAt, unit);
  if (finishedAt !== null && finishedAt < breaks) return { state: 'kept', at: finishedAt };
  if (now < breaks || (paused && finishedAt === null)) return null;
  return { state: 'broken', at: breaks };
}

/** What form 04 says, and since when. */
export interface SecondPromised {
  readonly dueAt: Instant;
  readonly promisedAt: Instant;
}

/**
 * How a dossier stands towards its second promise. The time for which the citizen is waited for after it was made, and
 * before it was over, is given back to the minute, like that of a first promise (R14); a later date that the law gives
 * the citizen holds, too.
 *
 * @throws DomainError `calendar.missing`
 */
export function secondStanding(
  calendar: WorkingCalendar,
  dossier: Pick<AcceptedDossier, 'pauses' | 'currentDueAt' | 'status' | 'settlement' | 'limit'>,
  { dueAt, promisedAt }: SecondPromised,
  now: Instant,
): SecondStanding {
  const { pauses, currentDueAt, status, settlement, limit } = dossier;
  const breaks = brokenFrom(dueAt, limit.unit);
  const waited = pauses.reduce((sum, { from, to }) => {
    const start = Math.max(from, promisedAt) as Instant;
    return start < breaks ? sum + calendar.workingMinutesBetween(start, to ?? now) : sum;
  }, 0);
  const after = waited === 0 ? dueAt : calendar.addWorkingMinutes(dueAt, waited);
  return {
    dueAt: Math.max(after, currentDueAt) as Instant,
    unit: limit.unit,
    paused: clockState(status) === 'paused',
    finishedAt: settlement?.finishedAt ?? null,
  };
}
