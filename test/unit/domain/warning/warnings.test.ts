import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { accepted, type Dossier } from '../../../../src/domain/dossier/dossier.js';
import { deadline, elapsedWorkingMinutes } from '../../../../src/domain/time/deadline.js';
import { questionOf } from '../../../../src/domain/promise/due.js';
import { MINUTE, type Instant } from '../../../../src/domain/time/instant.js';
import { lookAt, rearmed, type Watch } from '../../../../src/domain/warning/watch.js';
import { warningMoments, warningsDue, type WarningKind } from '../../../../src/domain/warning/warnings.js';
import { calendar, received } from '../../../support/acts.js';
import { at, wall } from '../../../support/moments.js';

const FIVE_DAYS = { amount: 5, unit: 'working_day' } as const;
const TWO_HOURS = { amount: 2, unit: 'working_hour' } as const;
const SAME_DAY = { amount: 0, unit: 'same_day' } as const;
const ONE_DAY = { amount: 1, unit: 'working_day' } as const;

const momentsOf = (from: string, limit: typeof FIVE_DAYS | typeof TWO_HOURS | typeof SAME_DAY | typeof ONE_DAY) => {
  const question = { from: at(from), limit, dayZero: 'receipt' } as const;
  const { dueAt } = deadline(calendar, question);
  if (dueAt === null) throw new Error('no pause is open');
  const all = warningMoments(calendar, { question, dueAt });
  return Object.fromEntries(all.map(({ kind, at: moment }) => [kind, wall(moment)]));
};

describe('the moments of warnings (R17)', () => {
  test.each`
    from                  | limit        | used_75               | day_before            | due                   | leader
    ${'2023-05-15 08:30'} | ${FIVE_DAYS} | ${'2023-05-19 11:45'} | ${'2023-05-19 07:30'} | ${'2023-05-22 17:00'} | ${'2023-05-23 17:00'}
    ${'2023-05-15 08:30'} | ${TWO_HOURS} | ${'2023-05-15 10:00'} | ${undefined}          | ${'2023-05-15 10:30'} | ${'2023-05-16 10:30'}
    ${'2023-05-15 08:30'} | ${SAME_DAY}  | ${'2023-05-15 15:15'} | ${undefined}          | ${'2023-05-15 17:00'} | ${'2023-05-16 17:00'}
    ${'2023-05-15 08:30'} | ${ONE_DAY}   | ${'2023-05-16 11:45'} | ${undefined}          | ${'2023-05-16 17:00'} | ${'2023-05-17 17:00'}
    ${'2023-04-27 08:30'} | ${FIVE_DAYS} | ${'2023-05-08 11:45'} | ${'2023-05-08 07:30'} | ${'2023-05-09 17:00'} | ${'2023-05-10 17:00'}
  `('of $limit.amount $limit.unit from $from', ({ from, limit, used_75, day_before, due, leader }) => {
    const found = momentsOf(from as string, limit as typeof FIVE_DAYS);
    expect([found['used_75'], found['day_before'], found['due'], found['head'], found['leader']]).toEqual([
      used_75,
      day_before,
      due,
      due,
      leader,
    ]);
  });

  it('leave pauses out: three quarters of the time that counts', () => {
    const pauses = [{ from: at('2023-05-16 07:30'), to: at('2023-05-18 07:30') }];
    const question = { from: at('2023-05-15 08:30'), limit: FIVE_DAYS, dayZero: 'receipt', pauses } as const;
    const { dueAt, budgetMinutes } = deadline(calendar, question);
    const used = warningMoments(calendar, { question, dueAt: dueAt as Instant }).find(({ kind }) => kind === 'used_75');
    expect(elapsedWorkingMinutes(calendar, question, used?.at as Instant)).toBe(Math.ceil(budgetMinutes * 0.75));
  });

  it('stand at three quarters for any limit, and never behind the due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2023-01-03 07:30'), max: at('2023-11-01 16:00') }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('working_day' as const, 'calendar_day' as const, 'working_hour' as const),
        (from, amount, unit) => {
          const question = { from: from as Instant, limit: { amount, unit }, dayZero: 'receipt' } as const;
          const { dueAt, budgetMinutes } = deadline(calendar, question);
          const moments = warningMoments(calendar, { question, dueAt: dueAt as Instant });
          const used = moments.find(({ kind }) => kind === 'used_75');
          if (used) {
            expect(elapsedWorkingMinutes(calendar, question, used.at)).toBe(Math.ceil(budgetMinutes * 0.75));
            expect(used.at).toBeLessThan(dueAt as Instant);
          }
          expect(moments.map(({ at: moment }) => moment)).toEqual(
            moments.map(({ at: moment }) => moment).sort((a, b) => a - b),
          );
        },
      ),
    );
  });
});

describe('what is said', () => {
  const moments = warningMoments(calendar, {
    question: { from: at('2023-05-15 08:30'), limit: FIVE_DAYS, dayZero: 'receipt' },
    dueAt: at('2023-05-22 17:00'),
  });
  const ON = { resultSent: false, ladder: true };

  test.each`
    now                   | seen                           | said
    ${'2023-05-19 07:29'} | ${ON}                          | ${[]}
    ${'2023-05-19 07:30'} | ${ON}                          | ${['day_before']}
    ${'2023-05-19 11:45'} | ${ON}                          | ${['used_75']}
    ${'2023-05-22 17:00'} | ${ON}                          | ${['due', 'head']}
    ${'2023-05-22 17:00'} | ${{ ...ON, resultSent: true }} | ${['due']}
    ${'2023-05-23 17:00'} | ${ON}                          | ${['due', 'head', 'leader']}
    ${'2023-05-23 17:00'} | ${{ ...ON, resultSent: true }} | ${['due', 'leader']}
    ${'2023-05-23 17:00'} | ${{ ...ON, ladder: false }}    | ${['due']}
  `('at $now with $seen: $said', ({ now, seen, said }) => {
    expect(warningsDue(moments, { ...(seen as typeof ON), now: at(now as string) })).toEqual(said);
  });
});

describe('a watch', () => {
  const five = (changes: Partial<Dossier> = {}): Dossier => received(changes);
  const ladder = true;

  it('arms a promise at first sight, and again when its due has moved', () => {
    const first = rearmed(null, five(), calendar, at('2023-05-15 08:35'));
    expect([wall(first.dueAt), wall(first.nextAt)]).toEqual(['2023-05-22 17:00', '2023-05-19 07:30']);
    const moved = five({ statutoryDueAt: at('2023-05-24 17:00'), lateFrom: at('2023-05-25 00:00') });
    const again = rearmed(first, moved, calendar, at('2023-05-18 08:35'));
    expect(wall(again.dueAt)).toBe('2023-05-24 17:00');
  });

  test.each`
    what                         | changes
    ${'waiting for the citizen'} | ${{ status: 'awaiting_supplement', lateFrom: null }}
    ${'voided'}                  | ${{ voidedAt: at('2023-05-15 08:40') }}
    ${'ended'}                   | ${{ status: 'completed' }}
  `('is silent about what is $what', ({ changes }) => {
    const dossier = five(changes as Partial<Dossier>);
    const now = at('2023-05-22 17:30');
    expect(rearmed(null, dossier, calendar, now).nextAt).toBeNull();
    expect(lookAt(at('2023-05-22 17:00'), dossier, calendar, { now, ladder })).toEqual({ raise: [], nextAt: null });
  });

  it('arms nothing for what was late before it came here, and only the ladder for ours', () => {
    const now = at('2023-05-26 09:00');
    expect(rearmed(null, five({ origin: 'import' }), calendar, now)).toEqual({ dueAt: null, nextAt: null });
    const ours = rearmed(null, five(), calendar, now);
    expect(lookAt(ours.dueAt as Instant, five(), calendar, { now, ladder }).raise).toEqual(['head', 'leader']);
  });

  it('is not armed by a due that moves after the breach', () => {
    const armed = rearmed(null, five(), calendar, at('2023-05-15 08:35'));
    const late = five({ statutoryDueAt: at('2023-06-02 17:00'), lateFrom: at('2023-05-23 00:00') });
    const now = at('2023-05-25 09:00');
    expect(rearmed(armed, late, calendar, now)).toEqual(armed);
    expect(lookAt(armed.dueAt as Instant, late, calendar, { now, ladder }).raise).toEqual(['head', 'leader']);
  });

  it('speaks once of each due, and again if and only if the due has moved', () => {
    const steps = fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 4_000 }),
        days: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3 }),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(steps, (some) => {
        let [now, dossier] = [at('2023-05-15 08:35'), accepted(five())];
        let watch: Watch = rearmed(null, dossier, calendar, now);
        const said = new Map<string, number>();
        const look = (): void => {
          if (watch.dueAt === null || watch.nextAt === null || watch.nextAt > now) return;
          const { raise, nextAt } = lookAt(watch.dueAt, dossier, calendar, { now, ladder });
          for (const kind of raise) said.set(key(kind, watch.dueAt), 1 + (said.get(key(kind, watch.dueAt)) ?? 0));
          watch = { ...watch, nextAt };
        };
        for (const { minutes, days } of some) {
          now = (now + minutes * MINUTE) as Instant;
          if (days !== null && dossier.lateFrom !== null && dossier.lateFrom > now) {
            const extra = { ...dossier, extraAmount: dossier.extraAmount + days };
            const { dueAt, lateFrom } = deadline(calendar, questionOf(extra));
            dossier = { ...extra, statutoryDueAt: dueAt as Instant, lateFrom };
            const before = watch;
            watch = rearmed(watch, dossier, calendar, now);
            expect(watch.dueAt === before.dueAt).toBe(dueAt === before.dueAt);
          }
          look();
        }
        const ladders = [...said].filter(([kind]) => kind.startsWith('head') || kind.startsWith('leader'));
        // The steps of the ladder are said again at each look; the key of their row lets only the first one stand.
        for (const [kind, times] of said) if (!ladders.some(([step]) => step === kind)) expect(times).toBe(1);
      }),
    );
  });
});

function key(kind: WarningKind, due: Instant): string {
  return `${kind}@${String(due)}`;
}
