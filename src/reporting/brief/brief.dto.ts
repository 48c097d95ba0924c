import { Code, Optional } from '../../platform/web/validation.js';

/** GET /reports/brief */
export class BriefQuery {
  /** with everything below it; the reader's own when left out */
  @Optional()
  @Code()
  unit?: string;
}
