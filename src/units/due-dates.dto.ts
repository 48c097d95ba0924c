import { LIMIT_UNITS, MAX_AMOUNT, type LimitUnit } from '../domain/procedure/time-limit.js';
import type { Instant } from '../domain/time/instant.js';
import { Code, Int, IsoInstant, OneOf, Optional, Part } from '../platform/web/validation.js';

const LARGEST = Math.max(...Object.values(MAX_AMOUNT));

export class TimeLimitRequest {
  /** 0 for `same_day` */
  @Int({ min: 0, max: LARGEST })
  amount!: number;

  @OneOf(LIMIT_UNITS)
  unit!: LimitUnit;
}

export class DueDateRequest {
  @IsoInstant()
  acceptedAt!: Instant;

  @Part(() => TimeLimitRequest)
  limit!: TimeLimitRequest;

  /** whose hours count; left out, everyone's */
  @Optional()
  @Code()
  unitCode?: string;
}
