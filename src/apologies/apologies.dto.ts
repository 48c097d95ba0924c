import { CAUSES, OBLIGATION_STATES } from '../domain/apology/obligation.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import { LETTER_STATES, MAX_REASON, MIN_REASON, type LetterState } from '../domain/apology/letter.js';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { Bool, Code, Day, Int, IsoInstant, OneOf, Optional, Pattern, Text, Texts } from '../platform/web/validation.js';

const FAULTS: readonly Fault[] = ['ours', 'other_agency', 'none'];
const FILE_HASH = /^[0-9a-f]{64}$/;
export const REASON_KEY = /^[a-z][a-z0-9_]{1,29}$/;
const NUMBER = /^[0-9]{1,6}(?:\/[A-ZĐ0-9][A-ZĐ0-9.-]{0,40})?$/;

export class CoverageQuery {
  /** day of opening, inside */
  @Optional()
  @Day()
  from?: PlainDate;

  @Optional()
  @Day()
  to?: PlainDate;

  /** a unit and all below it; left out, the caller's own */
  @Optional()
  @Code()
  unit?: string;
}

export class ApologiesQuery extends CoverageQuery {
  @Optional()
  @OneOf(OBLIGATION_STATES)
  state?: string;

  @Optional()
  @OneOf(CAUSES)
  cause?: string;

  @Optional()
  @OneOf(FAULTS)
  fault?: Fault;

  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Pattern(/^[0-9a-f-]{36}$/, 36, '018c6d3e-…')
  cursor?: string;
}

export class LettersQuery {
  /** left out: letters and forecasts */
  @Optional()
  @Bool()
  forecast?: boolean;

  @Optional()
  @OneOf(LETTER_STATES)
  state?: LetterState;

  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

export class NewLetterRequest {
  @Code()
  dossierCode!: string;

  /** which of what the dossier is owed; left out: all of it */
  @Optional()
  @Texts({ min: 1, max: 10 }, { min: 36, max: 36 })
  obligationIds?: string[];

  /** one or two sentences the citizen can check */
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  reason!: string;

  /** what the letter tells the citizen instead; left out: the reason itself */
  @Optional()
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  sentence?: string;

  /** entry of the unit's short list of reasons, e.g. `other_agency`: the office learns from it, the citizen does not read it */
  @Optional()
  @Pattern(REASON_KEY, 30, 'other_agency')
  reasonKey?: string;

  @OneOf(FAULTS)
  fault!: Fault;

  /** the second promise; a working day, after the first (R16) */
  @Optional()
  @IsoInstant()
  newDueAt?: Instant;
}

export class LetterRevisionRequest {
  @Optional()
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  reason?: string;

  /** left out with a new reason: the reason is what the citizen is told */
  @Optional()
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  sentence?: string;

  /** entry of the unit's short list of reasons, e.g. `other_agency`: the office learns from it, the citizen does not read it */
  @Optional()
  @Pattern(REASON_KEY, 30, 'other_agency')
  reasonKey?: string;

  @Optional()
  @OneOf(FAULTS)
  fault?: Fault;

  @Optional()
  @IsoInstant()
  newDueAt?: Instant;
}

export class CommentRequest {
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  reason!: string;
}

export class WaiverRequest extends CommentRequest {
  /** SHA-256 of a file of the dossier that shows it, e.g. the citizen's dated signature */
  @Optional()
  @Pattern(FILE_HASH, 64, 'e3b0c442…')
  proof?: string;
}

export class OutsideLetterRequest {
  /** as it stands on their paper */
  @Text({ min: 1, max: 60 })
  number!: string;

  @Day()
  date!: PlainDate;

  /** SHA-256 of its scan, a file of the dossier */
  @Optional()
  @Pattern(FILE_HASH, 64, 'e3b0c442…')
  proof?: string;
}

export class DelayNoticeRequest {
  /** why, as the office knows it */
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  reason!: string;

  /** what the letter tells the citizen; left out: the reason itself */
  @Optional()
  @Text({ min: MIN_REASON, max: MAX_REASON, lines: true })
  sentence?: string;

  /** entry of the unit's short list of reasons, e.g. `other_agency`: the office learns from it, the citizen does not read it */
  @Optional()
  @Pattern(REASON_KEY, 30, 'other_agency')
  reasonKey?: string;

  @OneOf(FAULTS)
  fault!: Fault;

  /** the second promise that form 04 shall make; a working day, after the first (R16) */
  @Optional()
  @IsoInstant()
  newDueAt?: Instant;
}

export class IssuanceRequest {
  /** typed in from the document system; left out, the unit's register gives the next one */
  @Optional()
  @Pattern(NUMBER, 48, '14/PXL')
  number?: string;
}

export class DeliveryRequest {
  @OneOf(['desk', 'post', 'email', 'zalo', 'phone'])
  channel!: 'desk' | 'post' | 'email' | 'zalo' | 'phone';

  /** what shows it, e.g. the number of the registered item */
  @Optional()
  @Text({ min: 2, max: 300 })
  proof?: string;
}

export class ResolutionRequest {
  @OneOf(['sent', 'failed', 'resend'])
  outcome!: 'sent' | 'failed' | 'resend';
}
