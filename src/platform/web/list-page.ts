import type { ListQuery } from './list.dto.js';

/** A page of a list: what follows begins after `nextCursor`. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
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
