import { Optional, Text } from '../../platform/web/validation.js';

export class CallBackForm {
  /** when they can be reached, in their words */
  @Optional()
  @Text({ min: 2, max: 200 })
  wish?: string;
}

export class WrongResultForm {
  @Text({ min: 10, max: 600, lines: true })
  words!: string;
}
