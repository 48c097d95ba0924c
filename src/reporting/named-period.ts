import { DomainError } from '../domain/errors.js';
import { parsePeriod, yearAtHand, type DayRange, type Period } from '../domain/kpi/period.js';
import type { PlainDate } from '../domain/time/plain-date.js';

/**
 * @param code as it stands in the address; undefined: the year of statutory reports at hand
 * @throws DomainError `request.invalid` when it names no period
 */
export function periodAtHand(code: string | undefined, today: PlainDate): Period {
  return code === undefined ? yearAtHand(today) : parsePeriod(code);
}

/**
 * A period made of whole half-months, as some figures are only kept by these.
 *
 * @param code as it stands in the address; undefined: the year of statutory reports at hand
 * @throws DomainError `request.invalid` for what is none, or has not begun
 */
export function namedPeriod(code: string | undefined, today: PlainDate): Period {
  const period = periodAtHand(code, today);
  if (!period.code.includes('..') && period.from <= today) return period;
  const message = 'Kỳ báo cáo phải là một tháng, quý, 6 tháng, 9 tháng hoặc năm đã bắt đầu';
  throw new DomainError('request.invalid', 'not a period to report on', {}, [{ field: 'period', message }]);
}

/** Days that are not over yet are not asked about. */
export function soFar({ from, to }: DayRange, today: PlainDate): DayRange {
  return { from, to: to < today ? to : today };
}
