/** Who answers for a unit, and who counts. */
export const EVALUATION_READERS = ['leader', 'division_head', 'desk_head', 'monitor', 'admin'] as const;
