import { calendarMonthOf, day15YearOf, monthsUpTo, parsePeriod, type Period } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';

const MONTHS = 12;

/** Periods that a form offers on a day, the nearest first: this month and those before, quarters, years. */
export function offeredPeriods(today: PlainDate): Period[] {
  const year = day15YearOf(today);
  const last = String(Number(year.code) - 1);
  const quartersOf = (code: string): Period[] => ['Q1', 'Q2', 'Q3', 'Q4'].map((part) => parsePeriod(`${code}-${part}`));
  const statutory = [...quartersOf(year.code), parsePeriod(last), ...quartersOf(last)];
  return [year, ...monthsUpTo(today, MONTHS).toReversed(), ...statutory.filter(({ from }) => from <= today)];
}

/**
 * @param code as it stands in the address; undefined: the year of statutory reports, until now
 * @throws DomainError `request.invalid` when it names no period
 */
export function periodOf(code: string | undefined, today: PlainDate): Period {
  return code === undefined ? day15YearOf(today) : parsePeriod(code);
}

/** The month that a register is for: the period itself when it is one, else the one that holds today. */
export function registerMonth(period: Period, today: PlainDate): Period {
  const isMonth = period.basis === 'calendar' && period.code.length === 7;
  return isMonth ? period : calendarMonthOf(today);
}
