import { DomainError } from '../errors.js';
import { NO_MORE, type DayShapes } from './day-shapes.js';
import { dayOfMinute, MINUTES_A_DAY } from './local-minute.js';
import { fromDayNumber, yearOf } from './plain-date.js';
import { countWorkingDays, signposts, STEP_BITS, unbrokenStretches } from './timeline-tables.js';

/**
 * The arithmetic under `WorkingCalendar`: working days and working minutes counted once, when the calendar is
 * built, so that each question is a subtraction or a look-up however long the limit is. Days are positions from
 * the first day on, minutes are local minutes (`localMinute`), all integers in typed arrays.
 *
 * Every answer that would lean on a day outside the calendar is refused with DomainError `calendar.missing` and
 * the first year that is missing (R1).
 */
export class WorkingTimeline {
  private readonly days: number;
  /** working days before the day */
  private readonly ordinal: Int32Array;
  /** last day of the unbroken stretch of known days, or -1 for an unknown day */
  private readonly knownUntil: Int32Array;
  /** by working day: its position, shape, opening, closing and the working minutes before it */
  private readonly dayOf: Int32Array;
  private readonly shapeOf: Uint16Array;
  private readonly opening: Int32Array;
  private readonly closing: Int32Array;
  private readonly minutesTo: Int32Array;
  private readonly wayFinder: Int32Array;
  private readonly workingDays: number;

  constructor(
    private readonly firstDay: number,
    shapeByDay: Int16Array,
    private readonly shapes: DayShapes,
  ) {
    this.days = shapeByDay.length;
    this.ordinal = countWorkingDays(shapeByDay);
    this.knownUntil = unbrokenStretches(shapeByDay);
    this.workingDays = this.ordinal[this.days] as number;
    this.dayOf = new Int32Array(this.workingDays);
    this.shapeOf = new Uint16Array(this.workingDays);
    this.opening = new Int32Array(this.workingDays);
    this.closing = new Int32Array(this.workingDays);
    this.minutesTo = new Int32Array(this.workingDays + 1);
    shapeByDay.forEach((shape, day) => {
      if (shape >= 0) this.append(this.ordinal[day] as number, day, shape);
    });
    this.wayFinder = signposts(this.minutesTo);
  }

  /** @returns whether the day (since 1970-01-01) is in a calendar that may be used */
  isKnown(day: number): boolean {
    const at = day - this.firstDay;
    return at >= 0 && at < this.days && (this.knownUntil[at] as number) >= 0;
  }

  /** Position of a day that need not be known. */
  offset(day: number): number {
    return day - this.firstDay;
  }

  /** @returns the day's position @throws DomainError `calendar.missing` when the day is in no calendar */
  position(day: number): number {
    const at = day - this.firstDay;
    if (!this.isKnown(day)) throw this.missing(at);
    return at;
  }

  dayNumberAt(position: number): number {
    return this.firstDay + position;
  }

  /** Last position of the unbroken stretch of known days around `at`. */
  lastKnown(at: number): number {
    return this.knownUntil[at] as number;
  }

  isWorked(at: number): boolean {
    return (this.ordinal[at + 1] as number) > (this.ordinal[at] as number);
  }

  /** Working days among the positions after `from` up to and including `to`; the stretch must be known. */
  workingDaysBetween(from: number, to: number): number {
    this.reach(from, to);
    return (this.ordinal[to + 1] as number) - (this.ordinal[from + 1] as number);
  }

  /** @returns position of the nth working day after `at`, n ≥ 1 */
  nthWorkingDay(at: number, n: number): number {
    return this.dayOf[this.nth(at, n)] as number;
  }

  /** @returns position of the last working day before `at`, whose own calendar is not asked for */
  lastWorkingDayBefore(at: number): number {
    const from = this.position(this.firstDay + at - 1);
    const worked = this.ordinal[at] as number;
    const found = worked > 0 ? (this.dayOf[worked - 1] as number) : -1;
    if (found < 0 || (this.knownUntil[found] as number) < from) throw this.missing(this.firstOfStretch(from) - 1);
    return found;
  }

  /** @returns closing minute of the nth working day after `at`, n ≥ 1 */
  closingOfNth(at: number, n: number): number {
    return this.closing[this.nth(at, n)] as number;
  }

  /** @returns closing minute of the first working day on or after `at + ahead`, ahead ≥ 0 */
  closingOnOrAfter(at: number, ahead: number): number {
    const target = at + ahead;
    if (target > (this.knownUntil[at] as number)) throw this.missingAfter(at);
    const worked = this.ordinal[target] as number;
    return this.closing[this.within(at, worked)] as number;
  }

  /** @returns opening minute of a working day */
  openingOn(at: number): number {
    return this.opening[this.ordinal[at] as number] as number;
  }

  /** @returns opening minute of the nth working day after `at`, n ≥ 1 */
  openingOfNth(at: number, n: number): number {
    return this.opening[this.nth(at, n)] as number;
  }

  /** First working minute at or after `minute` (R2). */
  startOf(minute: number): number {
    const day = dayOfMinute(minute);
    const at = this.position(day);
    const worked = this.ordinal[at] as number;
    if ((this.ordinal[at + 1] as number) > worked) {
      const next = this.shapes.nextOpen(this.shapeOf[worked] as number, minute - day * MINUTES_A_DAY);
      if (next !== NO_MORE) return day * MINUTES_A_DAY + next;
    }
    return this.openingOfNth(at, 1);
  }

  /** Working minutes from the first day of the calendar to `minute`; its own day must be known. */
  workedBefore(minute: number): number {
    const day = dayOfMinute(minute);
    return this.count(this.position(day), minute - day * MINUTES_A_DAY);
  }

  /** The same, for a minute that ends something: 00:00 is then the end of the day before. */
  workedUntil(minute: number): number {
    const day = dayOfMinute(minute - 1);
    return this.count(this.position(day), minute - day * MINUTES_A_DAY);
  }

  /** Working minutes in [from, to), 0 when `to` is not after `from`. */
  minutesBetween(from: number, to: number): number {
    if (to <= from) return 0;
    this.reach(this.position(dayOfMinute(from)), dayOfMinute(to - 1) - this.firstDay);
    return this.workedUntil(to) - this.workedBefore(from);
  }

  /**
   * The earliest minute by which `total` working minutes since the first day of the calendar have passed.
   *
   * @param from a minute before it, from which the stretch must be unbroken
   * @param total more than `workedBefore(from)`
   */
  momentOf(from: number, total: number): number {
    const at = this.position(dayOfMinute(from));
    if (total > (this.minutesTo[this.workingDays] as number)) throw this.missingAfter(at);
    let low = this.wayFinder[(total - 1) >> STEP_BITS] as number;
    let high = this.wayFinder[((total - 1) >> STEP_BITS) + 1] as number;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.minutesTo[middle] as number) < total) low = middle;
      else high = middle - 1;
    }
    const worked = this.within(at, low);
    const day = this.firstDay + (this.dayOf[worked] as number);
    const inDay = total - (this.minutesTo[worked] as number);
    return day * MINUTES_A_DAY + this.shapes.minuteAfter(this.shapeOf[worked] as number, inDay);
  }

  /** @throws DomainError `calendar.missing` unless every day from one position to the other is known */
  private reach(from: number, to: number): void {
    if (to > (this.knownUntil[from] as number)) throw this.missingAfter(from);
  }

  private append(worked: number, day: number, shape: number): void {
    const midnight = (this.firstDay + day) * MINUTES_A_DAY;
    this.dayOf[worked] = day;
    this.shapeOf[worked] = shape;
    this.opening[worked] = midnight + (this.shapes.opens[shape] as number);
    this.closing[worked] = midnight + (this.shapes.closes[shape] as number);
    this.minutesTo[worked + 1] = (this.minutesTo[worked] as number) + (this.shapes.total[shape] as number);
  }

  private count(at: number, minuteOfDay: number): number {
    const worked = this.ordinal[at] as number;
    const before = this.minutesTo[worked] as number;
    if ((this.ordinal[at + 1] as number) === worked) return before;
    return before + this.shapes.minutesBefore(this.shapeOf[worked] as number, minuteOfDay);
  }

  private nth(at: number, n: number): number {
    return this.within(at, (this.ordinal[at + 1] as number) + n - 1);
  }

  /** @returns the same working day, if it lies in the stretch of known days around `at` */
  private within(at: number, worked: number): number {
    if (worked >= this.workingDays || (this.dayOf[worked] as number) > (this.knownUntil[at] as number)) {
      throw this.missingAfter(at);
    }
    return worked;
  }

  private firstOfStretch(at: number): number {
    let first = at;
    while (first > 0 && (this.knownUntil[first - 1] as number) >= at) first--;
    return first;
  }

  private missingAfter(at: number): DomainError {
    return this.missing((this.knownUntil[at] as number) + 1);
  }

  private missing(at: number): DomainError {
    const year = yearOf(fromDayNumber(this.firstDay + at));
    return new DomainError('calendar.missing', `no confirmed calendar for ${year}`, { year });
  }
}
