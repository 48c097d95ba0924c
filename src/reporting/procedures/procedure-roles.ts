/** Who reads how many procedures there are. */
export const PROCEDURE_READERS = ['leader', 'division_head', 'desk_head', 'monitor', 'admin'] as const;

/** Who says how many there shall be. */
export const PROCEDURE_PLANNERS = ['leader', 'desk_head', 'admin'] as const;
