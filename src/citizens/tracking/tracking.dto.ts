import { Matches } from 'class-validator';
import { Optional, Text } from '../../platform/web/validation.js';

export class TrackingForm {
  @Text({ min: 1, max: 60 })
  code!: string;

  /** blanks and dashes between the digits do not matter */
  @Matches(/^[\s.-]*(?:\d[\s.-]*){8}$/)
  @Text({ min: 8, max: 30 })
  secret!: string;
}

/** What the answer gave: it says which dossier a form beneath it is about. */
export class TrackingPassForm {
  @Text({ min: 20, max: 600 })
  pass!: string;
}

export class TrackingCallForm extends TrackingPassForm {
  /** when they can be reached, in their words */
  @Optional()
  @Text({ min: 2, max: 200 })
  wish?: string;
}

export class TrackingWrongForm extends TrackingPassForm {
  @Text({ min: 10, max: 600, lines: true })
  words!: string;
}
