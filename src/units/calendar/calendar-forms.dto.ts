import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Day, Int, Optional, Pattern, Text } from '../../platform/web/validation.js';

/** A pasted notice of days off, to be compared with the calendar. */
export class NoticeForm {
  @Text({ min: 1, max: 6_000, lines: true })
  text!: string;

  /** the document, with number and date */
  @Text({ min: 5, max: 300 })
  source!: string;

  /** the notice says all of its years */
  @Optional()
  @Bool()
  wholeYears?: boolean;
}

export class NoticeSaveForm extends NoticeForm {
  /** of the calendar that the notice was compared with */
  @Int({ min: 0, max: 2_000_000_000 })
  revision!: number;

  /** lines that were not understood have been looked at */
  @Optional()
  @Bool()
  seen?: boolean;
}

const UNIT = /^(?:\*|[A-Za-z0-9][A-Za-z0-9._-]{0,39})$/;

/** Hours of each weekday; a day left out is not worked. */
export class HoursForm {
  /** `*`: everyone without hours of their own */
  @Pattern(UNIT, 40, 'H45.20')
  unitCode!: string;

  @Day()
  validFrom!: PlainDate;

  @Optional()
  @Text({ min: 1, max: 60 })
  hours1?: string;

  @Optional()
  @Text({ min: 1, max: 60 })
  hours2?: string;

  @Optional()
  @Text({ min: 1, max: 60 })
  hours3?: string;

  @Optional()
  @Text({ min: 1, max: 60 })
  hours4?: string;

  @Optional()
  @Text({ min: 1, max: 60 })
  hours5?: string;

  @Optional()
  @Text({ min: 1, max: 60 })
  hours6?: string;

  @Optional()
  @Text({ min: 1, max: 60 })
  hours7?: string;
}
