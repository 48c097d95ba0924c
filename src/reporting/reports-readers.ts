import type { Role } from '../domain/accounts/roles.js';

/** Who answers for how a unit stands, and who counts. */
export const REPORT_READERS = [
  'leader',
  'division_head',
  'desk_head',
  'monitor',
  'admin',
] as const satisfies readonly Role[];
