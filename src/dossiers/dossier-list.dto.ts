import { CHANNELS, STATUSES, type Channel, type DossierStatus } from '../domain/dossier/status.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Code, Day, Int, OneOf, Optional, Pattern } from '../platform/web/validation.js';

export const STANDINGS = ['in_time', 'due_soon', 'overdue', 'early', 'on_time', 'late'] as const;

export type Standing = (typeof STANDINGS)[number];

export const SORTS = ['due', 'accepted', 'finished'] as const;

export type Sort = (typeof SORTS)[number];

/** A dossier code or how one begins; never 9 to 12 bare digits, which may be somebody's identity number or phone. */
const CODE_START = /^(?!\d{9,12}$)[A-Za-z0-9.-]{1,40}$/;

export class DossierListQuery {
  /** a dossier code, or how it begins; people are searched by POST /dossiers/searches */
  @Optional()
  @Pattern(CODE_START, 40, 'H45.20-230517')
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

  /** due: soonest first, accepted and finished: newest first */
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
