import {
  calendarDayFault,
  hoursInForce,
  isOff,
  type CalendarData,
  type CalendarDay,
  type OffKind,
  type YearState,
} from './calendar-day.js';
import { DayShapes } from './day-shapes.js';
import type { Instant } from './instant.js';
import { fromLocalMinute, localMinute } from './local-minute.js';
import { dayNumber, fromDayNumber, plainDate, weekdayOfNumber, yearOf, type PlainDate } from './plain-date.js';
import { OFF, UNKNOWN } from './timeline-tables.js';
import { weeklyHoursFault, type Spell } from './weekly-hours.js';
import { WorkingTimeline } from './working-timeline.js';

/**
 * Which minutes are worked, by stored data only. A working day is a day with any working minute; a short day
 * counts as one (R1). A day of a year that is not loaded, or only projected, or that no weekly hours cover, is
 * unknown: every method that touches one throws DomainError `calendar.missing` with the `year`. Immutable; a
 * change of the calendar makes a new one.
 *
 * Building costs about a millisecond per year; every question afterwards O(log n) or better.
 */
export class WorkingCalendar {
  /** the integer arithmetic that `deadline.ts` counts on */
  readonly timeline: WorkingTimeline;
  private readonly named: ReadonlyMap<PlainDate, CalendarDay>;
  private readonly years: ReadonlyMap<number, YearState>;

  /** @throws RangeError when the data contradict themselves; the screens that take them in check beforehand */
  constructor(data: CalendarData) {
    refuseContradictions(data);
    this.named = new Map(data.days.map((day) => [day.date, day]));
    this.years = new Map(data.years.map(({ year, state }) => [year, state]));
    this.timeline = drawTimeline(data, this.named, this.years);
  }

  isWorkingDay(date: PlainDate): boolean {
    return this.timeline.isWorked(this.at(date));
  }

  /** @returns whether the day is in a year that may carry promises */
  covers(date: PlainDate): boolean {
    return this.timeline.isKnown(dayNumber(date));
  }

  /** @returns the first working minute of the day, or null when it is off */
  openingOf(date: PlainDate): Instant | null {
    return this.isWorkingDay(date) ? fromLocalMinute(this.timeline.openingOn(this.at(date))) : null;
  }

  /** @returns the end of work of the day, or null when it is off */
  closingOf(date: PlainDate): Instant | null {
    return this.isWorkingDay(date) ? fromLocalMinute(this.timeline.closingOnOrAfter(this.at(date), 0)) : null;
  }

  /** First working minute at or after the instant (R2). */
  startOf(from: Instant): Instant {
    return fromLocalMinute(this.timeline.startOf(localMinute(from)));
  }

  /**
   * The nth working day after the day (`addWd`, reference 11).
   *
   * @throws RangeError unless n is a whole number from 1 on
   */
  addWorkingDays(date: PlainDate, n: number): PlainDate {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`working days to add must be 1 or more, got ${n}`);
    return this.dateAt(this.timeline.nthWorkingDay(this.at(date), n));
  }

  /** The first working day after the day. */
  nextWorkingDay(date: PlainDate): PlainDate {
    return this.addWorkingDays(date, 1);
  }

  /** The last working day strictly before the day. */
  lastWorkingDayBefore(date: PlainDate): PlainDate {
    return this.dateAt(this.timeline.lastWorkingDayBefore(this.timeline.offset(dayNumber(date))));
  }

  /** Working days in (after, through], 0 when `through` is not later. */
  workingDaysBetween(after: PlainDate, through: PlainDate): number {
    return through <= after ? 0 : this.timeline.workingDaysBetween(this.at(after), this.at(through));
  }

  /** Working minutes in [from, to), 0 when `to` is not later. */
  workingMinutesBetween(from: Instant, to: Instant): number {
    return this.timeline.minutesBetween(localMinute(from), localMinute(to));
  }

  /**
   * The earliest instant by which `minutes` of working time have passed since `from`: a closing is returned as
   * that closing, not as the next opening (R5). None at all: the first working minute.
   *
   * @throws RangeError unless minutes is a whole number from 0 on
   */
  addWorkingMinutes(from: Instant, minutes: number): Instant {
    if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError(`minutes must be 0 or more, got ${minutes}`);
    const start = this.timeline.startOf(localMinute(from));
    if (minutes === 0) return fromLocalMinute(start);
    return fromLocalMinute(this.timeline.momentOf(start, this.timeline.workedBefore(start) + minutes));
  }

  /** @returns the holiday, compensatory day or swapped day off on that date; null for any other, weekends too */
  dayOff(date: PlainDate): { readonly kind: OffKind; readonly name: string } | null {
    const day = this.named.get(date);
    return day && isOff(day.kind) ? { kind: day.kind, name: day.name } : null;
  }

  /** @returns what the calendar says about this very date (days off, swapped and short days) */
  specialDay(date: PlainDate): CalendarDay | undefined {
    return this.named.get(date);
  }

  /** @returns whether a promise over these days, both inside, rests on a projection that a leader confirmed (R1) */
  isProvisional(from: PlainDate, to: PlainDate): boolean {
    for (let year = yearOf(from); year <= yearOf(to); year++) {
      if (this.years.get(year) === 'confirmed') return true;
    }
    return false;
  }

  private at(date: PlainDate): number {
    return this.timeline.position(dayNumber(date));
  }

  private dateAt(position: number): PlainDate {
    return fromDayNumber(this.timeline.dayNumberAt(position));
  }
}

function refuseContradictions({ weekly, days, years }: CalendarData): void {
  const fault = weeklyHoursFault(weekly);
  if (fault) throw new RangeError(fault);
  for (const day of days) {
    const wrong = calendarDayFault(day);
    if (wrong) throw new RangeError(`${day.date}: ${wrong}`);
  }
  if (new Set(days.map(({ date }) => date)).size < days.length) throw new RangeError('a day stands twice');
  if (new Set(years.map(({ year }) => year)).size < years.length) throw new RangeError('a year stands twice');
}

function drawTimeline(
  { weekly }: CalendarData,
  named: ReadonlyMap<PlainDate, CalendarDay>,
  years: ReadonlyMap<number, YearState>,
): WorkingTimeline {
  const usable = [...years].filter(([, state]) => state !== 'projected').map(([year]) => year);
  if (usable.length === 0) return new WorkingTimeline(0, new Int16Array(0), new DayShapes([]));
  const first = dayNumber(plainDate(`${Math.min(...usable)}-01-01`));
  const last = dayNumber(plainDate(`${Math.max(...usable)}-12-31`));
  const shapes = new ShapeNumbers();
  const shapeByDay = new Int16Array(last - first + 1).fill(UNKNOWN);
  for (const year of usable) {
    const end = dayNumber(plainDate(`${year}-12-31`));
    for (let day = dayNumber(plainDate(`${year}-01-01`)); day <= end; day++) {
      const spells = spellsOf(day, weekly, named);
      if (spells) shapeByDay[day - first] = shapes.numberOf(spells);
    }
  }
  return new WorkingTimeline(first, shapeByDay, new DayShapes(shapes.all));
}

/** @returns the hours of the day, empty when it is off, undefined when no weekly hours are in force */
function spellsOf(
  day: number,
  weekly: CalendarData['weekly'],
  named: ReadonlyMap<PlainDate, CalendarDay>,
): readonly Spell[] | undefined {
  const date = fromDayNumber(day);
  const hours = hoursInForce(weekly, date);
  if (!hours) return undefined;
  const special = named.get(date);
  if (!special) return hours.spells[weekdayOfNumber(day)];
  if (isOff(special.kind)) return [];
  const worked = special.spells ?? hours.spells[1];
  if (worked.length === 0) throw new RangeError(`${date}: no Monday hours to work on a swapped day`);
  return worked;
}

/** Gives equal hours the same number, in the order of their first appearance. */
class ShapeNumbers {
  readonly all: (readonly Spell[])[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(spells: readonly Spell[]): number {
    if (spells.length === 0) return OFF;
    const key = spells.map(({ opens, closes }) => `${opens}-${closes}`).join(' ');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.all.length);
    return this.all.push(spells) - 1;
  }
}
