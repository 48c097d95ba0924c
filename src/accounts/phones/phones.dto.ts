import { Secret, Text } from '../../platform/web/validation.js';
import { ProvenForm } from '../own/own-account.dto.js';

/** A phone that its owner registers while holding it. */
export class NewPhoneForm extends ProvenForm {
  /** as its owner calls it */
  @Text({ min: 2, max: 80 })
  name!: string;

  @Secret({ min: 1, max: 20 })
  pin!: string;
}
