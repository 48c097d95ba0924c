import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Code, Day, OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';
import { UNIT_CODE } from '../unit-faults.js';
import { UNIT_KINDS, type UnitKind } from '../unit.js';

export class UnitsListQuery {
  /** those that are no more, too */
  @Optional()
  @Bool()
  all?: boolean;

  /** words of the name; accents do not matter */
  @Optional()
  @Text({ min: 1, max: 100 })
  q?: string;
}

/** From which day something holds, and by which decision. */
class DatedForm {
  @Day()
  validFrom!: PlainDate;

  @Optional()
  @Text({ min: 2, max: 380 })
  reason?: string;
}

/** What papers say of a unit, from a day on; what is left out is empty then. */
export class PapersForm extends DatedForm {
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
}

/** All that a unit is called, where it is reached and who signs for it. */
export class UnitFactsForm extends PapersForm {
  @Text({ min: 2, max: 200 })
  name!: string;

  @Text({ min: 1, max: 80 })
  shortName!: string;

  @Optional()
  @Bool()
  hasDesk?: boolean;

  /** the desk that receives for it; its own when it has one */
  @Optional()
  @Code()
  deskUnitCode?: string;
}

export class NewUnitForm extends UnitFactsForm {
  @Pattern(UNIT_CODE, 40, 'H45.20.05')
  code!: string;

  @Code()
  parentCode!: string;

  @OneOf(UNIT_KINDS.filter((kind) => kind !== 'town'))
  kind!: UnitKind;
}

export class UnitMoveForm extends DatedForm {
  @Code()
  parentCode!: string;
}

export class UnitClosureForm extends DatedForm {
  /** who goes on with its work */
  @Optional()
  @Code()
  successorCode?: string;
}
