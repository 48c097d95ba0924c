import { DomainError } from '../../domain/errors.js';
import { instant, toIso, type Instant } from '../../domain/time/instant.js';

/** The row a page of a list ended at; such lists are ordered by an instant and then by id. */
export interface ListPlace {
  /** as instants stand in SQL parameters */
  readonly at: string;
  readonly id: string;
}

const ID = /^[0-9a-f-]{36}$/;

/** @param order which order of the list the place belongs to, e.g. `due`: a place in one is no place in another */
export function writeCursor(order: string, at: Instant, id: string): string {
  return Buffer.from(JSON.stringify([order, toIso(at), id])).toString('base64url');
}

/**
 * @returns null for no cursor: the list begins
 * @throws DomainError `request.malformed` for a cursor we did not give, or of another order
 */
export function readCursor(order: string, cursor: string | undefined): ListPlace | null {
  if (cursor === undefined) return null;
  try {
    const [given, at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (given === order && typeof at === 'string' && typeof id === 'string' && ID.test(id)) {
      return { at: toIso(instant(at)), id };
    }
  } catch {
    // fall through: not one of ours
  }
  throw new DomainError('request.malformed', 'this cursor belongs to another list: begin again without it');
}
