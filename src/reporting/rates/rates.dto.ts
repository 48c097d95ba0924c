import { CHANNELS, type Channel } from '../../domain/dossier/status.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Code, Day, OneOf, Optional, Text } from '../../platform/web/validation.js';
import { RATE_GROUPS, type RateGroup, type RatesAsked } from './rates.service.js';

/** GET /reports/on-time; an empty field of the form is one left out */
export class RatesQuery implements RatesAsked {
  /** with everything below it; the reader's own when left out */
  @Optional()
  @Code()
  unit?: string;

  /** `2023-05` (calendar month), `2023-Q2`, `2023-6M`, `2023-9M`, `2023` (day 15 to day 14) */
  @Optional()
  @Text({ min: 4, max: 22 })
  period?: string;

  /** first day, inside; stands in place of the period's */
  @Optional()
  @Day()
  from?: PlainDate;

  /** last day, inside; stands in place of the period's */
  @Optional()
  @Day()
  to?: PlainDate;

  @Optional()
  @Code()
  field?: string;

  @Optional()
  @Code()
  procedure?: string;

  @Optional()
  @OneOf(CHANNELS)
  channel?: Channel;

  /** by month when left out */
  @Optional()
  @OneOf(RATE_GROUPS)
  groupBy?: RateGroup;
}
