import { describe, expect, it, test } from '@jest/globals';
import { DomainError } from '../../../../src/domain/errors.js';
import { daysLate, progressAt } from '../../../../src/domain/dossier/timeliness.js';
import { timelyUntil } from '../../../../src/domain/apology/timely-until.js';
import type { CalendarDay } from '../../../../src/domain/time/calendar-day.js';
import { deadline, dueAt, dueSoonUntil, lateFrom } from '../../../../src/domain/time/deadline.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { spellsFault, weeklyHoursFault, type Spell } from '../../../../src/domain/time/weekly-hours.js';
import { WorkingCalendar } from '../../../../src/domain/time/working-calendar.js';
import { DESK_HOURS, deskCalendar, deskData, officeWeek, years } from '../../../support/desk-calendar.js';
import { at, wall } from '../../../support/moments.js';

const desk = deskCalendar();
const day = plainDate;

describe('what it knows of a day', () => {
  test.each<[string, string, boolean, string | null]>([
    ['a Tuesday', '2023-05-16', true, null],
    ['a Saturday', '2023-05-13', false, null],
    ['a holiday', '2023-09-01', false, 'holiday'],
    ['a compensatory day', '2023-05-02', false, 'compensatory'],
    ['a day swapped off', '2024-04-29', false, 'swapped_off'],
    ['a swapped Saturday', '2024-05-04', true, null],
  ])('%s', (_what, date, worked, off) => {
    expect(desk.isWorkingDay(day(date))).toBe(worked);
    expect(desk.dayOff(day(date))?.kind ?? null).toBe(off);
    expect(wall(desk.closingOf(day(date)))).toBe(worked ? `${date} 17:00` : null);
    expect(wall(desk.openingOf(day(date)))).toBe(worked ? `${date} 07:30` : null);
  });

  it('gives names as people know them', () => {
    expect(desk.dayOff(day('2023-04-29'))?.name).toBe('Giỗ Tổ Hùng Vương (10/3 âm lịch)');
    expect(desk.specialDay(day('2024-05-04'))?.name).toBe('Làm bù cho 2024-04-29 (dịp 30/4-1/5)');
    expect(desk.specialDay(day('2023-05-16'))).toBeUndefined();
  });

  test.each<[number, number]>([
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 250],
    [2026, 249],
  ])('%s has %s working days', (year, expected) => {
    const first = day(`${year}-01-01`);
    const inYear = desk.workingDaysBetween(first, day(`${year}-12-31`)) + (desk.isWorkingDay(first) ? 1 : 0);
    expect(inYear).toBe(expected);
  });

  it('takes a short day by its own hours, and counts it as one working day', () => {
    const short: CalendarDay = {
      date: day('2023-12-29'),
      kind: 'short',
      name: 'Tổng kết năm',
      spells: [{ opens: 450, closes: 600 }],
    };
    const calendar = deskCalendar({ days: [short] });
    expect(wall(calendar.closingOf(short.date))).toBe('2023-12-29 10:00');
    expect(calendar.addWorkingDays(day('2023-12-28'), 1)).toBe('2023-12-29');
    expect(calendar.workingMinutesBetween(at('2023-12-29 00:00'), at('2023-12-30 00:00'))).toBe(150);
  });

  it('works a swapped day like a Monday, whatever its own weekday has', () => {
    const week = officeWeek();
    const friday: Spell[] = [{ opens: 480, closes: 540 }];
    const swapped: CalendarDay = { date: day('2023-06-10'), kind: 'swapped_work', name: 'x' };
    const calendar = deskCalendar({ weekly: [{ ...week, spells: { ...week.spells, 5: friday } }], days: [swapped] });
    expect(calendar.workingMinutesBetween(at('2023-06-10 00:00'), at('2023-06-11 00:00'))).toBe(480);
    expect(calendar.workingMinutesBetween(at('2023-06-09 00:00'), at('2023-06-10 00:00'))).toBe(60);
  });

  it('changes hours on the day they change', () => {
    const morning = [
      { opens: 420, closes: 690 },
      { opens: 810, closes: 1020 },
    ];
    const calendar = deskCalendar({
      weekly: [
        { ...officeWeek(), validFrom: day('2021-11-01') },
        { ...officeWeek(morning), validTo: day('2021-10-31') },
      ],
    });
    expect(wall(calendar.openingOf(day('2021-10-29')))).toBe('2021-10-29 07:00');
    expect(wall(calendar.openingOf(day('2021-11-01')))).toBe('2021-11-01 07:30');
    expect(wall(calendar.addWorkingMinutes(at('2021-10-29 11:00'), 270))).toBe('2021-11-01 08:00');
  });
});

describe('moments', () => {
  test.each<[string, string]>([
    ['2023-05-16 06:00', '2023-05-16 07:30'],
    ['2023-05-16 11:59', '2023-05-16 11:59'],
    ['2023-05-16 12:00', '2023-05-16 13:30'],
    ['2023-05-16 16:59', '2023-05-16 16:59'],
    ['2023-05-16 17:00', '2023-05-17 07:30'],
    ['2023-05-13 09:00', '2023-05-15 07:30'],
    ['2023-04-28 17:00', '2023-05-04 07:30'],
  ])('work that comes in %s begins %s (R2)', (from, start) => {
    expect(wall(desk.startOf(at(from)))).toBe(start);
  });

  it('adds working minutes up to a closing and stays there', () => {
    expect(wall(desk.addWorkingMinutes(at('2023-05-16 15:00'), 120))).toBe('2023-05-16 17:00');
    expect(wall(desk.addWorkingMinutes(at('2023-05-16 15:00'), 121))).toBe('2023-05-17 07:31');
    expect(wall(desk.addWorkingMinutes(at('2023-05-16 12:15'), 0))).toBe('2023-05-16 13:30');
    expect(() => desk.addWorkingMinutes(at('2023-05-16 15:00'), 1.5)).toThrow(RangeError);
  });

  it('steps over days off in both directions', () => {
    expect(desk.nextWorkingDay(day('2023-04-28'))).toBe('2023-05-04');
    expect(desk.lastWorkingDayBefore(day('2023-05-04'))).toBe('2023-04-28');
    expect(desk.lastWorkingDayBefore(day('2023-05-01'))).toBe('2023-04-28');
    expect(() => desk.addWorkingDays(day('2023-05-04'), 0)).toThrow(RangeError);
  });
});

describe('what it does not know, it refuses to guess (R1)', () => {
  function missingYear(answer: () => unknown): unknown {
    try {
      return answer();
    } catch (error) {
      if (error instanceof DomainError && error.code === 'calendar.missing') return error.facts['year'];
      throw error;
    }
  }

  const days = (from: string, amount: number) =>
    ({ from: at(from), limit: { amount, unit: 'working_day' }, dayZero: 'receipt' }) as const;

  it('a due date in a year that is not loaded', () => {
    expect(missingYear(() => dueAt(desk, days('2026-12-30 09:00', 1)))).toBe(at('2026-12-31 17:00'));
    expect(missingYear(() => dueAt(desk, days('2026-12-30 09:00', 2)))).toBe(2027);
    expect(missingYear(() => dueAt(desk, days('2020-12-30 09:00', 2)))).toBe(2020);
  });

  it('each unit of limit, start and step that would leave the calendar', () => {
    const from = at('2026-12-31 16:00');
    const ask = (unit: 'calendar_day' | 'working_hour' | 'same_day', amount: number) => () =>
      dueAt(desk, { from, limit: { amount, unit }, dayZero: 'receipt' });
    expect(missingYear(ask('calendar_day', 1))).toBe(2027);
    expect(missingYear(ask('calendar_day', 400))).toBe(2027);
    expect(missingYear(ask('working_hour', 2))).toBe(2027);
    expect(missingYear(ask('working_hour', 1))).toBe(at('2026-12-31 17:00'));
    expect(missingYear(ask('same_day', 0))).toBe(2027);
    expect(missingYear(() => desk.startOf(at('2026-12-31 17:00')))).toBe(2027);
    expect(missingYear(() => desk.nextWorkingDay(day('2026-12-31')))).toBe(2027);
    expect(missingYear(() => desk.lastWorkingDayBefore(day('2021-01-04')))).toBe(2020);
    expect(missingYear(() => desk.lastWorkingDayBefore(day('2027-01-01')))).toBe('2026-12-31');
    expect(missingYear(() => desk.workingMinutesBetween(from, at('2027-01-02 00:00')))).toBe(2027);
    expect(missingYear(() => desk.workingMinutesBetween(from, at('2027-01-01 00:00')))).toBe(60);
    expect(missingYear(() => desk.workingDaysBetween(day('2026-12-30'), day('2027-01-04')))).toBe(2027);
  });

  it('a year in the middle that is missing, even when the years around it are there', () => {
    const calendar = deskCalendar({ years: years(2021, 2026, 'official').filter(({ year }) => year !== 2023) });
    expect(missingYear(() => dueAt(calendar, days('2022-12-29 09:00', 10)))).toBe(2023);
    expect(missingYear(() => calendar.workingDaysBetween(day('2022-12-29'), day('2024-01-10')))).toBe(2023);
    expect(missingYear(() => calendar.isWorkingDay(day('2023-05-16')))).toBe(2023);
    expect(missingYear(() => calendar.lastWorkingDayBefore(day('2024-01-02')))).toBe(2023);
    expect(wall(dueAt(calendar, days('2024-05-13 09:00', 1)))).toBe('2024-05-14 17:00');
    expect([calendar.covers(day('2022-12-31')), calendar.covers(day('2023-01-01'))]).toEqual([true, false]);
  });

  it('a day before any weekly hours are in force', () => {
    const calendar = deskCalendar({ weekly: [{ ...officeWeek(), validFrom: day('2021-11-01') }] });
    expect(missingYear(() => calendar.isWorkingDay(day('2021-10-31')))).toBe(2021);
    expect(calendar.isWorkingDay(day('2021-11-01'))).toBe(true);
  });

  it('an empty calendar', () => {
    const empty = new WorkingCalendar({ weekly: [], days: [], years: [] });
    expect(missingYear(() => empty.startOf(at('2023-05-16 09:00')))).toBe(2023);
    expect(empty.covers(day('2023-05-16'))).toBe(false);
  });

  it('a projected year, until a leader has confirmed it: then the promise is provisional', () => {
    const official = years(2021, 2025, 'official');
    const projected = deskCalendar({ years: [...official, { year: 2026, state: 'projected' }] });
    const confirmed = deskCalendar({ years: [...official, { year: 2026, state: 'confirmed' }] });
    const overNewYear = days('2025-12-30 09:00', 5);
    expect(missingYear(() => dueAt(projected, overNewYear))).toBe(2026);
    expect(deadline(confirmed, overNewYear).provisional).toBe(true);
    expect(deadline(confirmed, days('2025-12-30 09:00', 1)).provisional).toBe(false);
    expect(deadline(desk, overNewYear).provisional).toBe(false);
  });

  it('a pause that comes back after the last year', () => {
    const paused = {
      ...days('2026-12-01 09:00', 5),
      pauses: [{ from: at('2026-12-03 09:00'), to: at('2027-01-05 09:00') }],
    };
    expect(missingYear(() => dueAt(desk, paused))).toBe(2027);
    const later = {
      ...days('2026-12-01 09:00', 5),
      pauses: [{ from: at('2027-02-03 09:00'), to: at('2027-03-05 09:00') }],
    };
    expect(wall(dueAt(desk, later))).toBe('2026-12-08 17:00');
  });

  it('but a list of what is due soon goes on to the last day there is', () => {
    expect(wall(dueSoonUntil(desk, at('2026-12-31 16:00'), 480))).toBe('2027-01-01 00:00');
    expect(wall(dueSoonUntil(desk, at('2026-12-30 16:00'), 60))).toBe('2026-12-31 07:30');
    expect(missingYear(() => dueSoonUntil(desk, at('2027-01-01 09:00'), 480))).toBe(2027);
  });

  it('and what is late needs no calendar to be late, only to say by how much', () => {
    const due = at('2026-12-30 17:00');
    const late = lateFrom(due, 'working_day');
    const now = at('2027-01-05 09:00');
    expect(progressAt(desk, { dueAt: due, lateFrom: late, now, dueSoonMinutes: 480 })).toBe('overdue');
    expect(missingYear(() => daysLate(desk, { lateFrom: late, unit: 'working_day' }, now))).toBe(2027);
    const first = at('2021-01-04 17:00');
    const risk = { acceptedAt: at('2021-01-01 09:00'), currentDueAt: first, lateFrom: lateFrom(first, 'working_day') };
    expect(missingYear(() => timelyUntil(desk, { ...risk, unit: 'working_day' }))).toBe(2020);
    expect(timelyUntil(desk, { ...risk, unit: 'same_day' })).toBe(risk.lateFrom);
  });
});

describe('a promise is never due before its clock has started', () => {
  const week = officeWeek();
  const halfSaturday = deskCalendar({ weekly: [{ ...week, spells: { ...week.spells, 6: DESK_HOURS.slice(0, 1) } }] });

  test.each<[string, 'same_day' | 'working_day' | 'calendar_day']>([
    ['handed in after a half day, before 15:00', 'same_day'],
    ['no working days', 'working_day'],
    ['no calendar days', 'calendar_day'],
  ])('%s', (_what, unit) => {
    const question = { from: at('2023-05-13 14:00'), limit: { amount: 0, unit }, dayZero: 'receipt' } as const;
    expect(wall(dueAt(halfSaturday, question))).toBe('2023-05-15 07:30');
    expect(deadline(halfSaturday, question).budgetMinutes).toBe(0);
  });
});

describe('progress of an open dossier (R20)', () => {
  const due = at('2023-05-24 17:00');
  const late = lateFrom(due, 'working_day');

  test.each<[string, string]>([
    ['2023-05-22 09:00', 'in_time'],
    ['2023-05-23 16:59', 'in_time'],
    ['2023-05-23 17:00', 'due_soon'],
    ['2023-05-24 18:00', 'due_soon'],
    ['2023-05-25 00:00', 'overdue'],
  ])('at %s: %s', (now, expected) => {
    expect(progressAt(desk, { dueAt: due, lateFrom: late, now: at(now), dueSoonMinutes: 480 })).toBe(expected);
  });

  it('is in time while it waits for the citizen', () => {
    expect(progressAt(desk, { dueAt: due, lateFrom: null, now: at('2023-06-24 17:00'), dueSoonMinutes: 480 })).toBe(
      'in_time',
    );
  });
});

describe('hours and days that contradict themselves', () => {
  test.each<[string, readonly Spell[], RegExp]>([
    ['not whole', [{ opens: 450.5, closes: 720 }], /whole/],
    ['negative', [{ opens: -1, closes: 720 }], /between/],
    ['past midnight', [{ opens: 1320, closes: 1500 }], /between/],
    ['empty', [{ opens: 450, closes: 450 }], /before closing/],
    ['backwards', [{ opens: 720, closes: 450 }], /before closing/],
    [
      'overlapping',
      [
        { opens: 450, closes: 720 },
        { opens: 700, closes: 800 },
      ],
      /order/,
    ],
    [
      'out of order',
      [
        { opens: 810, closes: 1020 },
        { opens: 450, closes: 720 },
      ],
      /order/,
    ],
  ])('spells %s', (_what, spells, message) => {
    expect(spellsFault(spells)).toMatch(message);
    expect(() => deskCalendar({ weekly: [officeWeek(spells)] })).toThrow(message);
  });

  it('accepts spells that touch each other, and both midnights', () => {
    expect(
      spellsFault([
        { opens: 0, closes: 720 },
        { opens: 720, closes: 1440 },
      ]),
    ).toBeNull();
    expect(spellsFault(DESK_HOURS)).toBeNull();
  });

  it('weekly hours that overlap or end before they begin', () => {
    const first = { ...officeWeek(), validTo: day('2023-05-31') };
    const next = { ...officeWeek(), validFrom: day('2023-06-01') };
    expect(weeklyHoursFault([next, first])).toBeNull();
    expect(weeklyHoursFault([{ ...next, validFrom: day('2023-05-31') }, first])).toMatch(/overlap/);
    expect(weeklyHoursFault([officeWeek(), next])).toMatch(/overlap/);
    expect(weeklyHoursFault([{ ...next, validTo: day('2023-05-01') }])).toMatch(/end before/);
  });

  const date = day('2023-06-10');
  test.each<[string, CalendarDay, RegExp]>([
    ['a holiday with hours', { date, kind: 'holiday', name: '', spells: DESK_HOURS }, /no hours/],
    ['a short day without hours', { date, kind: 'short', name: '' }, /needs its hours/],
    ['a swapped day with no hours at all', { date, kind: 'swapped_work', name: '', spells: [] }, /needs hours/],
    [
      'a short day that opens after it closes',
      { date, kind: 'short', name: '', spells: [{ opens: 600, closes: 500 }] },
      /before closing/,
    ],
  ])('%s', (_what, special, message) => {
    expect(() => deskCalendar({ days: [special] })).toThrow(message);
  });

  it('one date or one year twice, and a swapped day where Mondays are off', () => {
    const twice: CalendarDay[] = [
      { date, kind: 'holiday', name: 'a' },
      { date, kind: 'swapped_work', name: 'b' },
    ];
    expect(() => deskCalendar({ days: twice })).toThrow(/twice/);
    expect(() => deskCalendar({ years: [...deskData().years, { year: 2023, state: 'projected' }] })).toThrow(/twice/);
    const week = officeWeek();
    const noMonday = { ...week, spells: { ...week.spells, 1: [] } };
    expect(() => deskCalendar({ weekly: [noMonday], days: twice.slice(1) })).toThrow(/no Monday hours/);
  });
});

test.each([
  { amount: -1, unit: 'working_day' },
  { amount: 1.5, unit: 'working_day' },
  { amount: Number.NaN, unit: 'working_hour' },
  { amount: 2 ** 40, unit: 'calendar_day' },
] as const)('refuses $amount $unit', (limit) => {
  expect(() => dueAt(desk, { from: at('2023-05-16 09:00'), limit, dayZero: 'receipt' })).toThrow(RangeError);
});

test('refuses a pause that ends before it begins', () => {
  const pauses = [{ from: at('2023-05-17 09:00'), to: at('2023-05-16 09:00') }];
  const limit = { amount: 3, unit: 'working_day' } as const;
  expect(() => dueAt(desk, { from: at('2023-05-15 09:00'), limit, dayZero: 'receipt', pauses })).toThrow(RangeError);
});
