import { CALL_OUTCOMES, type CallOutcome } from '../../domain/apology/call.js';
import { OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';

/** GET /calls */
export class CallsQuery {
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

export class CallRequest {
  @OneOf(CALL_OUTCOMES)
  outcome!: CallOutcome;

  @Optional()
  @Text({ min: 2, max: 600, lines: true })
  note?: string;
}
