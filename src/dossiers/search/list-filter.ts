import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';

export type ListSort = 'due' | 'accepted' | 'finished';

export type ListStanding = 'in_time' | 'due_soon' | 'overdue' | 'early' | 'on_time' | 'late';

/** The dossiers of few, each looked at: those whose people have this number, or on this slip of a paper book. */
export type Sought =
  | { readonly kind: 'numbers'; readonly idHash: string | null; readonly phoneHash: string | null }
  | { readonly kind: 'slip'; readonly book: string; readonly serial: number }
  | { readonly kind: 'code'; readonly prefix: string };

/** What narrows a list, whatever it is read by. */
export interface ListConditions {
  readonly status?: string | undefined;
  readonly timeliness?: ListStanding | undefined;
  readonly procedure?: string | undefined;
  readonly field?: string | undefined;
  readonly assignee?: string | undefined;
  readonly channel?: string | undefined;
  readonly acceptedFrom?: PlainDate | undefined;
  readonly acceptedTo?: PlainDate | undefined;
  readonly dueFrom?: PlainDate | undefined;
  readonly dueTo?: PlainDate | undefined;
  readonly finishedFrom?: PlainDate | undefined;
  readonly finishedTo?: PlainDate | undefined;
  /** the day from which it counts as late */
  readonly lateSince?: PlainDate | undefined;
  readonly lateUntil?: PlainDate | undefined;
  /** open at the end of the day, however it stands today; the same and late by then; the same and not late by then */
  readonly openOn?: PlainDate | undefined;
  readonly overdueOn?: PlainDate | undefined;
  readonly inTimeOn?: PlainDate | undefined;
}

export interface ListFilter extends ListConditions {
  readonly sought: Sought | null;
  /** units the reader may see, narrowed to what they asked for; null: all there are */
  readonly unitCodes: readonly string[] | null;
  /** as figures count: units that answer for them, each dossier that stands in figures at all; null asks nothing */
  readonly responsibleUnitCodes: readonly string[] | null;
  readonly sort: ListSort;
  readonly now: Instant;
  /** due at or before it is "soon": one instant, so that it stays an index range */
  readonly soonUntil: Instant;
  readonly limit: number;
  readonly after: ListPlace | null;
}

/**
 * The order that says what to do first: what can still be late by its promise, what is over by its end, else the newest.
 */
export function usualSort({
  timeliness,
  finishedFrom,
  finishedTo,
  assignee,
}: Pick<ListConditions, 'timeliness' | 'finishedFrom' | 'finishedTo' | 'assignee'>): ListSort {
  if (timeliness === 'overdue' || timeliness === 'due_soon' || timeliness === 'in_time') return 'due';
  if (timeliness !== undefined || finishedFrom !== undefined || finishedTo !== undefined) return 'finished';
  return assignee === undefined ? 'accepted' : 'due';
}

/** Counting stops here: nobody needs to know whether it is 1,001 or a million, and the answer must not cost a scan. */
export const TOTAL_CAP = 1_000;
