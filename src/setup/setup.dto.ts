import { PASSWORD_BOUNDS } from '../domain/accounts/password.js';
import { USERNAME } from '../accounts/account.js';
import { Code, OneOf, Optional, Pattern, Secret, Text } from '../platform/web/validation.js';

export class SetupForm {
  /** as the server's log shows it */
  @Text({ min: 1, max: 20 })
  code!: string;

  @Text({ min: 2, max: 120 })
  fullName!: string;

  @Pattern(USERNAME, 40, 'an.nv')
  username!: string;

  @Secret(PASSWORD_BOUNDS)
  password!: string;

  @Secret(PASSWORD_BOUNDS)
  again!: string;

  @OneOf(['known', 'shipped', 'own'])
  ground!: 'known' | 'shipped' | 'own';

  /** of an agency that is there, or of one's own */
  @Optional()
  @Code()
  unitCode?: string;

  @Optional()
  @Text({ min: 3, max: 200 })
  unitName?: string;

  @Optional()
  @Text({ min: 2, max: 80 })
  place?: string;
}

export class TestMailForm {
  @Pattern(/^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}$/, 255, 'an@example.vn')
  to!: string;
}
