import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { ratioPoints, ruleChange, ruleJudgement, ruleRatio, satisfaction, scoreOf, versionOn, type RuleDossier } from '../../../../src/domain/kpi/qd766.js'; // prettier-ignore
import { addDays, plainDate, type PlainDate } from '../../../../src/domain/time/plain-date.js';
import { QD766_VERSIONS } from '../../../../src/reporting/qd766/qd766-versions.js';

describe('points of an indicator', () => {
  test.each([
    ['55 % of 80 %, at most 2', 55, 100, 2, 80, 1.38],
    ['at the threshold', 80, 100, 2, 80, 2],
    ['above it', 100, 100, 2, 80, 2],
    ['just below it', 7_999, 10_000, 2, 80, 2],
    ['nothing', 0, 100, 2, 80, 0],
    ['linear, without a threshold', 955, 1_000, 20, null, 19.1],
    ['satisfaction of 95.85 %', 9_585, 10_000, 6, 90, 6],
    ['half-up', 1, 800, 1, null, 0],
    ['half-up at the half', 1, 200, 1, null, 0.01],
  ] as const)('%s', (_, part, whole, max, threshold, points) => {
    expect(ratioPoints({ part, whole }, max, threshold)).toBe(points);
  });
  it('are none of nothing', () => {
    expect(ratioPoints({ part: 0, whole: 0 }, 2, 80)).toBeNull();
  });
  it('refuse what is no share', () => {
    expect(() => ratioPoints({ part: 3, whole: 2 }, 2, 80)).toThrow(RangeError);
  });
  it('lie between 0 and the most, and never fall as the share grows', () => {
    const share = fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) + 1 })); // prettier-ignore
    fc.assert(
      fc.property(
        share,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(null, 50, 80, 90),
        (ratio, max, threshold) => {
          const points = ratioPoints(ratio, max, threshold) ?? -1;
          const more = ratioPoints({ ...ratio, part: ratio.part + 1 }, max, threshold) ?? -1;
          expect(points >= 0 && points <= max && more >= points).toBe(true);
        },
      ),
    );
  });
});

test.each([
  ['3.75 % late and 0.40 % complaints', { part: 375, whole: 10_000 }, { part: 40, whole: 10_000 }, 9_585],
  ['nothing bad', { part: 0, whole: 5 }, { part: 0, whole: 5 }, 10_000],
  ['more bad than there is', { part: 5, whole: 5 }, { part: 5, whole: 5 }, 0],
])('satisfaction: %s', (_, late, disliked, part) => {
  expect(satisfaction(late, disliked)).toEqual({ part, whole: 10_000 });
});
test('satisfaction is unknown while one of its inputs is', () => {
  expect(satisfaction({ part: 0, whole: 5 }, { part: 0, whole: 0 })).toBeNull();
});

describe('a version', () => {
  it.each(QD766_VERSIONS)('of $from has 100 points, and its known indicators fit into their groups', ({ groups }) => {
    expect(groups.reduce((sum, { max }) => sum + max, 0)).toBe(100);
    for (const { key, max, indicators } of groups) {
      const known = indicators.reduce((sum, one) => sum + (one.max ?? 0), 0);
      const whole = indicators.every((one) => one.max !== null);
      expect([key, whole ? known === max : known < max]).toEqual([key, true]);
    }
  });
  test.each([
    ['2022-06-22', null],
    ['2022-06-23', '2022-06-23'],
    ['2025-12-31', '2022-06-23'],
    ['2026-01-01', '2026-01-01'],
  ])('on %s is that of %s', (day, from) => {
    expect(versionOn(QD766_VERSIONS, plainDate(day))?.from ?? null).toBe(from);
  });
});

it('counts what is not known nowhere', () => {
  const groups = [
    {
      key: 'g',
      max: 30,
      indicators: [
        { key: 'a', max: 20, threshold: null },
        { key: 'b', max: 6, threshold: null },
        { key: 'c', max: null, threshold: 80 },
        { key: 'd', max: 4, threshold: 80 },
      ],
    },
  ];
  const inputs = new Map([
    ['a', { part: 9, whole: 10 }],
    ['c', { part: 1, whole: 2 }],
    ['d', { part: 0, whole: 0 }],
  ]);
  const score = scoreOf({ groups }, inputs);
  expect([score.points, score.ofPoints]).toEqual([18, 20]);
  expect(score.groups[0]?.indicators.map(({ state, points }) => [state, points])).toEqual([
    ['scored', 18],
    ['no_data', null],
    ['no_max', null],
    ['no_case', null],
  ]);
});

describe('rule 2.1, of May 2023', () => {
  const MAY = { from: plainDate('2023-05-01'), to: plainDate('2023-05-31') };
  const day = (text: string): PlainDate => plainDate(`2023-${text}`);
  const dossier = (over: Partial<RuleDossier>): RuleDossier => ({
    acceptedDay: day('05-10'),
    finishedDay: null,
    timeliness: null,
    lateFromDay: null,
    requests: [],
    ...over,
  });
  const anyDay = fc.integer({ min: -40, max: 40 }).map((days) => addDays(MAY.from, days));
  const asked = (askedDay: string, receivedDay: string | null = null) => ({
    askedDay: day(askedDay),
    receivedDay: receivedDay === null ? null : day(receivedDay),
  });
  const ended = (on: string, timeliness: 'early' | 'on_time' | 'late') => ({ finishedDay: day(on), timeliness });
  test.each<[string, Partial<RuleDossier>, string]>([
    ['finished in time', ended('05-20', 'on_time'), 'kept'],
    ['finished late', ended('05-20', 'late'), 'late'],
    ['open, in time at the end', { lateFromDay: day('06-01') }, 'kept'],
    ['open, overdue at the end', { lateFromDay: day('05-31') }, 'late'],
    ['asked once and finished in time', { requests: [asked('05-12', '05-15')], ...ended('05-20', 'early') }, 'kept'],
    ['asked twice, though in time', { requests: [asked('05-12', '05-13'), asked('05-14', '05-15')], ...ended('05-20', 'early') }, 'late'], // prettier-ignore
    ['asked again only afterwards', { requests: [asked('05-12', '05-13'), asked('06-02')], lateFromDay: day('06-05') }, 'kept'], // prettier-ignore
    ['waiting: finished on the day of the request', { requests: [asked('05-12')] }, 'kept'],
    ['waiting, asked when it was late already', { requests: [asked('05-12')], lateFromDay: day('05-11') }, 'late'],
    ['waiting, late only after it was asked', { requests: [asked('05-12')], lateFromDay: day('05-30') }, 'kept'],
    ['waiting since before the period', { acceptedDay: day('04-10'), requests: [asked('04-12')] }, 'out'],
    ['waiting then, complete since', { acceptedDay: day('04-10'), requests: [asked('04-12', '05-02')] }, 'kept'],
    ['finished before the period', { acceptedDay: day('04-10'), ...ended('04-30', 'late') }, 'out'],
    ['accepted after the period', { acceptedDay: day('06-01') }, 'out'],
  ])('%s', (_, over, judged) => {
    expect(ruleJudgement(dossier(over), MAY)).toBe(judged);
  });
  it('divides the kept by all that stand in the period', () => {
    const all = [dossier(ended('05-20', 'on_time')), dossier(ended('05-20', 'late')), dossier({ acceptedDay: day('06-01') })]; // prettier-ignore
    expect(ruleRatio(all, MAY)).toEqual({ part: 1, whole: 2 });
  });
  it('is the plain counts and what the asked ones change in them', () => {
    const asks = fc.array(fc.record({ askedDay: anyDay, receivedDay: fc.option(anyDay) }), { maxLength: 3 });
    const anyOne = fc
      .record({ acceptedDay: anyDay, finishedDay: fc.option(anyDay), lateFromDay: fc.option(anyDay), requests: asks })
      .map((one) => dossier({ ...one, timeliness: one.finishedDay === null ? null : 'late' }));
    fc.assert(
      fc.property(fc.array(anyOne, { maxLength: 20 }), (all) => {
        const plain = ruleRatio(
          all.map((one) => ({ ...one, requests: [] })),
          MAY,
        );
        const changes = all.filter(({ requests }) => requests.length > 0).map((one) => ruleChange(one, MAY));
        const sum = (of: 'part' | 'whole'): number => changes.reduce((total, change) => total + change[of], plain[of]);
        expect({ part: sum('part'), whole: sum('whole') }).toEqual(ruleRatio(all, MAY));
      }),
    );
  });
});
