import type { Fault } from '../domain/apology/letter-facts.js';
import { LETTER_STATES, MAX_REASON, MIN_REASON, type LetterState } from '../domain/apology/letter.js';
import { atMinute, type PlainDate } from '../domain/time/plain-date.js';
import type { Instant } from '../domain/time/instant.js';
import { DelayNoticeRequest, REASON_KEY } from './apologies.dto.js';
import { Code, Day, OneOf, Optional, Pattern, Text, Texts } from '../platform/web/validation.js';

const CURSOR = /^[A-Za-z0-9_-]{1,200}$/;
const ID_LENGTH = 36;
/** As many papers as one puts into a printer at a time. */
const MOST_PAPERS = 50;

/** GET /letters */
export class LetterBoardQuery {
  @Optional()
  @OneOf(LETTER_STATES)
  state?: LetterState;

  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @Pattern(CURSOR, 200, 'eyJ…')
  cursor?: string;

  /** where the list of what is owed goes on */
  @Optional()
  @Pattern(CURSOR, 200, 'eyJ…')
  owedAfter?: string;
}

/** GET /letters/print-queue */
export class PrintQueueQuery {
  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @Pattern(CURSOR, 200, 'eyJ…')
  cursor?: string;
}

/** GET /letters/print-queue/papers */
export class PapersQuery {
  @Texts({ min: 1, max: MOST_PAPERS }, { min: ID_LENGTH, max: ID_LENGTH })
  ids!: string[];
}

/** A second promise as forms ask for it: in two fields, and an empty one promises nothing. */
export class NewDueForm {
  @Optional()
  @Day()
  newDueOn?: PlainDate;

  @Optional()
  @Pattern(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 5, '16:00')
  newDueTime?: string;
}

/** The form of a draft. */
export class LetterRevisionForm extends NewDueForm {
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  reason!: string;

  @Optional()
  @Pattern(REASON_KEY, 30, 'other_agency')
  reasonKey?: string;

  @OneOf(['ours', 'other_agency', 'none'])
  fault!: Fault;
}

/** The form on a dossier's page: an entry of the list is asked for there. */
export class DelayNoticeForm extends DelayNoticeRequest {
  @Pattern(REASON_KEY, 30, 'other_agency')
  declare reasonKey: string;
}

/** @returns null when the form promises nothing */
export function newDueOf({ newDueOn, newDueTime = '17:00' }: NewDueForm): Instant | null {
  if (newDueOn === undefined) return null;
  const [hours = 0, minutes = 0] = newDueTime.split(':').map(Number);
  return atMinute(newDueOn, 60 * hours + minutes);
}
