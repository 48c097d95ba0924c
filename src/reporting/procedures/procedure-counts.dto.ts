import { ONLINE_LEVELS, type OnlineLevel } from '../../domain/procedure/procedure-version.js';
import { Code, Int, OneOf, Optional, Text } from '../../platform/web/validation.js';

/** GET /reports/procedures, GET /reports/qd766 */
export class NamedPeriodQuery {
  /** with everything below it; the reader's own when left out */
  @Optional()
  @Code()
  unit?: string;

  /** `2023-05` (calendar month), `2023-Q2`, `2023-6M`, `2023-9M`, `2023` (day 15 to day 14) */
  @Optional()
  @Text({ min: 4, max: 22 })
  period?: string;
}

/** POST /reports/procedures/plans: one number of the plan of a unit and a reporting year */
export class PlanRequest {
  @Code()
  unit!: string;

  @Int({ min: 2000, max: 2199 })
  year!: number;

  @Code()
  fieldCode!: string;

  @OneOf(ONLINE_LEVELS)
  onlineLevel!: OnlineLevel;

  @Int({ min: 0, max: 10_000 })
  planned!: number;
}
