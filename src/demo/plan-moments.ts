import { SECOND, type Instant } from '../domain/time/instant.js';
import { addDays, atMinute, weekdayOf, type PlainDate } from '../domain/time/plain-date.js';
import type { WorkingCalendar } from '../domain/time/working-calendar.js';
import type { Random } from './random.js';
import { AFTER_TET, FIRST_DAY, HOURS, LAST_DAY, MONTHS, WEEKDAYS, type FieldShape } from './town.js';

/** How much heavier a month is at the peak of a field. */
const PEAK = 1.5;

/**
 * When the field's dossiers are handed in: on working days, in working hours, by month, weekday, the rush after Tết
 * and the hour of the day.
 */
export function registrationMoments(field: FieldShape, calendar: WorkingCalendar, random: Random): Instant[] {
  const days = workingDays(calendar);
  const inMonth = new Map<string, number>();
  for (const day of days) inMonth.set(day.slice(0, 7), (inMonth.get(day.slice(0, 7)) ?? 0) + 1);
  const weighted = days.map((day) => [day, weightOf(day, field.peak, inMonth)] as const);
  return Array.from({ length: field.count }, () => momentOn(random.weighted(weighted), random));
}

function workingDays(calendar: WorkingCalendar): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) days.push(day);
  return days;
}

/** A month's share over its working days; the two halves of December weigh as what they are of it. */
function weightOf(day: PlainDate, peak: readonly number[], inMonth: ReadonlyMap<string, number>): number {
  const month = Number(day.slice(5, 7));
  const isHalf = month === 12;
  const monthly = (MONTHS[month - 1] ?? 100) * (isHalf ? 0.5 : 1) * (peak.includes(month) ? PEAK : 1);
  const weekday = WEEKDAYS[weekdayOf(day) - 1] ?? 20;
  const tet = day >= AFTER_TET.firstDay && day <= AFTER_TET.lastDay ? AFTER_TET.factor : 1;
  return (monthly / (inMonth.get(day.slice(0, 7)) ?? 1)) * weekday * tet;
}

function momentOn(day: PlainDate, random: Random): Instant {
  const [from, until] = random.weighted(HOURS);
  return (atMinute(day, random.between(from, until - 1)) + random.between(0, 59) * SECOND) as Instant;
}
