import fc from 'fast-check';
import type { DayRange } from '../../src/domain/kpi/period.js';
import type { CountedDossier } from '../../src/domain/kpi/population.js';
import { HOUR, instant, type Instant } from '../../src/domain/time/instant.js';
import { addDays, localDate, plainDate, startOfDay } from '../../src/domain/time/plain-date.js';

const FIRST = plainDate('2022-11-20');

/** Nine weeks around a change of year and of statutory year: few enough days that edges of periods are often hit. */
const offset = fc.nat(63);

const STATES = ['open', 'waiting', 'completed', 'completed', 'completed', 'withdrawn', 'stopped'] as const;
const ENDED = { completed: 'completed', withdrawn: 'withdrawn', stopped: 'stopped' } as const;

/** A dossier as the acts can have left it: open, waiting, settled in each way, by days or by hours. */
export const anyDossier: fc.Arbitrary<CountedDossier> = fc
  .record({
    accepted: offset,
    limit: fc.integer({ min: 1, max: 25 }),
    hours: fc.boolean(),
    state: fc.constantFrom(...STATES),
    took: fc.nat(35),
    waited: fc.boolean(),
    refused: fc.boolean(),
  })
  .map(({ accepted, limit, hours, state, took, waited, refused }) => {
    const acceptedDay = addDays(FIRST, accepted);
    const lateDay = addDays(acceptedDay, limit);
    const lateFrom = (hours ? startOfDay(lateDay) + 9 * HOUR + 60_000 : startOfDay(lateDay)) as Instant;
    if (state === 'waiting') return open(acceptedDay, null);
    if (state === 'open') return open(acceptedDay, lateFrom);
    const finishedAt = (startOfDay(addDays(acceptedDay, took)) + 10 * HOUR) as Instant;
    const finishedDay = localDate(finishedAt);
    // withdrawn or stopped while it waited for the citizen: it never had an instant to be late from
    if (waited && state !== 'completed')
      return { ...open(acceptedDay, null), finishedDay, timeliness: 'on_time', ending: ENDED[state] };
    const kept = addDays(finishedDay, 1) < lateDay && state === 'completed' ? 'early' : 'on_time';
    return {
      acceptedDay,
      finishedDay,
      timeliness: finishedAt >= lateFrom ? 'late' : kept,
      ending: ENDED[state],
      outcome: state !== 'completed' ? null : refused ? 'refused' : 'granted',
      lateFrom,
      lateFromDay: lateDay,
    };
  });

function open(acceptedDay: CountedDossier['acceptedDay'], lateFrom: Instant | null): CountedDossier {
  const lateFromDay = lateFrom === null ? null : localDate(lateFrom);
  return { acceptedDay, finishedDay: null, timeliness: null, ending: null, outcome: null, lateFrom, lateFromDay };
}

export const anyRange: fc.Arbitrary<DayRange> = fc.tuple(offset, fc.nat(45)).map(([start, length]) => {
  const from = addDays(FIRST, start);
  return { from, to: addDays(from, length) };
});

/** What was known at a moment: nothing that has happened since. */
export function knownAt<T extends CountedDossier>(dossiers: readonly T[], now: Instant): T[] {
  const today = localDate(now);
  const unsettled = { finishedDay: null, timeliness: null, ending: null, outcome: null, settledBy: null };
  return dossiers
    .filter(({ acceptedDay }) => acceptedDay <= today)
    .map((dossier) =>
      dossier.finishedDay !== null && dossier.finishedDay > today ? { ...dossier, ...unsettled } : dossier,
    );
}

/** A moment in or around those days. */
export const anyMoment: fc.Arbitrary<Instant> = fc
  .integer({ min: 0, max: 110 * 24 * 60 })
  .map((minutes) => (instant('2022-11-20T00:00:00+07:00') + minutes * 60_000) as Instant);
