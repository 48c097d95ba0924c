import { CAUSES, type Cause } from '../../domain/apology/cause.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import { LOCALES } from '../../platform/templates/i18n.js';
import { Code, OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';

/** GET /letters/coverage */
export class CoveragePageQuery {
  /** with everything below it where the reader may see that; their own when left out */
  @Optional()
  @Code()
  unit?: string;

  /** `2023-05` (calendar month), `2023-Q2`, `2023-6M`, `2023-9M`, `2023` (day 15 to day 14), or two days */
  @Optional()
  @Text({ min: 4, max: 22 })
  period?: string;
}

/** GET /letters/coverage/charts/{name}: the language only tells pictures apart, it is chosen by cookie */
export class CoverageChartQuery extends CoveragePageQuery {
  @Optional()
  @OneOf(LOCALES)
  locale?: string;
}

/** GET /letters/coverage/lists/{list} */
export class CoverListQuery extends CoveragePageQuery {
  @Optional()
  @OneOf(CAUSES)
  cause?: Cause;

  @Optional()
  @OneOf(['ours', 'other_agency', 'none'])
  fault?: Fault;

  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}
