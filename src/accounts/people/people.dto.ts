import { ROLES, type Role } from '../../domain/accounts/roles.js';
import { Bool, Code, Optional, Pattern, SomeOf, Text } from '../../platform/web/validation.js';
import { USERNAME } from '../account.js';
import { EMAIL } from '../accounts.dto.js';

export class PeopleQuery {
  @Optional()
  @Code()
  unit?: string;

  /** words of the name; accents do not matter */
  @Optional()
  @Text({ min: 1, max: 100 })
  q?: string;

  /** those who are switched off, too */
  @Optional()
  @Bool()
  all?: boolean;
}

/** What the form of a person says; an empty field takes a value away. */
export class PersonForm {
  @Text({ min: 2, max: 120 })
  fullName!: string;

  @Code()
  unitCode!: string;

  @SomeOf(ROLES)
  roles!: Role[];

  @Optional()
  @Pattern(EMAIL, 200, 'binh.tt@songcau.phuyen.gov.vn')
  email?: string;

  @Optional()
  @Text({ min: 6, max: 40 })
  phone?: string;

  /** the roles do not go well together, and it is meant so */
  @Optional()
  @Bool()
  meant?: boolean;
}

export class NewPersonForm extends PersonForm {
  @Pattern(USERNAME, 40, 'binh.tt')
  username!: string;
}
