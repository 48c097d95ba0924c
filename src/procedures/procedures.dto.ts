import type { DocumentLine } from '../domain/dossier/receipt-facts.js';
import {
  EXTRA_TIME_GRANTERS,
  ONLINE_LEVELS,
  PROCEDURE_LEVELS,
  SUPPLEMENT_MODES,
  type ExtraTime,
  type OnlineLevel,
  type ProcedureLevel,
  type SupplementMode,
} from '../domain/procedure/procedure-version.js';
import { LIMIT_UNITS, MAX_AMOUNT, type LimitUnit } from '../domain/procedure/time-limit.js';
import { FEE_RULE } from '../domain/procedure/fee.js';
import { PROCEDURE_CODE } from '../domain/procedure/version-faults.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { ListQuery } from '../platform/web/list.dto.js';
import { Bool, Code, Day, Int, ListOf, OneOf, Optional, Part, Pattern, Text } from '../platform/web/validation.js';

const LARGEST = Math.max(...Object.values(MAX_AMOUNT));
const GROUND = /^[a-z][a-z0-9_]{1,39}$/;
const CERTAINTY = /^[FKU]\/[FKU]$/;

export class ProcedureQuery extends ListQuery {
  /** words of the code, name or field; accents and case do not matter */
  @Optional()
  @Text({ min: 1, max: 100 })
  q?: string;

  @Optional()
  @Code()
  field?: string;

  /** what is in force on this day; left out, today */
  @Optional()
  @Day()
  onDay?: PlainDate;
}

/** The search field of the page. */
export class ProcedureSearch {
  @Optional()
  @Text({ min: 1, max: 100 })
  q?: string;
}

export class LimitRequest {
  /** 0 for `same_day` */
  @Int({ min: 0, max: LARGEST })
  amount!: number;

  @OneOf(LIMIT_UNITS)
  unit!: LimitUnit;
}

export class UnitAdditionRequest {
  @Code()
  unitCode!: string;

  @Int({ min: 1, max: 60 })
  amount!: number;
}

export class StageRequest {
  /** left out, the unit that received the dossier */
  @Optional()
  @Code()
  unitCode?: string;

  @Int({ min: 1, max: LARGEST })
  amount!: number;
}

export class ExtraTimeRequest {
  @Pattern(GROUND, 40, 'verification')
  ground!: string;

  /** in the limit's unit; working days for a same-day limit */
  @Int({ min: 1, max: 60 })
  maxAmount!: number;

  @OneOf(EXTRA_TIME_GRANTERS)
  grantedBy!: ExtraTime['grantedBy'];

  @Text({ min: 2, max: 200 })
  paper!: string;
}

export class DocumentRequest implements DocumentLine {
  @Text({ min: 2, max: 200 })
  name!: string;

  @Int({ min: 0, max: 99 })
  originals!: number;

  @Int({ min: 0, max: 99 })
  certified!: number;

  @Int({ min: 0, max: 99 })
  copies!: number;
}

export class VersionRequest {
  /** first day on which it holds, after today */
  @Day()
  validFrom!: PlainDate;

  /** first day on which it holds no more */
  @Optional()
  @Day()
  validTo?: PlainDate;

  @Text({ min: 2, max: 300 })
  name!: string;

  /** code of the field (lĩnh vực) */
  @Code()
  field!: string;

  @OneOf(PROCEDURE_LEVELS)
  level!: ProcedureLevel;

  /** who decides what the town's desk received; none for a commune's procedure */
  @Optional()
  @Code()
  responsibleUnitCode?: string;

  @Part(() => LimitRequest)
  limit!: LimitRequest;

  @Optional()
  @ListOf(() => UnitAdditionRequest, { min: 0, max: 40 })
  unitAdditions?: UnitAdditionRequest[];

  /** budgets sum to the limit */
  @Optional()
  @ListOf(() => StageRequest, { min: 0, max: 20 })
  stages?: StageRequest[];

  @Optional()
  @ListOf(() => ExtraTimeRequest, { min: 0, max: 20 })
  extraTimes?: ExtraTimeRequest[];

  @Optional()
  @ListOf(() => DocumentRequest, { min: 0, max: 40 })
  documents?: DocumentRequest[];

  @Int({ min: 0, max: 5 })
  maxSupplements!: number;

  @Int({ min: 1, max: 30 })
  supplementDeadlineWd!: number;

  @OneOf(SUPPLEMENT_MODES)
  supplementMode!: SupplementMode;

  /** may be served while the citizen waits */
  @Bool()
  instant!: boolean;

  @Int({ min: 0, max: 1_000_000_000 })
  feeVnd!: number;

  @Optional()
  @Text({ min: 1, max: 200 })
  feeNote?: string;

  /** `copy;10000`: so much a copy; `page;2000;2;1000;200000`: a page, how many of them, each further one, at most a copy */
  @Optional()
  @Pattern(FEE_RULE, 60, 'page;2000;2;1000;200000')
  feeRule?: string;

  @OneOf(ONLINE_LEVELS)
  onlineLevel!: OnlineLevel;

  @Text({ min: 2, max: 400 })
  legalBasis!: string;

  /** of the code / of the duration: F found, K known, U uncertain */
  @Pattern(CERTAINTY, 3, 'F/K')
  certainty!: string;

  @Optional()
  @Text({ min: 1, max: 400 })
  note?: string;
}

export class ProcedureRequest extends VersionRequest {
  @Pattern(PROCEDURE_CODE, 20, '1.004884')
  code!: string;
}
