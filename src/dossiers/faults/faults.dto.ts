import { DETECTED_BY, NAMED_KINDS, type DetectedBy } from '../../domain/apology/fault-kinds.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import { FAULT_CAUSES, type FaultCause } from '../../domain/apology/obligation.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Day, Int, OneOf, Optional, Text } from '../../platform/web/validation.js';

const WORDS = { min: 10, max: 600, lines: true };
/** More than any procedure of a town ever cost. */
const MAX_COSTS = 1_000_000_000;

export class FaultRequest {
  @OneOf(FAULT_CAUSES)
  cause!: FaultCause;

  /** of the cause; complaints, denunciations, corruption and state compensation are refused: they have their own law */
  @OneOf(NAMED_KINDS)
  kind!: string;

  @Text(WORDS)
  description!: string;

  /** left out: somebody of the agency */
  @Optional()
  @OneOf(DETECTED_BY)
  detectedBy?: DetectedBy;

  /** left out: today */
  @Optional()
  @Day()
  detectedOn?: PlainDate;
}

export class FaultConfirmationRequest {
  /** `none` dismisses it */
  @OneOf(['ours', 'other_agency', 'none'])
  fault!: Fault;

  /** of a dismissal */
  @Optional()
  @Text(WORDS)
  reason?: string;
}

export class FaultDismissalRequest {
  @Text(WORDS)
  reason!: string;
}

export class FaultCorrectionRequest {
  /** what was done about it */
  @Text(WORDS)
  correctionResult!: string;

  @Day()
  correctedOn!: PlainDate;

  /** what it cost, all of it borne by the agency; left out: nothing */
  @Optional()
  @Int({ min: 0, max: MAX_COSTS })
  costsVnd?: number;
}
