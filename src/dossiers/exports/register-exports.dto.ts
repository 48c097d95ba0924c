import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Code, Day, Optional, Pattern, Text } from '../../platform/web/validation.js';

/** GET /papers/register/exports */
export class ExportsQuery {
  /** id of the last one of the page before */
  @Optional()
  @Pattern(/^[0-9a-f-]{36}$/, 36, '0190…')
  cursor?: string;
}

/** POST /papers/register/exports */
export class ExportForm {
  @Code()
  unit!: string;

  /** the registers of all desks below it, too */
  @Optional()
  @Bool()
  below?: boolean;

  /** first day, inside */
  @Day()
  from!: PlainDate;

  /** last day, inside */
  @Day()
  to!: PlainDate;

  /** why whole telephone numbers are needed; left out, they are masked */
  @Optional()
  @Text({ min: 10, max: 600, lines: true })
  reason?: string;
}
