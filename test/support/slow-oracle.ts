import type { CalendarData } from '../../src/domain/time/calendar-day.js';
import type { DeadlineQuestion, Pause } from '../../src/domain/time/deadline-types.js';
import type { Instant } from '../../src/domain/time/instant.js';

const MINUTE_MS = 60_000;
const HANOI_MINUTES = 7 * 60;
const DAY_MINUTES = 24 * 60;
const OFF_KINDS = ['holiday', 'compensatory', 'swapped_off'];

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Thrown where the oracle would have to look at a day that no calendar knows. */
export class UnknownDay extends Error {}

/**
 * The rules of working time once more, in the plainest way there is: look at one minute after the other and at one
 * day after the other. It shares no arithmetic with src/domain/time and is far too slow for anything but doubting it.
 */
export class SlowOracle {
  private readonly seen = new Map<number, Uint8Array>();

  constructor(private readonly data: CalendarData) {}

  startsAt(from: Instant): Instant {
    return toInstant(this.firstOpen(toMinute(from)));
  }

  budgetMinutes(question: DeadlineQuestion): number {
    return this.countOpen(this.firstOpen(toMinute(question.from)), this.unpausedDue(question), []);
  }

  dueAt(question: DeadlineQuestion): Instant | null {
    const pauses = spansOf(question.pauses ?? []);
    const start = this.firstOpen(toMinute(question.from));
    const budget = this.budgetMinutes(question);
    if (budget === 0) return toInstant(start);
    let used = 0;
    for (let minute = start; ; minute++) {
      if (pauses.some(({ from, to }) => to === Infinity && minute >= from)) return null;
      if (this.isOpen(minute) && !standsStill(minute, pauses) && ++used === budget) return toInstant(minute + 1);
    }
  }

  elapsed(question: DeadlineQuestion, at: Instant): number {
    const start = this.firstOpen(toMinute(question.from));
    return this.countOpen(start, toMinute(at), spansOf(question.pauses ?? []));
  }

  minutesBetween(from: Instant, to: Instant): number {
    return this.countOpen(toMinute(from), toMinute(to), []);
  }

  /** Days since 1970 in Vietnam. */
  isWorkingDay(day: number): boolean {
    return this.minutesOf(day).includes(1);
  }

  addWorkingDays(day: number, n: number): number {
    let found = 0;
    let at = day;
    while (found < n) if (this.isWorkingDay(++at)) found++;
    return at;
  }

  private unpausedDue(question: DeadlineQuestion): number {
    const received = toMinute(question.from);
    const start = this.firstOpen(received);
    const amount = question.limit.amount + (question.extra ?? 0);
    const zero = Math.floor((question.dayZero === 'start' ? start : received) / DAY_MINUTES);
    switch (question.limit.unit) {
      case 'working_hour':
        return this.afterOpen(start, Math.round(amount * 60));
      case 'working_day':
        return this.closing(this.addWorkingDays(zero, amount));
      case 'calendar_day':
        for (let day = zero; day < zero + amount; day++) this.minutesOf(day);
        return this.closing(this.onOrAfter(zero + amount));
      case 'same_day':
        return Math.max(this.closing(this.sameDay(received, question.extra ?? 0)), start);
    }
  }

  private sameDay(received: number, extra: number): number {
    const today = Math.floor(received / DAY_MINUTES);
    const inTime = received % DAY_MINUTES <= 15 * 60;
    const day = this.isWorkingDay(today) && inTime ? today : this.onOrAfter(today + 1);
    return this.addWorkingDays(day, extra);
  }

  private onOrAfter(day: number): number {
    let at = day;
    while (!this.isWorkingDay(at)) at++;
    return at;
  }

  private closing(day: number): number {
    return day * DAY_MINUTES + this.minutesOf(day).lastIndexOf(1) + 1;
  }

  private firstOpen(minute: number): number {
    let at = minute;
    while (!this.isOpen(at)) at++;
    return at;
  }

  private afterOpen(start: number, minutes: number): number {
    let at = start;
    for (let used = 0; used < minutes; at++) if (this.isOpen(at)) used++;
    return at;
  }

  private countOpen(from: number, to: number, pauses: readonly Span[]): number {
    let count = 0;
    for (let minute = from; minute < to; minute++) if (this.isOpen(minute) && !standsStill(minute, pauses)) count++;
    return count;
  }

  private isOpen(minute: number): boolean {
    return this.minutesOf(Math.floor(minute / DAY_MINUTES))[minute % DAY_MINUTES] === 1;
  }

  private minutesOf(day: number): Uint8Array {
    const known = this.seen.get(day);
    if (known) return known;
    const midnight = new Date(day * DAY_MINUTES * MINUTE_MS);
    const minutes = new Uint8Array(DAY_MINUTES);
    for (const { opens, closes } of this.hoursOf(midnight)) {
      for (let minute = opens; minute < closes; minute++) minutes[minute] = 1;
    }
    this.seen.set(day, minutes);
    return minutes;
  }

  private hoursOf(midnight: Date) {
    const date = midnight.toISOString().slice(0, 10);
    const year = this.data.years.find((candidate) => candidate.year === midnight.getUTCFullYear());
    const weekly = this.data.weekly.find((week) => week.validFrom <= date && date <= (week.validTo ?? '9999'));
    if (!weekly || !year || year.state === 'projected') throw new UnknownDay(date);
    const special = this.data.days.find((day) => day.date === date);
    if (special && OFF_KINDS.includes(special.kind)) return [];
    if (special) return special.spells ?? weekly.spells[1];
    const weekdays = [7, 1, 2, 3, 4, 5, 6] as const;
    return weekly.spells[weekdays[midnight.getUTCDay()] ?? 1];
  }
}

function standsStill(minute: number, pauses: readonly Span[]): boolean {
  return pauses.some(({ from, to }) => minute >= from && minute < to);
}

function spansOf(pauses: readonly Pause[]): Span[] {
  return pauses.map(({ from, to }) => ({ from: toMinute(from), to: to === null ? Infinity : toMinute(to) }));
}

function toMinute(at: Instant): number {
  return Math.floor(at / MINUTE_MS) + HANOI_MINUTES;
}

function toInstant(minute: number): Instant {
  return ((minute - HANOI_MINUTES) * MINUTE_MS) as Instant;
}
