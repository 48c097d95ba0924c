import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { instant, toLocalIso } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { DayChange } from '../../../src/calendar/calendar.service.js';
import { openReferenceWorld, rowsOf, type ReferenceWorld } from '../../support/reference.js';

const asAdmin = { dryRun: false, by: 'quantri' };
const holiday = (change: Partial<DayChange> = {}): DayChange => ({
  kind: 'holiday',
  name: 'Ngày hội của thị xã',
  source: 'Quyết định minh họa',
  confidence: 'high',
  spells: null,
  reason: null,
  ...change,
});

describe('the calendar', () => {
  let world: ReferenceWorld;
  beforeEach(async () => {
    world = await openReferenceWorld();
    await world.calendarImports.loadShipped();
  });
  afterEach(() => world.close());

  it('is the same when what is shipped is loaded again', async () => {
    const tables = ['calendar_day', 'calendar_year', 'weekly_hours', 'audit_entry', 'counter'];
    const before = await Promise.all(tables.map((table) => rowsOf(world, table)));
    const reports = await world.calendarImports.loadShipped();
    expect(reports.map(({ applied, rejected }) => ({ applied, rejected }))).toEqual(
      Array(3).fill({ applied: true, rejected: [] }),
    );
    expect(await Promise.all(tables.map((table) => rowsOf(world, table)))).toEqual(before);
  });

  it('knows 2019 to 2026 as official and 2027 to 2030 as projected; one day of 2018 makes no year', async () => {
    expect(await world.calendar.years()).toEqual([
      2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030,
    ]);
    const states = await Promise.all([2019, 2026, 2027, 2030].map((year) => world.calendar.year(year)));
    expect(states.map(({ state, provisional }) => [state, provisional])).toEqual([
      ['official', false],
      ['official', false],
      ['projected', true],
      ['projected', true],
    ]);
    await expect(world.calendar.year(2018)).rejects.toMatchObject({ code: 'calendar.missing', facts: { year: 2018 } });
    expect(await world.database.query(`SELECT "date" FROM "calendar_day" WHERE "date" < '2019'`)).toEqual([
      { date: '2018-12-31' },
    ]);
    const calendar = await world.calendar.workingCalendar();
    expect(() => calendar.isWorkingDay(plainDate('2018-12-28'))).toThrow('2018');
  });

  test.each([
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 250],
    [2026, 249],
  ])('%i has %i working days', async (year, days) => {
    const calendar = await world.calendar.workingCalendar();
    const first = plainDate(`${year}-01-01`);
    const last = plainDate(`${year}-12-31`);
    expect(calendar.workingDaysBetween(first, last) + Number(calendar.isWorkingDay(first))).toBe(days);
  });

  it('changed its hours on 1 November 2021', async () => {
    const calendar = await world.calendar.workingCalendar();
    const opening = (date: string): string => toLocalIso(calendar.openingOf(plainDate(date))!);
    expect(opening('2021-10-29')).toBe('2021-10-29T07:00:00+07:00');
    expect(opening('2021-11-01')).toBe('2021-11-01T07:30:00+07:00');
    expect(toLocalIso(calendar.addWorkingMinutes(instant('2021-10-29T11:00+07:00'), 60))).toBe(
      '2021-10-29T14:00:00+07:00',
    );
    expect(toLocalIso(calendar.addWorkingMinutes(instant('2021-11-01T11:00+07:00'), 60))).toBe(
      '2021-11-01T12:00:00+07:00',
    );
  });

  it('carries promises in a projected year only once a leader has confirmed it, and says provisional', async () => {
    const day = plainDate('2027-03-01');
    const before = await world.calendar.workingCalendar();
    expect(() => before.isWorkingDay(day)).toThrow(expect.objectContaining({ code: 'calendar.missing' }));

    await world.calendar.confirmYear(2027, 'chutich');
    expect(await world.calendar.year(2027)).toMatchObject({
      state: 'projected',
      provisional: true,
      confirmedBy: 'chutich',
      confirmedAt: world.clock.now(),
    });
    const after = await world.calendar.workingCalendar();
    expect(after.isWorkingDay(day)).toBe(true);
    expect(after.isProvisional(plainDate('2026-12-31'), day)).toBe(true);
    expect(after.isProvisional(plainDate('2026-12-30'), plainDate('2026-12-31'))).toBe(false);

    await expect(world.calendar.confirmYear(2027, 'chutich')).rejects.toMatchObject({ code: 'conflict.duplicate' });
    await expect(world.calendar.confirmYear(2026, 'chutich')).rejects.toMatchObject({ code: 'conflict.closed' });
    await expect(world.calendar.confirmYear(2031, 'chutich')).rejects.toMatchObject({ code: 'calendar.missing' });
    expect(
      await world.database.query(`SELECT "actor", "subject" FROM "audit_entry" WHERE "action" = 'calendar.confirmed'`),
    ).toEqual([{ actor: 'chutich', subject: '2027' }]);
  });

  it('lets an official year take the place of a confirmed projection, and of nothing else', async () => {
    await world.calendar.confirmYear(2027, 'chutich');
    const official = (await days(2027)).replaceAll('projected', 'high').replace('2027-02-10', '2027-02-11');
    expect(await world.calendarImports.importCsv('days-off', official, asAdmin)).toMatchObject({ applied: true });
    expect(await world.calendar.year(2027)).toMatchObject({
      state: 'official',
      provisional: false,
      confirmedBy: 'chutich',
    });
    const calendar = await world.calendar.workingCalendar();
    expect(calendar.isWorkingDay(plainDate('2027-02-10'))).toBe(true);
    expect(calendar.isWorkingDay(plainDate('2027-02-11'))).toBe(false);

    const projection = (await days(2027)).replaceAll('high', 'projected');
    expect(await world.calendarImports.importCsv('days-off', projection, asAdmin)).toMatchObject({
      applied: false,
      rejected: [{ line: 2, field: 'confidence' }],
    });
  });

  it('lets no new projection move a year that was confirmed', async () => {
    await world.calendar.confirmYear(2028, 'chutich');
    const moved = (await days(2028)).replace('2028-01-24', '2028-01-31');
    expect(await world.calendarImports.importCsv('days-off', moved, asAdmin)).toMatchObject({ applied: false });
    expect((await world.calendar.workingCalendar()).isWorkingDay(plainDate('2028-01-31'))).toBe(true);
  });

  it('writes nothing in a dry run', async () => {
    const before = await Promise.all(['calendar_day', 'calendar_year', 'counter'].map((table) => rowsOf(world, table)));
    const text = (await days(2027)).replaceAll('projected', 'high');
    const report = await world.calendarImports.importCsv('days-off', text, { dryRun: true, by: 'quantri' });
    expect(report).toEqual({ rows: 15, accepted: 15, rejected: [], applied: false });
    expect(
      await Promise.all(['calendar_day', 'calendar_year', 'counter'].map((table) => rowsOf(world, table))),
    ).toEqual(before);
  });

  it('does not move a day already past by a file', async () => {
    const moved = (await days(2023)).replace('2023-05-03', '2023-05-04').replace('2023-09-04', '2023-09-05');
    const { rejected, applied } = await world.calendarImports.importCsv('days-off', moved, asAdmin);
    expect(applied).toBe(false);
    expect(rejected.map(({ message }) => message)).toEqual([
      'Tệp thiếu ngày đã qua 2023-05-03',
      'Ngày đã qua: sửa từng ngày, có lý do',
    ]);
    const future = (await days(2023)).replace('2023-09-04', '2023-09-05');
    expect(await world.calendarImports.importCsv('days-off', future, asAdmin)).toMatchObject({ applied: true });
  });

  it('changes one day: a coming one freely, a past one only with a reason, both on record', async () => {
    await world.calendar.putDay(plainDate('2023-06-01'), holiday(), 'quantri');
    const past = plainDate('2023-05-16');
    await expect(world.calendar.putDay(past, holiday({ reason: 'vì sao' }), 'quantri')).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'reason' }],
    });
    expect((await world.calendar.workingCalendar()).isWorkingDay(past)).toBe(true);
    await world.calendar.putDay(past, holiday({ reason: 'Bão số 1, nghỉ theo công điện' }), 'quantri');
    expect((await world.calendar.workingCalendar()).isWorkingDay(past)).toBe(false);
    await world.calendar.putDay(plainDate('2023-06-01'), holiday({ kind: 'ordinary' }), 'quantri');
    expect((await world.calendar.workingCalendar()).isWorkingDay(plainDate('2023-06-01'))).toBe(true);
    const audit = await world.database.query(
      `SELECT "subject", "reason" FROM "audit_entry" WHERE "action" LIKE 'calendar.day%' ORDER BY "id"`,
    );
    expect(audit).toHaveLength(3);
    expect(audit).toContainEqual({ subject: '2023-05-16', reason: 'Bão số 1, nghỉ theo công điện' });
  });

  it('refuses hours that do not fit the day', async () => {
    const short = holiday({ kind: 'short' });
    await expect(world.calendar.putDay(plainDate('2023-06-02'), short, 'quantri')).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'spells' }],
    });
    await world.calendar.putDay(
      plainDate('2023-06-02'),
      { ...short, spells: [{ opens: 450, closes: 660 }] },
      'quantri',
    );
    const calendar = await world.calendar.workingCalendar();
    expect(toLocalIso(calendar.closingOf(plainDate('2023-06-02'))!)).toBe('2023-06-02T11:00:00+07:00');
  });

  it('takes hours of a unit from a coming day on, and leaves what was worked', async () => {
    const set = (from: string): string =>
      `unitCode,validFrom,weekday,opens,closes\n${[1, 2, 3, 4, 5].map((day) => `H45.20.33,${from},${day},08:00,12:00`).join('\n')}\n`;
    expect(await world.calendarImports.importCsv('weekly-hours', set('2023-05-17'), asAdmin)).toMatchObject({
      applied: false,
    });
    expect(await world.calendarImports.importCsv('weekly-hours', set('2023-06-01'), asAdmin)).toMatchObject({
      applied: true,
    });
    const own = await world.calendar.workingCalendar('H45.20.33');
    const all = await world.calendar.workingCalendar('H45.20.21');
    expect(toLocalIso(own.closingOf(plainDate('2023-05-31'))!)).toBe('2023-05-31T17:00:00+07:00');
    expect(toLocalIso(own.closingOf(plainDate('2023-06-01'))!)).toBe('2023-06-01T12:00:00+07:00');
    expect(toLocalIso(all.closingOf(plainDate('2023-06-01'))!)).toBe('2023-06-01T17:00:00+07:00');
  });

  it('is seen at once by another instance on the same database', async () => {
    const other = world.anotherCalendar();
    const before = await other.workingCalendar();
    expect(await other.workingCalendar()).toBe(before);
    await world.calendar.putDay(plainDate('2023-06-01'), holiday(), 'quantri');
    expect((await other.workingCalendar()).isWorkingDay(plainDate('2023-06-01'))).toBe(false);
  });

  async function days(year: number): Promise<string> {
    const { days: stored } = await world.calendar.year(year);
    const rows = stored.map(
      ({ date, kind, name, source, confidence }) => `${date},${kind},"${name}","${source}",${confidence}`,
    );
    return ['date,kind,name,source,confidence', ...rows].join('\n');
  }
});
