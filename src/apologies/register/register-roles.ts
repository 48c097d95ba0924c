import { OFFICE } from '../letter-roles.js';

/** Who reads the register; names of citizens are for those whose work they are. */
export const REGISTER_READERS = [...OFFICE, 'division_head', 'desk_head', 'monitor'] as const;
