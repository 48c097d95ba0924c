import { Code, Pattern, Secret } from '../../platform/web/validation.js';

/** Signing with a key file of the unit. */
export class HereForm {
  @Pattern(/^[0-9a-f-]{36}$/, 36, '0188083b-…')
  keyId!: string;

  @Secret({ min: 1, max: 200 })
  password!: string;
}

/** A key file that comes to lie here; the file itself follows the fields. */
export class NewKeyForm {
  @Code()
  unitCode!: string;

  @Secret({ min: 1, max: 200 })
  password!: string;
}
