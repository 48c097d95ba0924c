import { dueAt } from '../../src/domain/time/deadline.js';
import type { DeadlineQuestion } from '../../src/domain/time/deadline-types.js';
import { DAY, MINUTE, ZONE_OFFSET, type Instant } from '../../src/domain/time/instant.js';
import { dayNumber, fromDayNumber, plainDate } from '../../src/domain/time/plain-date.js';
import type { WorkingCalendar } from '../../src/domain/time/working-calendar.js';
import type { LimitUnit } from '../../src/domain/procedure/time-limit.js';
import { deskCalendar } from '../support/desk-calendar.js';
import { median, type BenchResult } from './result.js';

const QUESTIONS = 100_000;
const ROUNDS = 12;
const PASSES = 5;
const FIRST = plainDate('2021-01-04');

/** Share of each unit among real procedures of a district desk: most limits are working days. */
const UNITS: readonly LimitUnit[] = [
  'working_day',
  'working_day',
  'working_day',
  'working_day',
  'working_hour',
  'working_hour',
  'calendar_day',
  'same_day',
];

/**
 * Due dates a second over mixed limits on the desk's real calendar, against the least any due date can cost: read
 * the question, find its day, look the answer up in an array.
 */
export async function bench(): Promise<BenchResult> {
  const calendar = deskCalendar();
  const questions = mixedQuestions();
  const table = closingByDay(calendar);
  const rates: { ours: number[]; limit: number[] } = { ours: [], limit: [] };
  for (let round = 0; round < ROUNDS; round++) {
    // in turns, so that a noisy minute of the machine falls on both
    rates.ours.push(rate(() => sumOfDueDates(calendar, questions)));
    rates.limit.push(rate(() => sumOfLookUps(table, questions)));
    await Promise.resolve();
  }
  const [ours, limit] = [median(rates.ours), median(rates.limit)];
  return { name: 'due dates', ours, limit, unit: 'per second', ratio: ours / limit, target: 3_000_000 };
}

function sumOfDueDates(calendar: WorkingCalendar, questions: readonly DeadlineQuestion[]): number {
  let sum = 0;
  for (const question of questions) sum += dueAt(calendar, question) ?? 0;
  return sum;
}

function sumOfLookUps(table: Float64Array, questions: readonly DeadlineQuestion[]): number {
  const first = dayNumber(FIRST);
  let sum = 0;
  for (const { from, limit } of questions) {
    const day = Math.floor((from + ZONE_OFFSET) / DAY) - first;
    sum += table[day + limit.amount] ?? 0;
  }
  return sum;
}

function rate(work: () => number): number {
  const before = process.hrtime.bigint();
  let kept = 0;
  for (let pass = 0; pass < PASSES; pass++) kept += work();
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  // using the sum keeps the optimiser from dropping the work
  if (!(kept > 0)) throw new Error('nothing was computed');
  return Math.round((QUESTIONS * PASSES) / seconds);
}

function closingByDay(calendar: WorkingCalendar): Float64Array {
  const first = dayNumber(FIRST);
  const table = new Float64Array(dayNumber(plainDate('2026-12-31')) - first + 1);
  return table.map((_, day) => Number(calendar.closingOf(fromDayNumber(first + day)) ?? 0));
}

/** The same questions in every run: a small linear congruence instead of chance. */
function mixedQuestions(): DeadlineQuestion[] {
  let state = 20_230_517;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const start = dayNumber(FIRST) * DAY - ZONE_OFFSET;
  return Array.from({ length: QUESTIONS }, () => {
    const unit = UNITS[next(UNITS.length)] ?? 'working_day';
    const from = (start + next(5 * 365) * DAY + next(1440) * MINUTE) as Instant;
    const amount = unit === 'same_day' ? 0 : 1 + next(unit === 'working_hour' ? 40 : 30);
    return { from, limit: { amount, unit }, dayZero: next(4) === 0 ? 'start' : 'receipt' };
  });
}
