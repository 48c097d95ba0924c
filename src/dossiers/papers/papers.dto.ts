import type { PlainDate } from '../../domain/time/plain-date.js';
import { PAPER_SHEETS, type PaperSheet } from '../../units/unit-settings.js';
import { Code, Day, OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';

export class SheetQuery {
  /** left out: the sheet that the reader's unit decided for */
  @Optional()
  @OneOf(PAPER_SHEETS)
  size?: PaperSheet;
}

export class RegisterQuery {
  /** a desk below the reader's own; left out, their own */
  @Optional()
  @Code()
  unit?: string;

  /** first day, inside; left out, the first of this month */
  @Optional()
  @Day()
  from?: PlainDate;

  /** last day, inside; left out, today */
  @Optional()
  @Day()
  to?: PlainDate;

  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

export class RegisterPhonesForm extends RegisterQuery {
  /** why whole numbers are needed; it stays in the audit trail */
  @Text({ min: 10, max: 600, lines: true })
  reason!: string;

  /** a page to print, or a file */
  @Optional()
  @OneOf(['page', 'pdf'])
  as?: 'page' | 'pdf';
}

export class ResultSlipQuery {
  /** whose results; left out, the first agency that works for this desk */
  @Optional()
  @Code()
  unit?: string;

  /** when the desk received them; left out, today */
  @Optional()
  @Day()
  day?: PlainDate;
}

export class RefusalListQuery {
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}
