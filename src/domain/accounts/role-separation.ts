import type { Role } from './roles.js';

/**
 * Two hands that should be two people: a key of the sentence that says why.
 *
 * Source: reference 9.1 (an administrator does not sign; who processed a dossier confirms neither its error nor its
 * letter; who watches the figures sees no citizens).
 */
export type RoleConcern =
  'admin_signs' | 'admin_numbers' | 'works_and_signs' | 'works_and_judges' | 'watches_and_works';

const PAIRS: readonly (readonly [RoleConcern, Role, readonly Role[]])[] = [
  ['admin_signs', 'admin', ['leader']],
  ['admin_numbers', 'admin', ['clerk']],
  ['works_and_signs', 'specialist', ['leader']],
  ['works_and_judges', 'specialist', ['desk_head']],
  ['watches_and_works', 'monitor', ['receiver', 'returner', 'cashier', 'specialist', 'clerk']],
];

/** What of these roles one person should not have together. A small office may have no choice: it is said, not forbidden. */
export function roleConcerns(roles: readonly Role[]): RoleConcern[] {
  return PAIRS.filter(([, one, others]) => roles.includes(one) && others.some((other) => roles.includes(other))).map(
    ([concern]) => concern,
  );
}
