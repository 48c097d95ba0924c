import { Code, Optional, Text } from '../../platform/web/validation.js';

/** GET /reports/narrative */
export class NarrativeQuery {
  /** with everything below it; the reader's own when left out */
  @Optional()
  @Code()
  unit?: string;

  /** `2023-05` (calendar month), `2023-Q2`, `2023-6M`, `2023-9M`, `2023` (day 15 to day 14) */
  @Optional()
  @Text({ min: 4, max: 22 })
  period?: string;
}
