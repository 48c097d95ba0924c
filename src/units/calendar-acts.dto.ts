import { CALENDAR_FILES, type CalendarFile } from '../calendar/calendar-import.service.js';
import type { Confidence } from '../calendar/calendar-facts.js';
import { DAY_KINDS, type DayKind } from '../domain/time/calendar-day.js';
import { ImportQuery } from '../platform/web/import.dto.js';
import { OneOf, Optional, Pattern, Text } from '../platform/web/validation.js';

const HOURS = /^\d{2}:\d{2}-\d{2}:\d{2}(?: \d{2}:\d{2}-\d{2}:\d{2}){0,3}$/;

export class CalendarDayRequest {
  /** `ordinary` takes back whatever was special about the day */
  @OneOf([...DAY_KINDS, 'ordinary'])
  kind!: DayKind | 'ordinary';

  @Text({ min: 2, max: 200 })
  name!: string;

  /** the decision, with number and date */
  @Text({ min: 2, max: 400 })
  source!: string;

  @Optional()
  @OneOf(['high', 'medium', 'projected'])
  confidence?: Confidence;

  /** hours of a short or swapped day */
  @Optional()
  @Pattern(HOURS, 60, '07:30-11:30 13:30-17:00')
  hours?: string;

  /** demanded for a day already past */
  @Optional()
  @Text({ min: 10, max: 500 })
  reason?: string;
}

export class CalendarImportQuery extends ImportQuery {
  /** what the file holds; left out, days off */
  @Optional()
  @OneOf(CALENDAR_FILES)
  kind?: CalendarFile;
}
