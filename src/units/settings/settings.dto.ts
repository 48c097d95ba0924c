import type { PlainDate } from '../../domain/time/plain-date.js';
import { Code, Day, Optional, Text } from '../../platform/web/validation.js';

/** One decision of a unit, from a day on. */
export class SettingForm {
  /** left out where emptiness says something, e.g. no hours on Saturdays */
  @Optional()
  @Text({ min: 1, max: 400 })
  value?: string;

  @Day()
  validFrom!: PlainDate;
}

export class UnitChoice {
  @Optional()
  @Code()
  unit?: string;
}
