import { DomainError } from '../domain/errors.js';
import type { Instant } from '../domain/time/instant.js';
import { writeInstant } from '../platform/database/instant-column.js';

/** The row a page of a list ended at; lists are ordered by an instant and then by id. */
export interface ListPlace {
  /** as instants stand in SQL parameters */
  readonly at: string;
  readonly id: string;
}

export function writeCursor(at: Instant, id: string): string {
  return Buffer.from(JSON.stringify([writeInstant(at), id])).toString('base64url');
}

/**
 * @returns null for no cursor: the list begins
 * @throws DomainError `request.malformed` for a cursor we did not give
 */
export function readCursor(cursor: string | undefined): ListPlace | null {
  if (cursor === undefined) return null;
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof at === 'string' && typeof id === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(at)) return { at, id };
  } catch {
    // fall through: not one of ours
  }
  throw new DomainError('request.malformed', 'this cursor belongs to another list: begin again without it');
}
