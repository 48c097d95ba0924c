import type { PlainDate } from '../domain/time/plain-date.js';
import { ListQuery } from '../platform/web/list.dto.js';
import { Bool, Code, Day, ListOf, OneOf, Optional, Pattern, Text } from '../platform/web/validation.js';
import { UNIT_CODE } from './unit-faults.js';
import { SETTING_KEYS, type SettingKey } from './unit-settings.js';
import { UNIT_KINDS, type UnitKind } from './unit.js';

export class UnitQuery extends ListQuery {
  @Optional()
  @OneOf(UNIT_KINDS)
  kind?: UnitKind;

  /** only this unit and those below it */
  @Optional()
  @Code()
  under?: string;
}

export class SettingRequest {
  @OneOf(SETTING_KEYS)
  key!: SettingKey;

  @Text({ min: 1, max: 400 })
  value!: string;

  /** first day on which it holds */
  @Day()
  validFrom!: PlainDate;
}

/** Only what is to change; an empty text takes a value away. */
export class UnitChangeRequest {
  @Optional()
  @Text({ min: 2, max: 200 })
  name?: string;

  @Optional()
  @Text({ min: 1, max: 80 })
  shortName?: string;

  @Optional()
  @Text({ min: 1, max: 80 })
  place?: string;

  @Optional()
  @Text({ min: 0, max: 300 })
  address?: string;

  @Optional()
  @Text({ min: 0, max: 40 })
  phone?: string;

  @Optional()
  @Text({ min: 0, max: 40 })
  hotline?: string;

  @Optional()
  @Text({ min: 0, max: 200 })
  letterheadSuperior?: string;

  @Optional()
  @Text({ min: 2, max: 200 })
  letterheadAgency?: string;

  @Optional()
  @Text({ min: 2, max: 80 })
  signerTitle?: string;

  @Optional()
  @Text({ min: 0, max: 80 })
  signerAuthority?: string;

  @Optional()
  @Text({ min: 0, max: 120 })
  signerName?: string;

  @Optional()
  @Bool()
  hasDesk?: boolean;

  @Optional()
  @Code()
  deskUnitCode?: string;

  /** first day on which the unit is no more */
  @Optional()
  @Day()
  validTo?: PlainDate;

  @Optional()
  @ListOf(() => SettingRequest, { min: 0, max: 20 })
  settings?: SettingRequest[];
}

export class NewUnitRequest {
  @Pattern(UNIT_CODE, 40, 'H45.20.05')
  code!: string;

  @Code()
  parentCode!: string;

  @OneOf(UNIT_KINDS.filter((kind) => kind !== 'town'))
  kind!: UnitKind;

  @Text({ min: 2, max: 200 })
  name!: string;

  @Text({ min: 1, max: 80 })
  shortName!: string;

  @Text({ min: 1, max: 80 })
  place!: string;

  @Text({ min: 2, max: 200 })
  letterheadAgency!: string;

  @Optional()
  @Text({ min: 0, max: 200 })
  letterheadSuperior?: string;

  @Text({ min: 2, max: 80 })
  signerTitle!: string;

  @Optional()
  @Text({ min: 0, max: 80 })
  signerAuthority?: string;

  @Bool()
  hasDesk!: boolean;

  /** the desk that receives for it; left out, its own when it has one */
  @Optional()
  @Code()
  deskUnitCode?: string;

  @Day()
  validFrom!: PlainDate;
}
