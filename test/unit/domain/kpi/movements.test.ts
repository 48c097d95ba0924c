import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { halfEnd, halfOf, nextHalf } from '../../../../src/domain/kpi/half-month.js';
import {
  contribution,
  MEASURES,
  movementsOf,
  NO_MEASURES,
  type Countable,
  type Measures,
  type Movement,
} from '../../../../src/domain/kpi/movements.js';
import { countIn, type CountedDossier } from '../../../../src/domain/kpi/population.js';
import { countsFromSlots, planSlots, slotOf } from '../../../../src/domain/kpi/slots.js';
import { durationBucket } from '../../../../src/domain/kpi/stage-time.js';
import { instant } from '../../../../src/domain/time/instant.js';
import { addDays, localDate, plainDate, startOfDay, type PlainDate } from '../../../../src/domain/time/plain-date.js';
import { anyDossier, anyMoment, anyRange, knownAt } from '../../../support/counted-dossiers.js';

const day = plainDate;
const DUE = startOfDay(day('2023-05-23'));

/** Accepted on 15 May 2023 at the counter, late from the 23rd. */
const OPEN: Countable = {
  status: 'processing',
  voidedAt: null,
  responsibleUnitCode: 'T.1',
  procedureCode: 'P1',
  fieldCode: 'xd',
  channel: 'counter',
  onlineLevel: 'none',
  limit: { unit: 'working_day' },
  instant: false,
  acceptedDay: day('2023-05-15'),
  lateFrom: DUE,
  settlement: null,
};

const PAUSED: Countable = { ...OPEN, status: 'awaiting_supplement', lateFrom: null };
const RESUMED: Countable = { ...OPEN, lateFrom: startOfDay(day('2023-06-05')) };
const FILED: Countable = { ...OPEN, status: 'submitted', acceptedDay: null, lateFrom: null };
const SETTLED = { ending: 'completed', outcome: 'granted', settledBy: 'binh' } as const;
const EARLY: Countable = {
  ...OPEN,
  status: 'completed',
  settlement: { ...SETTLED, finishedDay: day('2023-05-18'), timeliness: 'early' },
};
const LATE: Countable = {
  ...OPEN,
  status: 'completed',
  settlement: { ...SETTLED, finishedDay: day('2023-05-31'), timeliness: 'late' },
};
const VOID = { voidedAt: instant('2023-06-01T09:00:00+07:00') } as const;

type Line = readonly [day: string, measure: string, by: number];

/** What moves on which day, under the keys that stand for the dossier unless said. */
function lines(movements: readonly Movement[]): Line[] {
  return movements
    .flatMap((movement) => MEASURES.map((name): Line => [movement.day, name, movement[name]]))
    .filter(([, , by]) => by !== 0)
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

describe('an act moves the figures', () => {
  test.each<{ act: string; before: Countable | null; after: Countable; moves: readonly Line[] }>([
    {
      act: 'accept: received on the day, overdue from the day it will be late',
      before: null,
      after: OPEN,
      moves: [
        ['2023-05-15', 'received', 1],
        ['2023-05-23', 'overdueDelta', 1],
      ],
    },
    { act: 'file online: nothing yet', before: null, after: FILED, moves: [] },
    { act: 'reject a filing: nothing', before: FILED, after: { ...FILED, status: 'rejected' }, moves: [] },
    {
      act: 'withdraw a filing: nothing',
      before: FILED,
      after: {
        ...FILED,
        status: 'withdrawn',
        settlement: {
          ...SETTLED,
          finishedDay: day('2023-05-16'),
          timeliness: 'on_time',
          ending: 'withdrawn',
          outcome: null,
        },
      },
      moves: [],
    },
    {
      act: 'accept a filing: as if it came then',
      before: FILED,
      after: OPEN,
      moves: [
        ['2023-05-15', 'received', 1],
        ['2023-05-23', 'overdueDelta', 1],
      ],
    },
    { act: 'hand over: nothing', before: OPEN, after: { ...OPEN }, moves: [] },
    {
      act: 'pause, not late: the lateness to come goes',
      before: OPEN,
      after: PAUSED,
      moves: [['2023-05-23', 'overdueDelta', -1]],
    },
    {
      act: 'resume: it comes again, on another day',
      before: PAUSED,
      after: RESUMED,
      moves: [['2023-06-05', 'overdueDelta', 1]],
    },
    {
      act: 'extra time: it moves',
      before: OPEN,
      after: RESUMED,
      moves: [
        ['2023-05-23', 'overdueDelta', -1],
        ['2023-06-05', 'overdueDelta', 1],
      ],
    },
    {
      act: 'finish in time: resolved, and never late',
      before: OPEN,
      after: EARLY,
      moves: [
        ['2023-05-18', 'early', 1],
        ['2023-05-23', 'overdueDelta', -1],
      ],
    },
    {
      act: 'finish late: resolved, and overdue no longer',
      before: OPEN,
      after: LATE,
      moves: [
        ['2023-05-31', 'late', 1],
        ['2023-05-31', 'overdueDelta', -1],
      ],
    },
    {
      act: 'refuse what was asked: its own column too',
      before: OPEN,
      after: { ...EARLY, settlement: { ...EARLY.settlement!, outcome: 'refused' } },
      moves: [
        ['2023-05-18', 'early', 1],
        ['2023-05-18', 'refused', 1],
        ['2023-05-23', 'overdueDelta', -1],
      ],
    },
    {
      act: 'withdraw while it waits: on time, its own column, no lateness to take back',
      before: PAUSED,
      after: {
        ...PAUSED,
        status: 'withdrawn',
        settlement: {
          ...SETTLED,
          finishedDay: day('2023-05-20'),
          timeliness: 'on_time',
          ending: 'withdrawn',
          outcome: null,
        },
      },
      moves: [
        ['2023-05-20', 'onTime', 1],
        ['2023-05-20', 'withdrawn', 1],
      ],
    },
    {
      act: 'stop after the breach: late, its own column',
      before: OPEN,
      after: { ...LATE, status: 'stopped', settlement: { ...LATE.settlement!, ending: 'stopped', outcome: null } },
      moves: [
        ['2023-05-31', 'late', 1],
        ['2023-05-31', 'overdueDelta', -1],
        ['2023-05-31', 'stopped', 1],
      ],
    },
    { act: 'return: nothing', before: LATE, after: { ...LATE, status: 'returned' }, moves: [] },
    {
      act: 'void an open one: everything is taken back',
      before: OPEN,
      after: { ...OPEN, ...VOID },
      moves: [
        ['2023-05-15', 'received', -1],
        ['2023-05-23', 'overdueDelta', -1],
      ],
    },
    {
      act: 'void a late one: the lateness too',
      before: LATE,
      after: { ...LATE, ...VOID },
      moves: [
        ['2023-05-15', 'received', -1],
        ['2023-05-23', 'overdueDelta', -1],
        ['2023-05-31', 'late', -1],
        ['2023-05-31', 'overdueDelta', 1],
      ],
    },
  ])('$act', ({ before, after, moves }) => {
    expect(lines(movementsOf(before, after))).toEqual([...moves]);
  });

  it('a correction takes everything to the new keys', () => {
    const moved = movementsOf(OPEN, { ...OPEN, procedureCode: 'P2', fieldCode: 'ht' });
    expect(
      moved.map(({ day: on, procedureCode, fieldCode, received, overdueDelta }) => [
        on,
        procedureCode,
        fieldCode,
        received,
        overdueDelta,
      ]),
    ).toEqual([
      ['2023-05-15', 'P1', 'xd', -1, 0],
      ['2023-05-23', 'P1', 'xd', 0, -1],
      ['2023-05-15', 'P2', 'ht', 1, 0],
      ['2023-05-23', 'P2', 'ht', 0, 1],
    ]);
  });

  it('a settlement names who settled it, and when it had come in', () => {
    const [settled] = movementsOf(OPEN, LATE).filter(({ late }) => late === 1);
    expect(settled).toMatchObject({ settledBy: 'binh', acceptedHalf: '2023-05-15' });
  });

  test.each<{ name: string; over: Partial<Countable>; quick: boolean }>([
    { name: 'plain', over: {}, quick: false },
    { name: 'same day', over: { limit: { unit: 'same_day' } }, quick: true },
    { name: 'served on the spot', over: { instant: true }, quick: true },
  ])('$name is counted apart: $quick', ({ over, quick }) => {
    expect(movementsOf(null, { ...OPEN, ...over }).map((movement) => movement.quick)).toEqual([quick, quick]);
  });
});

function countable({ acceptedDay, finishedDay, timeliness, ending, outcome, lateFrom }: CountedDossier): Countable {
  const settlement =
    finishedDay === null || timeliness === null || ending === null
      ? null
      : { finishedDay, timeliness, ending, outcome, settledBy: 'an' };
  return { ...OPEN, acceptedDay, lateFrom, settlement };
}

describe('movements', () => {
  it('of any world, added up in slots, count what the definition counts of every period', () => {
    fc.assert(
      fc.property(
        fc.array(anyDossier, { maxLength: 30 }),
        fc.array(anyRange, { minLength: 1, maxLength: 4 }),
        anyMoment,
        (all, periods, now) => {
          const world = knownAt(all, now);
          const today = localDate(now);
          const plan = planSlots(periods, today);
          const sums = new Map<number, Measures>();
          for (const movement of world.flatMap((dossier) => contribution(countable(dossier)))) {
            // What is later today than now does not stand yet: the reader takes it away.
            const slot = slotOf(movement.day, plan.edges);
            sums.set(slot, plus(sums.get(slot) ?? NO_MEASURES, movement));
          }
          const soon = world.filter(
            (d) => d.finishedDay === null && d.lateFrom !== null && d.lateFrom > now && d.lateFromDay === today,
          );
          const slot = slotOf(today, plan.edges);
          sums.set(slot, plus(sums.get(slot) ?? NO_MEASURES, { ...NO_MEASURES, overdueDelta: -soon.length }));
          for (const period of periods) {
            const expected = countIn(world, period, now);
            // of a period before today nothing is taken away: it has ended
            expect(countsFromSlots(sums, period, plan.edges, today)).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of any chain of states add up to what the last one contributes', () => {
    const states = fc.constantFrom<Countable>(
      ...[FILED, OPEN, PAUSED, RESUMED, EARLY, LATE, { ...OPEN, procedureCode: 'P2' }, { ...LATE, ...VOID }],
    );
    fc.assert(
      fc.property(fc.array(states, { minLength: 1 }), (chain) => {
        const posted = chain.flatMap((after, i) => movementsOf(chain[i - 1] ?? null, after));
        const last = chain.at(-1);
        expect(byKey(posted)).toEqual(byKey(last ? contribution(last) : []));
      }),
    );
  });
});

function byKey(movements: readonly Movement[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const movement of movements) {
    for (const name of MEASURES) {
      const { procedureCode, day: on, settledBy, acceptedHalf } = movement;
      const key = [procedureCode, on, settledBy, acceptedHalf, name].join('|');
      sums.set(key, (sums.get(key) ?? 0) + movement[name]);
    }
  }
  return new Map([...sums].filter(([, by]) => by !== 0));
}

function plus(a: Measures, b: Measures): Measures {
  return Object.fromEntries(MEASURES.map((name) => [name, a[name] + b[name]])) as unknown as Measures;
}

describe('half-months', () => {
  test.each([
    ['2023-02-01', '2023-02-01', '2023-02-14', '2023-02-15'],
    ['2023-02-14', '2023-02-01', '2023-02-14', '2023-02-15'],
    ['2023-02-15', '2023-02-15', '2023-02-28', '2023-03-01'],
    ['2024-02-29', '2024-02-15', '2024-02-29', '2024-03-01'],
    ['2023-12-31', '2023-12-15', '2023-12-31', '2024-01-01'],
  ])('of %s: from %s to %s, then %s', (on, from, to, next) => {
    expect([halfOf(day(on)), halfEnd(day(on)), nextHalf(day(on))]).toEqual([from, to, next]);
  });

  it('leave no day out', () => {
    const first = day('2023-01-01');
    for (let i = 0; i < 800; i += 1) {
      const on: PlainDate = addDays(first, i);
      expect(halfOf(on) <= on && on <= halfEnd(on) && halfOf(halfEnd(on)) === halfOf(on)).toBe(true);
    }
  });

  it('cut by a period are named with their piece', () => {
    const may = { from: day('2023-05-01'), to: day('2023-05-31') };
    const odd = { from: day('2023-05-10'), to: day('2023-05-20') };
    const later = day('2024-01-01');
    expect(planSlots([may], later).cut).toEqual([]);
    expect(planSlots([{ from: day('2022-12-15'), to: day('2023-12-14') }], later).cut).toEqual([]);
    expect(planSlots([odd], later).cut).toEqual([
      { from: '2023-05-01', to: '2023-05-14' },
      { from: '2023-05-15', to: '2023-05-20' },
    ]);
    expect(planSlots([may], day('2023-05-09')).cut).toEqual([{ from: '2023-05-01', to: '2023-05-14' }]);
  });
});

test.each([
  [0, 0],
  [0.5, 0],
  [1, 1],
  [2, 9],
  [480, 72],
  [960, 80],
])('%d minutes fall into bucket %d', (minutes, bucket) => {
  expect(durationBucket(minutes)).toBe(bucket);
});
