import { Optional, Pattern, Text } from '../../platform/web/validation.js';

const LONGEST = 500;
/** Pages of reports whose whole question stands in the address; nobody's name or number is ever part of one. */
const ADDRESS = /^\/reports\/(?:on-time|ii06|narrative|stages|online|desk-evaluation)(?:\?[A-Za-z0-9=&.%+_-]{0,440})?$/;
const EXAMPLE = '/reports/on-time?period=2023-05';

/** GET /reports/views */
export class ReportViewsQuery {
  /** of the page to be kept; left out, there is only the list */
  @Optional()
  @Pattern(ADDRESS, LONGEST, EXAMPLE)
  address?: string;
}

/** POST /reports/views */
export class SaveViewForm {
  @Text({ min: 1, max: 60 })
  name!: string;

  @Pattern(ADDRESS, LONGEST, EXAMPLE)
  address!: string;
}

/** POST /reports/views/removals */
export class RemoveViewForm {
  @Text({ min: 1, max: 60 })
  name!: string;
}
