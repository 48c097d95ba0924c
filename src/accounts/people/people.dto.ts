import { Bool, Code, Optional, Pattern, Text } from '../../platform/web/validation.js';
import { USERNAME } from '../account.js';
import { PersonFacts } from '../accounts.dto.js';

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

/** The form of a person; an empty field takes a value away. */
export class PersonForm extends PersonFacts {
  /** the roles do not go well together, and it is meant so */
  @Optional()
  @Bool()
  meant?: boolean;
}

export class NewPersonForm extends PersonForm {
  @Pattern(USERNAME, 40, 'binh.tt')
  username!: string;
}
