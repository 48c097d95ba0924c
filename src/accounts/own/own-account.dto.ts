import { PASSWORD_BOUNDS } from '../../domain/accounts/password.js';
import { Secret } from '../../platform/web/validation.js';

/** Shows by the present password that it is them. */
export class ProvenForm {
  @Secret({ min: 1, max: PASSWORD_BOUNDS.max })
  current!: string;
}

export class PasswordForm extends ProvenForm {
  @Secret({ min: 1, max: PASSWORD_BOUNDS.max })
  password!: string;

  /** the same once more: nobody sees what they type */
  @Secret({ min: 1, max: PASSWORD_BOUNDS.max })
  again!: string;
}

export class PinForm extends ProvenForm {
  @Secret({ min: 1, max: 20 })
  pin!: string;
}
