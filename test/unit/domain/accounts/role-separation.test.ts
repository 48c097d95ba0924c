import { expect, test } from '@jest/globals';
import { roleConcerns } from '../../../../src/domain/accounts/role-separation.js';
import { ROLES, type Role } from '../../../../src/domain/accounts/roles.js';

test.each<[Role[], string[]]>([
  [['receiver', 'returner', 'cashier'], []],
  [['admin', 'receiver'], []],
  [['admin', 'leader'], ['admin_signs']],
  [['clerk', 'admin'], ['admin_numbers']],
  [['specialist', 'division_head'], []],
  [['specialist', 'leader'], ['works_and_signs']],
  [['desk_head', 'specialist'], ['works_and_judges']],
  [['monitor', 'leader'], []],
  [['monitor', 'receiver'], ['watches_and_works']],
  [[...ROLES], ['admin_signs', 'admin_numbers', 'works_and_signs', 'works_and_judges', 'watches_and_works']],
])('%j together', (roles, concerns) => {
  expect(roleConcerns(roles)).toEqual(concerns);
});
