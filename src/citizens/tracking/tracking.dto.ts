import { Matches } from 'class-validator';
import { Text } from '../../platform/web/validation.js';

export class TrackingForm {
  @Text({ min: 1, max: 60 })
  code!: string;

  /** blanks and dashes between the digits do not matter */
  @Matches(/^[\s.-]*(?:\d[\s.-]*){8}$/)
  @Text({ min: 8, max: 30 })
  secret!: string;
}
