import type { PlainDate } from '../domain/time/plain-date.js';
import { LOCALES } from '../platform/templates/i18n.js';
import { Code, Day, OneOf, Optional, Text } from '../platform/web/validation.js';
import { GROUP_BY, type GroupBy } from './on-time.service.js';

export class OnTimeQueryDto {
  /** First day, inside. */
  @Day()
  from!: PlainDate;

  /** Last day, inside. */
  @Day()
  to!: PlainDate;

  /** What makes a row; by unit when left out. */
  @Optional()
  @OneOf(GROUP_BY)
  groupBy?: GroupBy;

  /** With everything below it; your own when left out. */
  @Optional()
  @Code()
  unit?: string;
}

export class DistanceQueryDto {
  /** `2023-05` (calendar month), `2023-Q2`, `2023-6M`, `2023-9M`, `2023` (day 15 to day 14). */
  @Text({ min: 4, max: 22 })
  period!: string;

  /** With everything below it; your own when left out. */
  @Optional()
  @Code()
  unit?: string;
}

export class ChartQueryDto {
  /** With everything below it; your own when left out. */
  @Optional()
  @Code()
  unit?: string;

  /** Only tells pictures of the two languages apart; the reader's language is chosen by cookie. */
  @Optional()
  @OneOf(LOCALES)
  locale?: string;

  /** Only tells the picture of now from the one of a moment ago: hours and minutes. */
  @Optional()
  @Text({ min: 4, max: 4 })
  at?: string;
}
