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

/** What papers say of a unit, from a day on; what is left out is empty then. */
export class PapersForm {
  @Day()
  validFrom!: PlainDate;

  @Text({ min: 2, max: 200 })
  letterheadAgency!: string;

  @Optional()
  @Text({ min: 1, max: 200 })
  letterheadSuperior?: string;

  @Text({ min: 1, max: 80 })
  place!: string;

  @Text({ min: 2, max: 80 })
  signerTitle!: string;

  @Optional()
  @Text({ min: 1, max: 80 })
  signerAuthority?: string;

  @Optional()
  @Text({ min: 1, max: 120 })
  signerName?: string;

  @Optional()
  @Text({ min: 1, max: 300 })
  address?: string;

  @Optional()
  @Text({ min: 1, max: 40 })
  phone?: string;

  @Optional()
  @Text({ min: 1, max: 40 })
  hotline?: string;

  /** the decision behind it */
  @Optional()
  @Text({ min: 1, max: 400 })
  reason?: string;
}

export class UnitChoice {
  @Optional()
  @Code()
  unit?: string;
}
