import { Code, Int, Optional } from './validation.js';

/** A page of a list: what follows begins after `nextCursor`. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

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

const DEFAULT_LIMIT = 50;

/**
 * Cuts a page out of a list that is held in memory.
 *
 * @param items in the order of their keys
 * @param keyOf unique, and the cursor
 */
export function listPage<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit = DEFAULT_LIMIT, cursor }: ListQuery,
): ListPage<T> {
  const rest = cursor === undefined ? items : items.filter((item) => keyOf(item) > cursor);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { items: page, nextCursor: last !== undefined && rest.length > limit ? keyOf(last) : null };
}
