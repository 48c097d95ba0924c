import { SECOND_PROMISE_STATES, type SecondPromiseState } from '../../domain/apology/second-promise.js';
import { Code, OneOf, Optional, Pattern } from '../../platform/web/validation.js';

/** GET /letters/second-promises */
export class SecondPromisesQuery {
  /** left out: those that are broken */
  @Optional()
  @OneOf(SECOND_PROMISE_STATES)
  state?: SecondPromiseState;

  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}
