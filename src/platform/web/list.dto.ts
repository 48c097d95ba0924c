import { Code, Int, Optional } from './validation.js';

/** `?limit=&cursor=` of every list (docs/openapi.json). */
export class ListQuery {
  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Code()
  cursor?: string;
}
