import type { Role } from '../../domain/accounts/roles.js';

/** Who answers for figures, and has to say why another system has others. */
export const RECONCILERS = ['desk_head', 'leader', 'monitor', 'admin'] as const satisfies readonly Role[];
