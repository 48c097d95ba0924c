import { describe, expect, it, test } from '@jest/globals';
import { bornAt } from '../../../src/demo/plan-receive.js';
import { planYear, type PlannedDossier } from '../../../src/demo/plan.js';
import { COMMUNES, FIELDS, FIRST_DAY, LAST_DAY, OPENS_AT, OUTSIDE, SEED, TOWN } from '../../../src/demo/town.js';
import { MINUTE, type Instant } from '../../../src/domain/time/instant.js';
import { localDate, minuteOfDay, weekdayOf } from '../../../src/domain/time/plain-date.js';
import { shippedGround } from '../../support/demo.js';

const ground = shippedGround();
const plan = planYear(SEED, ground);
const { calendar } = ground;

const share = (part: number, whole: number): number => (100 * part) / whole;
const count = (of: (dossier: PlannedDossier) => boolean, among: readonly PlannedDossier[] = plan): number =>
  among.filter(of).length;
const isLate = ({ ending }: PlannedDossier): boolean => ending.kind === 'late';
const median = (numbers: readonly number[], at = 0.5): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * at)]!;

describe('the planned year', () => {
  it('has 6,000 dossiers, in the order in which the desk first meets them', () => {
    expect(plan).toHaveLength(6_000);
    expect(plan.every((one, i) => i === 0 || bornAt(one) >= bornAt(plan[i - 1]!))).toBe(true);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(JSON.stringify(planYear(SEED, ground))).toBe(JSON.stringify(plan));
    expect(JSON.stringify(planYear(SEED + 1, ground))).not.toBe(JSON.stringify(plan));
  });

  it('receives on working days of the year, in working hours; from home people file in the evening', () => {
    const outside = plan.filter((one) => {
      const at = bornAt(one);
      const day = localDate(at);
      if (one.filing && !one.filing.assisted) return minuteOfDay(at) < 18 * 60 || !calendar.isWorkingDay(day);
      const inYear = day >= FIRST_DAY && day <= LAST_DAY;
      return !inYear || !calendar.isWorkingDay(day) || calendar.startOf(at) !== at - (at % MINUTE);
    });
    expect(outside).toEqual([]);
  });

  test.each(FIELDS)(
    'has of $key $count dossiers, $latePercent % of them late',
    ({ key, count: wanted, latePercent }) => {
      const own = plan.filter(({ field }) => field === key);
      expect(own).toHaveLength(wanted);
      expect(count(isLate, own)).toBe(Math.round((wanted * latePercent) / 100));
    },
  );

  it('serves 92 % of certificates while the citizen waits', () => {
    expect(count(({ field, instant }) => field === 'certification' && instant)).toBe(1_380);
  });

  test.each([
    [1, 24],
    [2, 21],
    [3, 19],
    [4, 19],
    [5, 17],
  ])('weekday %i brings about %i %%', (weekday, percent) => {
    const own = count((one) => weekdayOf(localDate(bornAt(one))) === weekday);
    expect(Math.abs(share(own, plan.length) - percent)).toBeLessThan(2.5);
  });

  test.each([
    ['07:30 to 09:30', 450, 570, 38],
    ['to 12:00', 570, 720, 32],
    ['13:30 to 15:00', 810, 900, 19],
    ['to 17:00', 900, 1_020, 11],
  ])('%s brings its share of the day', (_, from, until, percent) => {
    const atDesk = plan.filter(({ filing }) => filing === null || filing.assisted);
    const own = count((one) => minuteOfDay(bornAt(one)) >= from && minuteOfDay(bornAt(one)) < until, atDesk);
    expect(Math.abs(share(own, atDesk.length) - percent)).toBeLessThan(2);
  });

  it('is busier in the week after Tết than in the weeks that follow', () => {
    const perDay = (from: string, to: string, days: number): number =>
      count((one) => localDate(bornAt(one)) >= from && localDate(bornAt(one)) <= to) / days;
    expect(perDay('2023-01-27', '2023-02-02', 5) / perDay('2023-02-06', '2023-02-17', 10)).toBeGreaterThan(1.3);
  });

  it('leaves the town its own procedures, and shares the rest among the communes', () => {
    expect(Math.abs(count(({ unitCode }) => unitCode === TOWN) - 2_000)).toBeLessThan(60);
    const atCommunes = count(({ unitCode }) => unitCode !== TOWN);
    for (const { code, share: wanted } of COMMUNES) {
      expect(
        Math.abs(
          share(
            count(({ unitCode }) => unitCode === code),
            atCommunes,
          ) - wanted,
        ),
      ).toBeLessThan(2);
    }
  });

  test.each(COMMUNES)('$code is late in 0.4 to 2.5 % of its dossiers', ({ code }) => {
    const own = plan.filter(({ unitCode }) => unitCode === code);
    const percent = share(count(isLate, own), own.length);
    expect(percent).toBeGreaterThanOrEqual(0.4);
    expect(percent).toBeLessThanOrEqual(2.5);
  });

  it('is late by 3 days in the middle, 14 at the ninth tenth, 60 at most', () => {
    const days = plan.flatMap(({ ending }) => (ending.kind === 'late' ? [ending.days] : []));
    expect(median(days)).toBe(3);
    expect(Math.abs(median(days, 0.9) - 14)).toBeLessThanOrEqual(2);
    expect(Math.max(...days)).toBe(60);
  });

  it('withdraws 1.1 %, refuses 0.6 %, and is early or on the day as 45 to 40', () => {
    expect(count(({ ending }) => ending.kind === 'withdrawn')).toBe(66);
    expect(count(({ ending }) => ending.kind === 'refused')).toBe(36);
    const early = count(({ ending, instant }) => !instant && ending.kind === 'early');
    const onTheDay = count(({ ending, instant }) => !instant && ending.kind === 'on_time');
    expect(Math.abs(share(early, early + onTheDay) - share(45, 85))).toBeLessThan(2);
  });
});

/** What is planned for it is decided: neither turned down online nor waiting for papers that never come. */
const isDecided = ({ ending }: PlannedDossier): boolean => ending.kind !== 'rejected' && ending.kind !== 'stopped';

describe('a planned dossier', () => {
  it('is finished before its promise is broken, unless it is one of the late ones', () => {
    const wrong = plan
      .filter((one) => !one.instant && isDecided(one))
      .filter((one) => one.lateFrom === null || one.finishAt >= one.lateFrom !== isLate(one));
    expect(wrong).toEqual([]);
    expect(plan.filter(({ lateFrom, ending }) => lateFrom === null && ending.kind !== 'stopped')).toEqual([]);
  });

  it('goes through its acts in working hours and in order, from the desk and back', () => {
    const wrong = plan.filter(({ at, steps, instant, ending }) => {
      const moments: Instant[] = [at, ...steps.map((step) => step.at)];
      const inOrder = moments.every((moment, i) => i === 0 || moment >= moments[i - 1]!);
      const atWork = steps.every((step) => calendar.isWorkingDay(localDate(step.at)));
      const counted = (...kinds: string[]): number => steps.filter(({ act }) => kinds.includes(act)).length;
      const whole =
        counted('hand_over') === counted('acknowledge') &&
        counted('complete', 'withdraw', 'stop') === 1 &&
        counted('ask_payment') === counted('confirm_payment');
      return !inOrder || !atWork || (instant || ending.kind === 'rejected' ? steps.length > 0 : !whole);
    });
    expect(wrong).toEqual([]);
  });

  it('never hands on what is on its way, nor acts on what waits for the citizen', () => {
    const wrong = plan.filter(({ steps }) => {
      let [onItsWay, waits] = [false, false];
      return steps.some(({ act }) => {
        const impossible =
          (act === 'hand_over' && (onItsWay || waits)) ||
          (act === 'acknowledge' && (!onItsWay || waits)) ||
          (['complete', 'declare_delay', 'grant_extra_time', 'transfer_result'].includes(act) && waits);
        if (act === 'hand_over' || act === 'acknowledge') onItsWay = act === 'hand_over';
        if (act === 'ask_supplement' || act === 'ask_payment') waits = true;
        if (act === 'bring_supplement' || act === 'confirm_payment') waits = false;
        return impossible;
      });
    });
    expect(wrong).toEqual([]);
  });

  it('blames another agency only when that agency had the papers when the promise broke', () => {
    const outside = Object.values<string>(OUTSIDE);
    for (const { ending, steps, lateFrom, lateReason } of plan.filter(isLate)) {
      const last = steps.filter((step) => step.at < lateFrom! && step.act === 'hand_over').at(-1);
      const abroad = last?.act === 'hand_over' && outside.includes(last.toUnitCode);
      expect(abroad).toBe(ending.kind === 'late' && ['other_agency', 'tax_data'].includes(ending.cause));
      expect(lateReason!.length).toBeGreaterThanOrEqual(10);
    }
    expect(plan.filter((one) => !isLate(one) && one.lateReason !== null)).toEqual([]);
  });

  it('belongs to people who cannot exist', () => {
    const fits = (value: string | null | undefined, pattern: RegExp): boolean =>
      value === null || value === undefined || pattern.test(value);
    const real = plan.filter(
      ({ applicant, submitter }) =>
        !fits(applicant.idNumber, /^000\d{9}$/) ||
        !fits(applicant.phone, /^0900000\d{3}$/) ||
        !fits(submitter?.phone, /^0900000\d{3}$/) ||
        !fits(applicant.email, /^[a-z]+\.[a-z]+\d{3}@example\.vn$/),
    );
    expect(real).toEqual([]);
    expect(
      Math.abs(
        share(
          count(({ applicant }) => applicant.phone !== null),
          plan.length,
        ) - 93,
      ),
    ).toBeLessThan(1.5);
    expect(
      Math.abs(
        share(
          count(({ applicant }) => applicant.email !== null),
          plan.length,
        ) - 11,
      ),
    ).toBeLessThan(1.5);
  });

  it.each([
    ['filed online', 1_200, (one: PlannedDossier) => one.filing !== null],
    ['asked for papers before acceptance', 60, (one: PlannedDossier) => Boolean(one.filing?.question)],
    ['not accepted', 10, (one: PlannedDossier) => one.ending.kind === 'rejected'],
    ['sent back for papers', 350, (one: PlannedDossier) => one.interludes.some(({ kind }) => kind === 'supplement')],
    ['paying taxes', 450, (one: PlannedDossier) => one.interludes.some(({ kind }) => kind === 'payment')],
    ['given lawful time', 8, (one: PlannedDossier) => one.interludes.some(({ kind }) => kind === 'extra_time')],
    ['said to be late beforehand', 80, (one: PlannedDossier) => one.steps.some(({ act }) => act === 'declare_delay')],
    ['stopped', 8, (one: PlannedDossier) => one.ending.kind === 'stopped'],
    ['written on paper', 4, (one: PlannedDossier) => one.paper !== null],
    ['with a corrected or voided receipt', 20, (one: PlannedDossier) => one.receiptChange !== null],
    ['with a fault', 30, (one: PlannedDossier) => one.faults.length > 0],
    ['without a letter of ours', 12, (one: PlannedDossier) => isLate(one) && one.apology !== 'letter'],
    ['paying a fee', 400, (one: PlannedDossier) => one.steps.some(({ act }) => act === 'pay')],
  ])('is often enough %s', (_, least, is) => {
    expect(count(is)).toBeGreaterThanOrEqual(least);
  });

  it('may still be open when the demo opens, a few beyond their promise', () => {
    const open = plan.filter(({ finishAt }) => finishAt >= OPENS_AT);
    expect(open.length).toBeGreaterThan(60);
    expect(count(isLate, open)).toBeGreaterThanOrEqual(8);
    expect(count(isLate, open)).toBeLessThan(30);
  });
});
