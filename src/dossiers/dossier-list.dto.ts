import { CHANNELS, STATUSES, type Channel, type DossierStatus } from '../domain/dossier/status.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Code, Day, Int, OneOf, Optional, Pattern } from '../platform/web/validation.js';

export const STANDINGS = ['in_time', 'due_soon', 'overdue', 'early', 'on_time', 'late'] as const;

export type Standing = (typeof STANDINGS)[number];

export const SORTS = ['due', 'accepted', 'finished'] as const;

export type Sort = (typeof SORTS)[number];

/**
 * A dossier code, how one begins, or words of a name; never what may be somebody's identity number or telephone: an
 * address is no place for it.
 */
const QUESTION = new RegExp(
  String.raw`^(?!(?:.*\s)?(?:\d(?:[ .\-]?\d){8,11}|[A-Za-z]\d{7,8})(?!\S))(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N} .,&'’()\/\-]{1,100}$`,
  'u',
);

export class DossierListQuery {
  /**
   * a dossier code, how it begins, or words of a name without need of accents (these stand newest first, whatever the
   * sort); numbers of people are searched by POST /dossiers/searches
   */
  @Optional()
  @Pattern(QUESTION, 100, 'nguyen van an')
  q?: string;

  @Optional()
  @OneOf(STATUSES)
  status?: DossierStatus;

  @Optional()
  @OneOf(STANDINGS)
  timeliness?: Standing;

  /** a unit and all below it: where it was received, is decided, or is now */
  @Optional()
  @Code()
  unit?: string;

  /** a unit and all below it that answers for them: exactly what figures count, e.g. behind a number of a report */
  @Optional()
  @Code()
  responsible?: string;

  @Optional()
  @Code()
  procedure?: string;

  @Optional()
  @Code()
  field?: string;

  /** username of whoever holds it now */
  @Optional()
  @Code()
  assignee?: string;

  @Optional()
  @OneOf(CHANNELS)
  channel?: Channel;

  @Optional()
  @Day()
  acceptedFrom?: PlainDate;

  @Optional()
  @Day()
  acceptedTo?: PlainDate;

  @Optional()
  @Day()
  dueFrom?: PlainDate;

  @Optional()
  @Day()
  dueTo?: PlainDate;

  @Optional()
  @Day()
  finishedFrom?: PlainDate;

  @Optional()
  @Day()
  finishedTo?: PlainDate;

  /** first day on which it counted as late, this one or a later one; an extension does not move it */
  @Optional()
  @Day()
  lateSince?: PlainDate;

  @Optional()
  @Day()
  lateUntil?: PlainDate;

  /** open at the end of this day, however it stands today */
  @Optional()
  @Day()
  openOn?: PlainDate;

  /** open at the end of this day, and late by then */
  @Optional()
  @Day()
  overdueOn?: PlainDate;

  /** open at the end of this day, and not late by then */
  @Optional()
  @Day()
  inTimeOn?: PlainDate;

  /**
   * due: soonest first, what is late or soon will be by that; accepted and finished: newest first. Unless said: due for
   * what is still open by its promise, finished for what is over, else accepted
   */
  @Optional()
  @OneOf(SORTS)
  sort?: Sort;

  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}
