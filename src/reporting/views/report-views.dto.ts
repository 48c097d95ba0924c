import { Optional, Pattern, Text } from '../../platform/web/validation.js';
import { REPORT_ADDRESS } from './report-address.js';

const LONGEST = 500;
const EXAMPLE = '/reports/on-time?period=2023-05';

/** GET /reports/views */
export class ReportViewsQuery {
  /** of the page to be kept; left out, there is only the list */
  @Optional()
  @Pattern(REPORT_ADDRESS, LONGEST, EXAMPLE)
  address?: string;
}

/** POST /reports/views */
export class SaveViewForm {
  @Text({ min: 1, max: 60 })
  name!: string;

  @Pattern(REPORT_ADDRESS, LONGEST, EXAMPLE)
  address!: string;
}

/** POST /reports/views/removals */
export class RemoveViewForm {
  @Text({ min: 1, max: 60 })
  name!: string;
}
