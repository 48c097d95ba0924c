import { PASSWORD_BOUNDS } from '../domain/accounts/password.js';
import { ROLES, type Role } from '../domain/accounts/roles.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { ListQuery } from '../platform/web/list.dto.js';
import { Bool, Code, Day, Optional, Pattern, Secret, SomeOf, Text } from '../platform/web/validation.js';
import { TOKEN_SCOPES } from './api-tokens.service.js';
import { USERNAME } from './account.js';

const EMAIL = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63}){1,4}$/;

export class LogInRequest {
  @Text({ min: 1, max: 40 })
  username!: string;

  @Secret({ min: 1, max: PASSWORD_BOUNDS.max })
  password!: string;
}

/** The same from the page: with the way back to where somebody was sent away from. */
export class LogInForm extends LogInRequest {
  @Optional()
  @Text({ min: 1, max: 500 })
  returnTo?: string;
}

export class UserQuery extends ListQuery {
  /** a unit within reach; left out, one's own and what one oversees */
  @Optional()
  @Code()
  unit?: string;
}

export class CoverQuery {
  /** left out: one's own */
  @Optional()
  @Code()
  unit?: string;
}

export class CoverRequest {
  /** who is away */
  @Code()
  absent!: string;

  /** who holds their work meanwhile */
  @Code()
  by!: string;

  @Day()
  from!: PlainDate;

  /** included */
  @Day()
  to!: PlainDate;
}

/** What is said of a person, on the page and by the API. */
export class PersonFacts {
  @Text({ min: 2, max: 120 })
  fullName!: string;

  @Code()
  unitCode!: string;

  @SomeOf(ROLES)
  roles!: Role[];

  /** where the digest of the morning goes; left out, they get none */
  @Optional()
  @Pattern(EMAIL, 200, 'binh.tt@songcau.phuyen.gov.vn')
  email?: string;

  @Optional()
  @Text({ min: 6, max: 40 })
  phone?: string;
}

export class NewUserRequest extends PersonFacts {
  /** a-z, digits, dot, hyphen, underscore; begins with a letter */
  @Pattern(USERNAME, 40, 'binh.tt')
  username!: string;

  @Secret(PASSWORD_BOUNDS)
  password!: string;
}

/** Only what is to change. */
export class UserChangeRequest {
  @Optional()
  @Text({ min: 2, max: 120 })
  fullName?: string;

  @Optional()
  @Code()
  unitCode?: string;

  @Optional()
  @SomeOf(ROLES)
  roles?: Role[];

  /** false signs the person out everywhere and lets them in no more */
  @Optional()
  @Bool()
  active?: boolean;

  /** where the digest of the morning goes; left out, they get none */
  @Optional()
  @Pattern(EMAIL, 200, 'binh.tt@songcau.phuyen.gov.vn')
  email?: string;

  @Optional()
  @Text({ min: 6, max: 40 })
  phone?: string;

  @Optional()
  @Secret(PASSWORD_BOUNDS)
  password?: string;
}

export class NewApiTokenRequest {
  /** whose roles it acts with; not for accounts that sign, number or administer */
  @Pattern(USERNAME, 40, 'cong.dvc')
  username!: string;

  /** which system it is for */
  @Text({ min: 2, max: 120 })
  name!: string;

  @SomeOf(TOKEN_SCOPES)
  scopes!: string[];

  /** last day on which it is good, within a year */
  @Day()
  endsOn!: PlainDate;
}
